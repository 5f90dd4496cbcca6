/** Which rule?: asks the live matcher what it would do with a request, and why. */
import { html, nothing } from 'lit';
import { call } from '../core/api.js';
import { fromCurl } from '../core/curl.js';
import { Element } from '../core/element.js';
import { href, router } from '../core/router.js';
import { targetText } from '../core/rule-text.js';
import { t } from '../core/words.js';
import { head } from '../parts/head.js';
import { reason } from '../core/reason.js';
import { segments } from '../parts/segments.js';
import { candidates } from './match-candidates.js';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const PAGE = 25;

/** Header lines as the API wants them. */
function headersOf(text) {
  const headers = {};
  for (const line of text.split('\n').filter((one) => one.trim())) {
    const at = line.indexOf(':');
    const name = (at < 0 ? line : line.slice(0, at)).trim();
    (headers[name] ??= []).push(at < 0 ? '' : line.slice(at + 1).trim());
  }
  return headers;
}

class Match extends Element {
  static properties = {
    query: { attribute: false }, answer: { state: true }, problem: { state: true }, how: { state: true }, wrong: { state: true },
  };

  #asked = 0;

  constructor() {
    super();
    this.how = 'curl';
    this.query = {};
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.query.path) {
      this.how = 'fields';
      this.#askFor(this.query);
    }
  }

  updated(changed) {
    if (changed.has('query') && changed.get('query') && this.query.path) {
      this.#askFor(this.query);
    }
  }

  render() {
    return html`${head(t('nav.match'), t('match.lead'))}
      <div class="stack">
        <form class="card form" @submit=${this.#submit}>
          ${segments(t('match.how'), this.how, [['curl', t('match.curl')], ['fields', t('match.fields')]], (how) => { this.how = how; })}
          ${this.how === 'curl' ? this.#curl() : this.#fields()}
          <div class="form-foot"><button class="button primary">${t('match.ask')}</button>
            <span class="small muted">${t('match.harmless')}</span></div>
        </form>
        <div class="stack" aria-live="polite">${this.problem ? html`<div class="notice bad" role="alert">${reason(this.problem)}</div>` : nothing}
          ${this.answer ? this.#verdict(this.answer) : nothing}</div>
      </div>`;
  }

  #curl() {
    return html`<div class="field"><label for="curl">${t('match.curl.label')}</label>
      <textarea id="curl" spellcheck="false" rows="4" placeholder="curl -H 'X-Canary: beta' http://localhost:8080/shop?region=eu"
        aria-invalid=${this.wrong ? 'true' : nothing} aria-describedby="curl-wrong"></textarea>
      <span class="wrong" id="curl-wrong" role="alert">${this.wrong ? t('match.curl.wrong') : ''}</span></div>`;
  }

  #fields() {
    const { method = 'GET', host = '', path = '/', headers = '', body = '' } = this.query;
    return html`<div class="form-grid">
        <div class="field"><label for="method">${t('match.method')}</label><select id="method">
          ${METHODS.map((one) => html`<option ?selected=${one === method}>${one}</option>`)}</select></div>
        <div class="field"><label for="host">${t('match.host.label')}</label><input id="host" .value=${host} spellcheck="false" placeholder="shop.example.com"></div>
        <div class="field"><label for="path">${t('match.path')}</label><input id="path" required .value=${path} spellcheck="false"></div></div>
      <div class="form-grid">
        <div class="field"><label for="headers">${t('match.headers')}</label><textarea id="headers" spellcheck="false" .value=${headers} placeholder="X-Canary: beta"></textarea></div>
        <div class="field"><label for="body">${t('match.body')}</label><textarea id="body" spellcheck="false" .value=${body}></textarea></div></div>`;
  }

  #submit(event) {
    event.preventDefault();
    const value = (id) => this.querySelector(`#${id}`).value;
    const asked = this.how === 'curl' ? fromCurl(value('curl')) : {
      method: value('method'), host: value('host').trim(), path: value('path').trim(), headers: value('headers'), body: value('body'),
    };
    this.wrong = asked === undefined;
    if (!asked) {
      this.#asked += 1;
      this.answer = undefined;
      this.problem = undefined;
    } else {
      const { page, ...same } = this.query;
      if (JSON.stringify(same) === JSON.stringify(Object.fromEntries(Object.entries(asked).filter(([, text]) => text)))) {
        this.#askFor(asked);
      }
      router.ask({ ...asked, page: '' });
    }
  }

  async #askFor({ method = 'GET', host = '', path, headers = '', body = '', page = 0 }) {
    const json = { method, host, path, headers: headersOf(headers), ...(body ? { body } : {}) };
    this.#asked += 1;
    const asked = this.#asked;
    const [answer, problem] = await call('rules:match', { method: 'POST', query: { page, size: PAGE }, json })
      .then(({ data }) => [data], (wrong) => [undefined, wrong]);
    if (asked === this.#asked) {
      [this.answer, this.problem] = [answer, problem];
    }
  }

  #verdict(answer) {
    const { winner, target, shadows } = answer;
    return html`<div class="verdict ${winner ? 'won' : ''}"><h2>${winner
      ? html`${t('match.won')} <a href=${href(['rules', winner.id])}>${winner.id}</a>` : t('match.nobody')}</h2>
      <p class="small">${winner ? html`${t(`kind.${winner.strategy}`)} → ${targetText(target)}` : t('match.nobody.text')}</p>
      ${shadows.length ? html`<p class="small">${t('match.shadows')} ${shadows.map((rule, i) => html`${i ? ', ' : ''}<a
        href=${href(['rules', rule.id])}>${rule.id}</a>`)}</p>` : nothing}
      <p class="small muted">${t(`match.body.${answer.body}`)}${answer.bodySkipped ? `: ${t(`skipped.${answer.bodySkipped}`)}` : ''}</p></div>
      ${candidates(answer.candidates)}`;
  }
}

customElements.define('tg-match', Match);
