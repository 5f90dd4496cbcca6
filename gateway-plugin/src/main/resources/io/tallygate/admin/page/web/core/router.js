/** Where the reader is: all of it stands in the address behind #, so that a link restores any view. */

class Router extends EventTarget {
  /** @type {(() => boolean)|undefined} asked before the reader leaves a view: whether he would rather stay */
  staying;

  constructor() {
    super();
    addEventListener('hashchange', ({ oldURL }) => {
      if (this.staying?.()) {
        history.replaceState(null, '', oldURL);
      } else {
        this.#moved();
      }
    });
    this.#read();
  }

  #read() {
    const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
    this.parts = path.split('/').filter(Boolean).map(decode);
    this.query = Object.fromEntries(new URLSearchParams(query));
  }

  #moved() {
    const before = this.parts.join('/');
    this.#read();
    this.dispatchEvent(new CustomEvent('move', { detail: { sameView: before === this.parts.join('/') } }));
  }

  go(parts, query) {
    location.hash = href(parts, query);
  }

  /** Changes what is asked of this view. Empty values go away; `keep` leaves no step in the browser's history. */
  ask(changes, { keep = true } = {}) {
    const query = { ...this.query, ...changes };
    const to = href(this.parts, query);
    if (keep) {
      history.replaceState(null, '', to);
      this.#moved();
    } else {
      location.hash = to;
    }
  }
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address of a view, such as href(['rules', id], {range: '24h'}). */
export function href(parts, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const asked = new URLSearchParams(given).toString();
  return `#/${parts.map(encodeURIComponent).join('/')}${asked ? `?${asked}` : ''}`;
}

export const router = new Router();
