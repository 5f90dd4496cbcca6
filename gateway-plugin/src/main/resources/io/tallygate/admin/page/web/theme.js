// Before anything is painted: a reader who chose a theme must not see the other one flash by.
const theme = localStorage.getItem('tallygate.theme');
if (theme === 'light' || theme === 'dark') {
  document.documentElement.dataset.theme = theme;
}
