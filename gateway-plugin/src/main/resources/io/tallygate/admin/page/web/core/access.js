/** What this reader may do, and asking for a token where one is needed. */
import { call, get } from './api.js';
import { token } from './token.js';

class Access extends EventTarget {
  /** What the API says: {read, change, mode, scheme, principal}; nothing until it answered. */
  is = undefined;

  start() {
    token.addEventListener('refused', () => {
      token.value = null;
      this.ask();
    });
    token.addEventListener('change', () => this.load());
    this.load();
  }

  async load() {
    try {
      this.is = await get('access');
      if (!this.is.read) {
        this.ask();
      }
    } catch {
      // A token that is not taken has been told of by now; anything else each view tells for itself.
    }
    this.dispatchEvent(new Event('change'));
  }

  /**
   * Uses a token from here on, if the API takes it: asked once, before every view asks with it.
   * @throws {Problem} if it does not
   */
  async take(given) {
    await call('access', { token: given });
    token.value = given;
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
