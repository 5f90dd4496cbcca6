/** The other windows of this browser that show the same page: one of those that are seen keeps a stream for all. */

const SILENCE = 45_000;
const ANSWER = 200;

const pause = (length) => new Promise((done) => { setTimeout(done, length); });

/**
 * Browsers have six connections to one host, and six streams would leave none. Windows tell each other only that there
 * is something new; what it is, each asks for with a token of its own. Two that begin at once both stream, which does
 * no harm.
 */
class Neighbours extends EventTarget {
  #channel = new BroadcastChannel(`tallygate ${new URL('.', document.baseURI).pathname}`);
  #heard = 0;
  #streams = false;

  constructor() {
    super();
    this.#channel.addEventListener('message', ({ data }) => {
      if (data === 'anyone?') {
        if (this.#streams) {
          this.#channel.postMessage('here');
        }
      } else {
        this.#heard = data === 'gone' ? 0 : Date.now();
        this.dispatchEvent(new Event(data));
      }
    });
  }

  /** Whether another window streams; if so, answers when it does so no more, or this one is not seen any more. */
  async stream(begun) {
    this.#heard = 0;
    this.#channel.postMessage('anyone?');
    await pause(ANSWER);
    if (this.#heard === 0) {
      return false;
    }
    begun();
    while (!document.hidden && Date.now() - this.#heard < SILENCE) {
      await pause(500 + Math.random() * 1000);
    }
    return true;
  }

  /** This window's stream is alive; if there is something new, they look too. */
  alive(isNew) {
    this.#streams = true;
    this.#channel.postMessage(isNew ? 'tick' : 'here');
  }

  ended() {
    if (this.#streams) {
      this.#streams = false;
      this.#channel.postMessage('gone');
    }
  }
}

export const neighbours = new Neighbours();
