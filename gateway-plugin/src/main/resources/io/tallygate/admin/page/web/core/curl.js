/** Reads a curl command as it is pasted from a terminal or a browser's tools. */

/** The words of a command, with the shell's quotes taken off. */
function words(command) {
  const found = [];
  let current;
  const pattern = /\\\r?\n|\$'((?:[^'\\]|\\.)*)'|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|(\s+)|([^\s'"\\$]+|\$)/gsy;
  for (const [whole, ansi, single, double, escaped, space, plain] of command.matchAll(pattern)) {
    if (space !== undefined) {
      if (current !== undefined) {
        found.push(current);
      }
      current = undefined;
    } else if (!/^\\\r?\n$/.test(whole)) {
      const text = ansi?.replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\(.)/gs, '$1')
        ?? single ?? double?.replace(/\\([\\"$`])/g, '$1') ?? escaped ?? plain;
      current = (current ?? '') + text;
    }
  }
  return current === undefined ? found : [...found, current];
}

/** Options that take a value and say nothing about the request's match. */
const SKIPPED = new Set(['-o', '--output', '-w', '--write-out', '-m', '--max-time', '--connect-timeout', '-x', '--proxy',
  '--resolve', '--cacert', '--cert', '-E', '--key', '--retry', '-c', '--cookie-jar', '-e', '--interface', '--limit-rate']);

const OPTIONS = {
  '-X': 'method', '--request': 'method', '-H': 'header', '--header': 'header', '-b': 'cookie', '--cookie': 'cookie',
  '-A': 'agent', '--user-agent': 'agent', '-u': 'user', '--user': 'user', '-d': 'data', '--data': 'data',
  '--data-raw': 'data', '--data-binary': 'data', '--data-ascii': 'data', '--data-urlencode': 'data', '--json': 'json', '--url': 'url',
};

/** The command as pairs of option and value. */
function* pairs(found) {
  for (let i = 0; i < found.length; i += 1) {
    const at = found[i].startsWith('--') ? found[i].indexOf('=') : -1;
    const option = at < 0 ? found[i] : found[i].slice(0, at);
    if (OPTIONS[option] || SKIPPED.has(option)) {
      yield [OPTIONS[option], at < 0 ? found[i += 1] ?? '' : found[i].slice(at + 1)];
    } else if (/^-[XHbAud]./.test(option)) {
      yield [OPTIONS[option.slice(0, 2)], option.slice(2)];
    } else if (option === '-G' || option === '--get' || option === '-I' || option === '--head') {
      yield [option.replace(/^-+/, '').toLowerCase().charAt(0), ''];
    } else if (!option.startsWith('-')) {
      yield ['url', option];
    }
  }
}

/**
 * @param {string} command such as "curl -H 'X-Canary: beta' http://localhost:8080/shop"
 * @returns {{method: string, host: string, path: string, headers: string, body: string}|undefined} undefined if it is none
 */
export function fromCurl(command) {
  const [first, ...rest] = words(command.trim());
  if (first !== 'curl') {
    return undefined;
  }
  const headers = [];
  const data = [];
  let [method, url, flags] = ['', '', ''];
  for (const [what, value] of pairs(rest)) {
    switch (what) {
      case 'method': method = value.toUpperCase(); break;
      case 'url': url ||= value; break;
      case 'header': headers.push(value); break;
      case 'cookie': headers.push(`Cookie: ${value}`); break;
      case 'agent': headers.push(`User-Agent: ${value}`); break;
      case 'user': headers.push(`Authorization: Basic ${btoa(value)}`); break;
      case 'json': headers.push('Content-Type: application/json'); data.push(value); break;
      case 'data': data.push(value); break;
      default: flags += what ?? '';
    }
  }
  return request(url, method, headers, data.join('&'), flags);
}

function request(url, method, headers, data, flags) {
  const [, host = '', path = ''] = /^(?:https?:\/\/)?([^/?#]*)([^#]*)/i.exec(url) ?? [];
  const asQuery = flags.includes('g') && data;
  const target = path.startsWith('/') ? path : `/${path}`;
  if (data && !asQuery && !headers.some((header) => /^content-type:/i.test(header))) {
    headers.push('Content-Type: application/x-www-form-urlencoded');
  }
  return {
    method: method || (flags.includes('i') ? 'HEAD' : data && !asQuery ? 'POST' : 'GET'),
    host: host.replace(/^[^@]*@/, ''),
    path: asQuery ? `${target}${target.includes('?') ? '&' : '?'}${data}` : target,
    headers: headers.join('\n'),
    body: asQuery ? '' : data,
  };
}
