/** Writes a rule: the server checks it while it is written, and says what would change. */
import { html, nothing } from 'lit';
import { access } from '../core/access.js';
import { call, get, part } from '../core/api.js';
import { METHODS, PICKS, held, newCondition, written } from '../core/draft.js';
import { Element } from '../core/element.js';
import { href, router } from '../core/router.js';
import { refresh } from '../core/rule-actions.js';
import { toast } from '../core/toast.js';
import { t } from '../core/words.js';
import { conditionFields } from '../parts/condition-fields.js';
import { checkField, markWrong, selectField, textField } from '../parts/fields.js';
import { head } from '../parts/head.js';
import { icon } from '../parts/icons.js';
import { failed, skeleton } from '../parts/states.js';
import { conflict, preview } from './rule-preview.js';

const PAUSE = 350;

class RuleForm extends Element {
  static properties = {
    ruleId: { attribute: false }, query: { attribute: false }, form: { state: true }, check: { state: true },
    problem: { state: true }, current: { state: true }, touched: { state: true }, failure: { state: true }, nodes: { state: true },
  };

  #etag;
  #timer;
  #asked = 0;
  #saving = false;
  #tried = false;
  #begun;

  constructor() {
    super();
    this.nodes = [];
    this.touched = [];
  }

  connectedCallback() {
    super.connectedCallback();
    router.staying = () => this.#unsaved() && !confirm(t('form.leave'));
    addEventListener('beforeunload', this.#unload);
    this.#begin();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    router.staying = undefined;
    removeEventListener('beforeunload', this.#unload);
    clearTimeout(this.#timer);
  }

  #unload = (event) => {
    if (this.#unsaved()) {
      event.preventDefault();
    }
  };

  #unsaved() {
    return this.form !== undefined && JSON.stringify(this.form) !== this.#begun;
  }

  #hold(rule) {
    this.form = held(rule);
    this.#begun = JSON.stringify(this.form);
  }

