/** Keeps what the reader looks at where it is: new numbers come in place, a new order waits until it is asked for. */

/**
 * @param {{items: any[], page: number, total: number}|undefined} shown
 * @param {{items: any[], page: number, total: number}} fresh
 * @param {(item: any) => string} id
 */
export function steady(shown, fresh, id) {
  if (!shown || shown.page !== fresh.page || shown.items.length !== fresh.items.length) {
    return fresh;
  }
  const byId = new Map(fresh.items.map((item) => [id(item), item]));
  if (shown.items.some((item) => !byId.has(id(item)))) {
    return fresh;
  }
  const moved = shown.items.some((item, i) => id(item) !== id(fresh.items[i]));
  return { ...fresh, items: shown.items.map((item) => byId.get(id(item))), moved };
}
