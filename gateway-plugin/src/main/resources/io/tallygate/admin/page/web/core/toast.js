/** Short messages that come and go, perhaps with a way back. */

export const toasts = new EventTarget();

/**
 * @param {string} text
 * @param {{bad?: boolean, action?: {text: string, run: () => void}}} [options]
 */
export const toast = (text, options = {}) => toasts.dispatchEvent(new CustomEvent('toast', { detail: { text, ...options } }));
