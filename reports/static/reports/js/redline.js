// Ticking a change within a paragraph shows at once what the paragraph becomes. Without this, a button does the same.
document.querySelector("[data-preview]")?.remove();
for (const change of document.querySelectorAll("[data-parts]")) {
  change.addEventListener("change", (event) => {
    const box = event.target.closest("[data-tick]");
    if (!box) return;
    for (const words of change.querySelectorAll(`[data-part="${box.value}"]`)) {
      words.hidden = "old" in words.dataset === box.checked;
    }
    const take = change.querySelector('input[type="radio"][value="taken"]');
    if (take) take.checked = true;
  });
}
