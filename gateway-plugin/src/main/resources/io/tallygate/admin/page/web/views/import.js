/** Import: many rules at once, all or nothing, looked at before they are taken. */
import { html, nothing } from 'lit';
import { access } from '../core/access.js';
import { call } from '../core/api.js';
import { Element } from '../core/element.js';
import { refresh } from '../core/rule-actions.js';
import { href, router } from '../core/router.js';
import { toast } from '../core/toast.js';
import { t } from '../core/words.js';
import { head } from '../parts/head.js';
import { planned } from '../parts/planned.js';
import { segments } from '../parts/segments.js';
import { reason } from '../core/reason.js';

const MODES = ['merge', 'replace'];

class Import extends Element {
  static properties = {
    mode: { state: true }, text: { state: true }, plan: { state: true }, problem: { state: true },
  };

  constructor() {
    super();
    this.mode = 'merge';
    this.text = '';
  }

  render() {
    return html`${head(t('rules.import'), t('import.lead'), nothing, html`<p class="crumb"><a href=${href(['rules'])}>${t('nav.rules')}</a></p>`)}
      <div class="stack"><form class="card form" @submit=${this.#check}>
        ${segments(t('import.mode'), this.mode, MODES.map((mode) => [mode, t(`import.${mode}`)]), (mode) => { this.mode = mode; this.plan = undefined; })}
        <p class="small muted">${t(`import.${this.mode}.text`)}</p>
        <div class="field"><label for="import-file">${t('import.file')}</label><input id="import-file" type="file" accept=".yaml,.yml,.json" @change=${this.#file}></div>
        <div class="field"><label for="import-text">${t('import.paste')}</label><textarea id="import-text" rows="10" spellcheck="false" required
          .value=${this.text} @input=${(event) => { this.text = event.target.value; this.plan = undefined; }}></textarea></div>
        <div class="form-foot"><button class="button" ?disabled=${!access.mayChange}>${t('import.check')}</button>
          <button type="button" class="button primary" ?disabled=${!this.plan} @click=${this.#apply}>${t('import.apply')}</button></div></form>
        <div aria-live="polite">${this.problem ? html`<div class="notice bad" role="alert">${reason(this.problem)}</div>` : nothing}
          ${this.plan ? html`<section class="card stack"><h2>${t('preview')}</h2>${planned(this.plan)}</section>` : nothing}</div></div>`;
  }

  #file = async (event) => {
    this.text = await event.target.files[0]?.text() ?? '';
    this.plan = undefined;
  };

  async #send(dryRun) {
    const type = /^\s*[{[]/.test(this.text) ? 'application/json' : 'application/yaml';
    return (await call('rules:import', { method: 'POST', query: { mode: this.mode, dryRun: dryRun || undefined }, text: this.text, type })).data;
  }

  #check = async (event) => {
    event.preventDefault();
    const { text, mode } = this;
    const [plan, problem] = await this.#send(true).then((data) => [data], (wrong) => [undefined, wrong]);
    // What was changed meanwhile has not been looked at.
    if (text === this.text && mode === this.mode) {
      [this.plan, this.problem] = [plan, problem];
    }
  };

  #apply = async () => {
    try {
      const done = await this.#send(false);
      toast(done.more ? t('import.done.more') : t('import.done', { n: done.added.length + done.changed.length + done.removed.length }));
      refresh();
      router.go(['rules']);
    } catch (problem) {
      this.problem = problem;
    }
  };
}

customElements.define('tg-import', Import);
