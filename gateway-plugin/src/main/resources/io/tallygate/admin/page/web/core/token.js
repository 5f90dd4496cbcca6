/** The token: kept for this tab only, sent as a header, never part of an address. */

const KEY = 'tallygate.token';
const BY = 'tallygate.by';

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

  /** Who changes something, for the change log; what cannot be printed is left out. */
  get by() {
    return sessionStorage.getItem(BY) ?? '';
  }

  set by(name) {
    sessionStorage.setItem(BY, [...name.replace(/[\p{C}\p{Zl}\p{Zp}\uFFFD]/gu, '').trim()].slice(0, 64).join('').trim());
  }

  /** The API wants one, or does not take the one that was sent, which may have been replaced since. */
  refused(sent) {
    if (sent === this.value) {
      this.dispatchEvent(new Event('refused'));
    }
  }
}

export const token = new Token();
