// Ticks every row of the page at once. Without this script each row is ticked by hand.
function rows() {
  return [...document.querySelectorAll('[data-select-row]')];
}

function refresh() {
  const all = document.querySelector('[data-select-page]');
  if (!all) return;
  const ticked = rows().filter((row) => row.checked).length;
  all.hidden = false;
  all.checked = ticked > 0 && ticked === rows().length;
  all.indeterminate = ticked > 0 && !all.checked;
}

document.addEventListener('change', (event) => {
  if (event.target.matches('[data-select-page]')) {
    rows().forEach((row) => {
      row.checked = event.target.checked;
    });
  }
  refresh();
});

// Wagtail puts new rows in place when a filter changes.
new MutationObserver(refresh).observe(document.body, { childList: true, subtree: true });
refresh();
