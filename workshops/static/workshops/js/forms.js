/** Reading and filling forms as lists of [name, value]. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID needs https
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export function fieldsOf(form, submitter) {
  return [...new FormData(form, submitter)].filter(
    ([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string",
  );
}

export function fill(form, fields) {
  const byName = new Map();
  for (const [name, value] of fields) byName.set(name, [...(byName.get(name) ?? []), value]);
  for (const [name, values] of byName) {
    let controls = [...form.querySelectorAll(`[name="${name}"]`)];
    while (controls.length && controls.length < values.length) {
      addName(controls.at(-1));
      controls = [...form.querySelectorAll(`[name="${name}"]`)];
    }
    controls.forEach((control, index) => {
      control.value = values[index] ?? "";
    });
  }
}

export function isChanged(form) {
  return [...form.elements].some((control) => {
    if (["hidden", "file"].includes(control.type) || !control.name) return false;
    if (control.tagName === "SELECT") return control.selectedIndex !== usualChoice(control);
    return "defaultValue" in control && control.value !== control.defaultValue;
  });
}

/** Which option of a choice the page came with. */
export function usualChoice(select) {
  return Math.max([...select.options].findIndex((option) => option.defaultSelected), 0);
}

/** One more empty name field after the last one. */
export function addName(last) {
  const next = last.cloneNode();
  next.value = "";
  next.removeAttribute("value");
  const number = last.parentElement.querySelectorAll("input").length;
  next.id = last.id.replace(/\d+$/, String(number));
  next.setAttribute("aria-label", String(number + 1));
  last.after(next);
}

export function growNames(root) {
  root.addEventListener("input", ({ target }) => {
    const box = target.closest?.(".names");
    if (box && target.value && target === box.lastElementChild) addName(target);
  });
}

/** The form is empty for the next card. Only the case stays: what one person allowed says nothing of the next. */
export function clear(form) {
  for (const control of form.elements) {
    if (control.type === "hidden" || !control.name || control.name === "case") continue;
    if (control.tagName === "SELECT") control.selectedIndex = usualChoice(control);
    else control.value = "";
  }
  form.querySelectorAll(".names input:not(:first-child)").forEach((input, index) => {
    if (index) input.remove();
  });
  form.querySelectorAll("[data-form-error]").forEach((error) => error.remove());
}
