/** What can be done with a rule. Each says what it did, and can be undone. */
import { call, get, part } from './api.js';
import { live } from './live.js';
import { reason } from './reason.js';
import { toast } from './toast.js';
import { t } from './words.js';

/** What an If-Match header says of a rule as it was read. */
export const etag = (rule) => `"${rule.version}"`;

export const isStatic = (rule) => rule.origin !== 'dynamic';

/** Everything on the page looks again. */
export const refresh = () => live.dispatchEvent(new Event('refresh'));

/** Takes back what came first after a rule as it was: what others did since stays. */
async function undo({ id, version }) {
  try {
    const { items } = await get('changes', { rule: id, size: 100 });
    const { version: done } = items.findLast((change) => change.version > version);
    await call(`changes/${done}:rollback`, { method: 'POST', json: {} });
    toast(t('undone', { id }));
  } catch (problem) {
    toast(reason(problem), { bad: true });
  }
  refresh();
}

async function act(rule, done, options) {
  try {
    await call(`rules/${part(rule.id)}`, { ...options, ifMatch: etag(rule) });
    toast(t(done, { id: rule.id }), { action: { text: t('undo'), run: () => undo(rule) } });
    return true;
  } catch (problem) {
    toast(problem.status === 412 ? t('rule.changed-meanwhile', { id: rule.id }) : reason(problem), { bad: true });
    return false;
  } finally {
    refresh();
  }
}

const patch = (rule, done, json) => act(rule, done, { method: 'PATCH', json, type: 'application/merge-patch+json' });

export const setEnabled = (rule, enabled) => patch(rule, enabled ? 'done.enabled' : 'done.disabled', { enabled });

/** A shadow rule only counts; promoted, it takes its requests. */
export const setShadow = (rule, shadow) => patch(
  rule, shadow ? 'done.shadow' : rule.enabled === false ? 'done.promoted.disabled' : 'done.promoted', { shadow },
);

export const remove = (rule) => act(rule, 'done.deleted', { method: 'DELETE' });
