// Before anything is painted: a reader who chose a theme must not see the other one flash by.
const theme = localStorage.getItem('tallygate.theme');
document.documentElement.dataset.theme = theme === 'light' || theme === 'dark' ? theme
  : matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
