// Shows "Copy link" where the browser can copy, and says so when it has.
const item = document.querySelector("[data-copy-link]");
const status = document.querySelector("[data-copy-status]");

if (item && navigator.clipboard) {
  const button = item.querySelector("button");
  const label = button.textContent;
  item.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(item.dataset.copyLink);
    button.textContent = button.dataset.copied;
    status.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = label;
      status.textContent = "";
    }, 3000);
  });
}
