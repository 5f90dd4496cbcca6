/** What the reader chose and this browser remembers: language and theme. No secret is ever kept here. */

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
    return document.documentElement.dataset.theme ?? 'auto';
  }

  set theme(theme) {
    if (theme === 'auto') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = theme;
    }
    this.#keep('tallygate.theme', theme);
  }

  #keep(name, value) {
    localStorage.setItem(name, value);
    this.changed();
  }

  changed() {
    document.documentElement.lang = this.language === 'zh' ? 'zh-CN' : 'en';
    this.dispatchEvent(new Event('change'));
  }
}

export const settings = new Settings();

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => settings.changed());
