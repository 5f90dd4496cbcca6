/** Tells when there is something new: by the API's event stream, and by the clock where there is no stream. */
import { address, headers } from './api.js';
import { neighbours } from './neighbours.js';
import { token } from './token.js';

const STREAMING_TICK = 10_000;
const POLLING_TICK = 5_000;
const SILENCE = 45_000;
const LONGEST_PAUSE = 30_000;

class Live extends EventTarget {
  /** @type {'connecting'|'live'|'polling'} */
  state = 'connecting';
  #lastId = '';
  #pause = 1000;
  #abort = new AbortController();

  start() {
    this.#stream();
    this.#clock();
    neighbours.addEventListener('tick', () => this.#tell('tick'));
    token.addEventListener('change', () => this.#abort.abort());
    document.addEventListener('visibilitychange', () => (document.hidden ? this.#abort.abort() : this.#tell('tick')));
    addEventListener('pagehide', () => {
      this.#abort.abort();
      neighbours.ended();
    });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #become(state) {
    if (this.state !== state) {
      this.state = state;
      this.#tell('state');
    }
  }

  /** The window in progress grows all the time, and nobody sends an event for that. */
  #clock() {
    setTimeout(() => {
      if (!document.hidden) {
        this.#tell('tick');
      }
      this.#clock();
    }, this.state === 'live' ? STREAMING_TICK : POLLING_TICK);
  }

  /** A browser has few connections to one host: only a page that is seen keeps one for its stream. */
  async #stream() {
    for (;;) {
      await seen();
      if (await neighbours.stream(() => this.#become('live'))) {
        continue;
      }
      try {
        await this.#read();
      } catch {
        // The next attempt follows, and until then the clock.
      }
      neighbours.ended();
      this.#become('polling');
      await new Promise((done) => { setTimeout(done, this.#pause); });
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    }
  }

  async #read() {
    this.#abort = new AbortController();
    const more = { Accept: 'text/event-stream', ...(this.#lastId ? { 'Last-Event-ID': this.#lastId } : {}) };
    const answer = await fetch(address('stream'), {
      headers: headers(more), cache: 'no-store', signal: this.#abort.signal,
    });
    if (!answer.ok) {
      return;
    }
    this.#become('live');
    neighbours.alive();
    this.#pause = 1000;
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const timer = setTimeout(() => this.#abort.abort(), SILENCE);
      const { value, done } = await reader.read().finally(() => clearTimeout(timer));
      if (done) {
        return;
      }
      const events = (text + value).split(/\r?\n\r?\n/);
      text = events.pop();
      events.forEach((event) => this.#event(event));
      neighbours.alive(events.length > 0);
    }
  }

  #event(text) {
    let type = 'message';
    const data = [];
    for (const line of text.split(/\r?\n/)) {
      const [, field, value] = /^([a-z]+): ?(.*)$/.exec(line) ?? [];
      if (field === 'event') {
        type = value;
      } else if (field === 'data') {
        data.push(value);
      } else if (field === 'id') {
        this.#lastId = value;
      }
    }
    if (data.length > 0) {
      this.#tell('tick', { type, data: data.join('\n') });
    }
  }
}

/** Waits until the page is seen. */
const seen = () => new Promise((done) => {
  const look = () => {
    if (!document.hidden) {
      document.removeEventListener('visibilitychange', look);
      done();
    }
  };
  document.addEventListener('visibilitychange', look);
  look();
});

export const live = new Live();
