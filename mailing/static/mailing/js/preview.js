// Shows the preview while one types. Without this script there is the button.
const form = document.querySelector("form[data-preview]");
const place = document.getElementById("previews");

async function show() {
  const response = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) });
  if (response.status === 200 || response.status === 422) place.innerHTML = await response.text();
}

if (form && place) {
  let timer = 0;
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => show().catch(() => {}), 600);
  });
}
