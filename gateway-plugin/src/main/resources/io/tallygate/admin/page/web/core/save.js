/** Saves an answer as a file. A plain link could not carry a token. */
import { Problem, address, headers } from './api.js';
import { toast } from './toast.js';

/**
 * @param {string} path
 * @param {object} query
 * @param {string} name of the file
 */
export async function save(path, query, name) {
  try {
    const answer = await fetch(address(path, query), { headers: headers() });
    if (!answer.ok) {
      throw new Problem(answer.status, await answer.json());
    }
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = name.replace(/[^\w.-]+/g, '_');
    link.click();
    URL.revokeObjectURL(link.href);
  } catch (error) {
    toast(error.message, { bad: true });
  }
}