  #begin = async () => {
    this.failure = undefined;
    const like = this.ruleId ?? this.query.copy;
    try {
      const answer = like ? await call(`rules/${part(like)}`) : undefined;
      this.#etag = this.ruleId ? answer.etag : undefined;
      this.#hold({ ...answer?.data, ...(this.ruleId ? {} : { id: '' }) });
      if (like) {
        this.#checkSoon();
      }
    } catch (problem) {
      this.failure = problem;
    }
    this.nodes = (await get('nodes', { size: 500 }).catch(() => ({ items: [] }))).items;
  };

  render() {
    const title = this.ruleId ? t('form.edit', { id: this.ruleId }) : t('rules.new');
    return html`${head(title, t('form.lead'), nothing, html`<p class="crumb"><a href=${href(['rules'])}>${t('nav.rules')}</a></p>`)}
      ${this.failure ? failed(this.failure, this.#begin) : this.form ? this.#fields() : skeleton(true)}`;
  }

  #set = (changes) => {
    this.form = { ...this.form, ...changes };
    this.#checkSoon();
  };

  #touch(field) {
    if (field && !this.touched.includes(field)) {
      this.touched = [...this.touched, field];
      this.#checkSoon();
    }
  }

  /** Nobody is told of a field that he has not come to yet. */
  #isToldOf(field) {
    const isOf = (name) => `${name}.`.startsWith(`${field}.`) || field.startsWith(`${name}[`);
    const names = [...this.querySelectorAll('[name]')].map(({ name }) => name).filter((name) => name && isOf(name));
    return this.#tried || names.length === 0 || names.some((name) => this.touched.includes(name));
  }

  #setAnd(i, changes) {
    this.#set({ and: this.form.and.map((one, at) => (at === i ? { ...one, ...changes } : one)) });
  }

  #fields() {
    const { form } = this;
    const problems = (this.problem?.body.problems ?? []).filter(({ field }) => this.#isToldOf(field));
    markWrong(problems.map((one) => one.field));
    return html`<form class="columns" novalidate @submit=${this.#submit} @focusout=${(event) => this.#touch(event.target.name)}>
      <div class="card form">
        <div class="form-grid">${textField({ id: 'rule-id', label: t('form.id'), value: form.id, set: (id) => this.#set({ id }), field: 'id', hint: t('form.id.hint'), disabled: Boolean(this.ruleId), required: true })}
          ${textField({ id: 'rule-priority', label: t('priority'), value: form.priority, set: (priority) => this.#set({ priority }), field: 'priority', hint: t('form.priority.hint') })}</div>
        <fieldset><legend>${t('form.match')}</legend>
          ${conditionFields('match', form.match, (changes) => this.#set({ match: { ...form.match, ...changes } }), 'match')}</fieldset>
        ${form.and.map((one, i) => html`<fieldset><legend>${t('form.and')}</legend>
          ${conditionFields(`and-${i}`, one, (changes) => this.#setAnd(i, changes), `and[${i}].${one.strategy}`)}
          <button type="button" class="button quiet tiny" @click=${() => this.#set({ and: form.and.filter((_, at) => at !== i) })}>${icon('trash')}${t('form.and.remove')}</button></fieldset>`)}
        <div><button type="button" class="button tiny" @click=${() => this.#set({ and: [...form.and, newCondition()] })}>${icon('plus')}${t('form.and.add')}</button></div>
        <details class="more" ?open=${form.host !== '' || form.methods.length > 0}><summary>${t('form.narrow')}</summary>
          <div class="stack">${textField({ id: 'rule-host', label: t('match.host.label'), value: form.host, set: (host) => this.#set({ host }), field: 'host', hint: t('form.host.hint'), placeholder: '*' })}
            <fieldset><legend>${t('form.methods')}</legend><div class="row">${METHODS.map((method) => checkField({
    label: method, checked: form.methods.includes(method),
    set: (on) => this.#set({ methods: METHODS.filter((one) => (one === method ? on : form.methods.includes(one))) }),
  }))}</div></fieldset></div></details>
        ${this.#target(form)}
        <fieldset class="stack-s"><legend>${t('form.how')}</legend>
          ${checkField({ label: t('form.enabled'), checked: form.enabled, set: (enabled) => this.#set({ enabled }) })}
          ${checkField({ label: t('form.shadow'), checked: form.shadow, set: (shadow) => this.#set({ shadow }), hint: t('rule.shadow.text') })}</fieldset>
      </div>
      <div class="stack">
        <section class="card stack" aria-live="polite"><h2>${t('preview')}</h2>${this.current
  ? conflict(this.current, written(form), this.#takeTheirs, this.#overwrite) : preview(this.check, this.problem, problems)}
          <div class="form-foot"><button class="button primary" ?disabled=${!access.mayChange || Boolean(this.current)}>${t('form.save')}</button>
            <a class="button" href=${this.ruleId ? href(['rules', this.ruleId]) : href(['rules'])}>${t('cancel')}</a>
            ${access.mayChange ? nothing : html`<span class="small muted">${t(access.reason)}</span>`}</div></section>
      </div></form>`;
  }

  #target(form) {
    const services = [...new Set(this.nodes.map((one) => one.service))];
    const nodes = this.nodes.filter((one) => one.service === form.service).map((one) => one.node);
    return html`<fieldset><legend>${t('target')}</legend><div class="form-grid">
      ${textField({ id: 'rule-service', label: t('service'), value: form.service, set: (service) => this.#set({ service }), field: 'target.service', list: services, required: true })}
      ${textField({ id: 'rule-node', label: t('form.node'), value: form.node, set: (node) => this.#set({ node }), field: 'target.node', list: nodes, hint: t('form.node.hint') })}
      ${selectField({ id: 'rule-pick', label: t('form.pick'), value: form.pick, options: PICKS.map((pick) => [pick, t(`pick.${pick}`)]), set: (pick) => this.#set({ pick }), disabled: form.node !== '' })}
      ${form.pick === 'sticky' && form.node === '' ? html`
        ${selectField({ id: 'rule-sticky-of', label: t('form.sticky'), value: form.stickyOf, options: ['cookie', 'header', 'param'].map((kind) => [kind, t(`kind.${kind}`)]), set: (stickyOf) => this.#set({ stickyOf }) })}
        ${textField({ id: 'rule-sticky-name', label: t('form.sticky.name'), value: form.stickyName, set: (stickyName) => this.#set({ stickyName }), field: 'target.stickyBy' })}` : nothing}
      ${textField({ id: 'rule-strip', label: t('form.strip'), value: form.stripPrefix, set: (stripPrefix) => this.#set({ stripPrefix }), field: 'rewrite.stripPrefix', hint: t('form.strip.hint') })}
    </div></fieldset>`;
  }

  #checkSoon() {
    clearTimeout(this.#timer);
    if (access.mayChange) {
      this.#timer = setTimeout(() => this.#dryRun(), PAUSE);
    }
  }

  #send(options) {
    const json = written(this.form);
    return this.ruleId ? call(`rules/${part(this.ruleId)}`, { method: 'PUT', json, ifMatch: this.#etag, ...options })
      : call('rules', { method: 'POST', json, ...options });
  }

  async #dryRun() {
    this.#asked += 1;
    const asked = this.#asked;
    const [check, problem] = await this.#send({ query: { dryRun: true } }).then(({ data }) => [data], (wrong) => [undefined, wrong]);
    if (asked === this.#asked) {
      this.#told(check, problem);
    }
  }

  #told(check, problem) {
    this.check = check;
    this.problem = problem;
    this.current = problem?.status === 412 ? problem.body.current : undefined;
  }

  #takeTheirs = () => {
    this.#etag = `"${this.current.version}"`;
    this.#hold(this.current);
    this.current = undefined;
    this.#checkSoon();
  };

  #overwrite = () => {
    this.#etag = `"${this.current.version}"`;
    this.current = undefined;
    this.#save();
  };

  #submit = (event) => {
    event.preventDefault();
    this.#save();
  };

  async #save() {
    if (this.#saving) {
      return;
    }
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.#saving = true;
    this.#tried = true;
    try {
      const { data } = await this.#send({});
      toast(t(this.ruleId ? 'done.saved' : 'done.created', { id: data.id }));
      this.#begun = JSON.stringify(this.form);
      refresh();
      router.go(['rules', data.id]);
    } catch (problem) {
      this.#told(undefined, problem);
      await this.updateComplete;
      this.querySelector('[aria-invalid=true]')?.focus();
    } finally {
      this.#saving = false;
    }
  }
}

customElements.define('tg-rule-form', RuleForm);
