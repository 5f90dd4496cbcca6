/** What this reader may do, and asking for a token where one is needed. */
import { get } from './api.js';
import { token } from './token.js';

class Access extends EventTarget {
  /** What the API says: {read, change, mode, scheme, principal}; nothing until it answered. */
  is = undefined;
  /** Whether the token that was given last was not taken. */
  wrong = false;

  start() {
    token.addEventListener('refused', () => this.#refused());
    token.addEventListener('change', () => this.load());
    this.load();
  }

  async load() {
    try {
      this.is = await get('access');
      this.wrong = false;
      if (!this.is.read) {
        this.ask();
      }
    } catch {
      // A wrong token has been told of by now; anything else each view tells for itself.
    }
    this.dispatchEvent(new Event('change'));
  }

  #refused() {
    this.wrong = token.value !== null;
    if (this.wrong) {
      token.value = null;
    }
    this.ask();
  }

  /** Asks the reader for a token. */
  ask() {
    this.dispatchEvent(new Event('ask'));
  }

  get mayChange() {
    return this.is?.change === true;
  }

  /** The key of the words that say why nothing can be changed. */
  get reason() {
    return this.is?.mode === 'read-only' ? 'access.read-only' : 'access.no-change';
  }
}

export const access = new Access();
