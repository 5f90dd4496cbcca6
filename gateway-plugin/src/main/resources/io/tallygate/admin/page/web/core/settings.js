/** What the reader chose and this browser remembers: language and theme. No secret is ever kept here. */

const dark = matchMedia('(prefers-color-scheme: dark)');

class Settings extends EventTarget {
  get language() {
    const chosen = localStorage.getItem('tallygate.language');
    if (chosen === 'en' || chosen === 'zh') {
      return chosen;
    }
    return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  }

  set language(language) {
    this.#keep('tallygate.language', language);
  }

  /** @returns {'auto'|'light'|'dark'} */
  get theme() {
    const chosen = localStorage.getItem('tallygate.theme');
    return chosen === 'light' || chosen === 'dark' ? chosen : 'auto';
  }

  set theme(theme) {
    this.#keep('tallygate.theme', theme);
  }

  #keep(name, value) {
    localStorage.setItem(name, value);
    this.changed();
  }

  changed() {
    document.documentElement.dataset.theme = this.theme !== 'auto' ? this.theme : dark.matches ? 'dark' : 'light';
    document.documentElement.lang = this.language === 'zh' ? 'zh-CN' : 'en';
    this.dispatchEvent(new Event('change'));
  }
}

export const settings = new Settings();

dark.addEventListener('change', () => settings.changed());
