/** Brings the summary of errors to the reader's attention, and a link in it to the field itself. */
const summary = document.querySelector("[data-error-summary]");
if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.labels?.[0] ?? field.closest("fieldset") ?? field).scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
  });
}
