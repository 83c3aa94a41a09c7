/**
 * Small acts outside the cards (merge, undo, order of the points): sent like everything else, also later when there is
 * no connection. What they change is fetched afterwards; the keyboard waits at the heading of the part.
 */
import { focusHeading } from "./focus.js";
import { fieldsOf, newId } from "./forms.js";

export function listenToActs(root, outbox) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-do]")) return;
    event.preventDefault();
    const item = { kind: "do", uid: `do-${newId()}`, list: "", url: form.getAttribute("action"), text: "" };
    outbox.add({ ...item, fields: fieldsOf(form, event.submitter) });
    if (form.contains(document.activeElement)) focusHeading(form.closest("section"));
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  });
}
