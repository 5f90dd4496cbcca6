/** Saves an answer as a file. A plain link could not carry a token. */
import { fetched } from './api.js';
import { reason } from './reason.js';
import { toast } from './toast.js';

/**
 * @param {string} path
 * @param {object} query
 * @param {string} name of the file
 */
export async function save(path, query, name) {
  try {
    const answer = await fetched(path, { query });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = name.replace(/[^\w.-]+/g, '_');
    link.click();
    URL.revokeObjectURL(link.href);
  } catch (problem) {
    toast(reason(problem), { bad: true });
  }
}
