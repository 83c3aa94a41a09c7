// Who opens the personal page goes on alone: the form is sent at once, by itself. Programs that only fetch links (mail
// scanners) run no script and change nothing; without this script the button does the same.
const form = document.querySelector("[data-take-over]");

async function takeOver() {
  try {
    const response = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "manual" });
    if (response.type !== "opaqueredirect" && !response.ok) return;
    form.hidden = true;
    document.querySelector("[data-take-over-words]").hidden = true;
    document.querySelector("[data-taken-over]").hidden = false;
  } catch {
    // Without a connection the button stays.
  }
}

if (form && document.visibilityState === "visible") takeOver();
