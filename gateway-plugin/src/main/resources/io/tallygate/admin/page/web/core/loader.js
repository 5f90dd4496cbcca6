/** Loads what an element shows, and loads it again when there is something new. */
import { live } from './live.js';
import { token } from './token.js';

const LEAST_PAUSE = 2000;

/**
 * A controller of lit. What was shown stays while it is loaded again, and stays when that fails.
 * @template T
 */
export class Loader {
  /** @type {T|undefined} */
  data;
  /** @type {import('./api.js').Problem|undefined} */
  problem;
  /** When the data came, in milliseconds. */
  since = 0;
  loading = false;
  #key;
  #abort;
  #begun = 0;

  /**
   * @param {import('lit').LitElement} host
   * @param {() => unknown} key what the data depends on; undefined: nothing is to be loaded
   * @param {(signal: AbortSignal, previous: T|undefined) => Promise<T>} load
   * @param {{live?: boolean}} [options]
   */
  constructor(host, key, load, options = {}) {
    this.host = host;
    this.key = key;
    this.load = load;
    this.live = options.live ?? true;
    host.addController(this);
  }

  hostConnected() {
    live.addEventListener('tick', this.#tick);
    live.addEventListener('refresh', this.again);
    token.addEventListener('change', this.again);
  }

  hostDisconnected() {
    live.removeEventListener('tick', this.#tick);
    live.removeEventListener('refresh', this.again);
    token.removeEventListener('change', this.again);
    this.#abort?.abort();
    this.#key = undefined;
  }

  hostUpdate() {
    const key = JSON.stringify(this.key());
    if (key !== this.#key) {
      this.#key = key;
      this.#run();
    }
  }

  #tick = () => {
    if (this.live && !this.loading && !document.hidden && Date.now() - this.#begun >= LEAST_PAUSE) {
      this.#run();
    }
  };

  /** Loads once more, now. */
  again = () => this.#run();

  async #run() {
    if (this.#key === undefined) {
      return;
    }
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#begun = Date.now();
    this.loading = true;
    this.host.requestUpdate();
    try {
      const data = await this.load(abort.signal, this.data);
      if (abort.signal.aborted) {
        return;
      }
      this.data = data;
      this.since = Date.now();
      this.problem = undefined;
    } catch (error) {
      if (abort.signal.aborted) {
        return;
      }
      if (error.status === undefined) {
        throw error;
      }
      this.problem = error;
    } finally {
      if (this.#abort === abort) {
        this.loading = false;
        this.host.requestUpdate();
      }
    }
  }

  /** Forgets what was loaded: what comes next is something else. */
  forget() {
    this.data = undefined;
    this.problem = undefined;
  }
}
