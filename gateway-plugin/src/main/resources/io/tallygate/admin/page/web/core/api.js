/** Asks the admin API. Paths are relative to the page, so any base path and any prefix in front of it will do. */
import { token } from './token.js';

const base = new URL('api/', document.baseURI);

/** An answer that is not what was asked for. Status 0: there was no answer. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.status = status;
    this.body = body;
  }

  get noAccess() {
    return this.status === 401 || this.status === 403;
  }

  /** Whether trying again later may help. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** The address of a call, for links and for fetch. */
export function address(path, query = {}) {
  const url = new URL(`./${path}`, base);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') {
      url.searchParams.set(name, value);
    }
  }
  return url;
}

/** What every call carries. */
export function headers(more = {}, sent = token.value) {
  const known = sent ? { ...more, Authorization: `Bearer ${sent}` } : more;
  return token.by ? { ...known, 'X-Tallygate-By': encodeURIComponent(token.by) } : known;
}

/**
 * Sends a call, and answers with what came if it is what was asked for.
 * @param {string} path after "api/", with its parts encoded
 * @param {{method?: string, query?: object, json?: unknown, text?: string, type?: string, ifMatch?: string,
 *   signal?: AbortSignal, token?: string|null}} [options]
 * @returns {Promise<Response>}
 */
export async function fetched(path, options = {}) {
  const { method = 'GET', query, json, text, type = 'application/json', ifMatch, signal, token: sent = token.value } = options;
  const body = json === undefined ? text : JSON.stringify(json);
  const more = { Accept: 'application/json' };
  if (body !== undefined || method !== 'GET') {
    more['Content-Type'] = type;
  }
  if (ifMatch) {
    more['If-Match'] = ifMatch;
  }
  let answer;
  try {
    answer = await fetch(address(path, query), { method, body, signal, headers: headers(more, sent), cache: 'no-store' });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new Problem(0, { title: 'unreachable', detail: '' });
  }
  if (!answer.ok) {
    if (answer.status === 401) {
      token.refused(sent);
    }
    throw new Problem(answer.status, await read(answer) ?? {});
  }
  return answer;
}

/** Calls the API. @returns {Promise<{status: number, data: any, etag: string|null}>} */
export async function call(path, options = {}) {
  const answer = await fetched(path, options);
  return { status: answer.status, data: await read(answer), etag: answer.headers.get('ETag') };
}

async function read(answer) {
  const type = answer.headers.get('Content-Type') ?? '';
  if (/json/.test(type)) {
    return answer.json();
  }
  return answer.status === 204 ? null : { detail: answer.ok ? undefined : `HTTP ${answer.status}` };
}

/** Reads. @returns {Promise<any>} the answer's data */
export const get = async (path, query, signal) => (await call(path, { query, signal })).data;

/** A part of a path. */
export const part = encodeURIComponent;
