/** The token: kept for this tab only, sent as a header, never part of an address. */

const KEY = 'tallygate.token';

class Token extends EventTarget {
  get value() {
    return sessionStorage.getItem(KEY);
  }

  set value(value) {
    if (value) {
      sessionStorage.setItem(KEY, value);
    } else {
      sessionStorage.removeItem(KEY);
    }
    this.dispatchEvent(new Event('change'));
  }

  /** The API does not take it, or wants one. */
  refused() {
    this.dispatchEvent(new Event('refused'));
  }
}

export const token = new Token();
