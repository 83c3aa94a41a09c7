/** The link stopped while something was not sent yet: shows it, to copy, and erases it when asked. */
import { Store } from "./store.js";

const place = document.querySelector("[data-leftover]");
const sheet = Store.sheetOf(location.pathname);
const store = sheet && new Store(sheet);
const texts = [];
if (store) {
  const note = store.get("note");
  if (note?.text) texts.push(note.text);
  for (const item of store.all("op:").values()) if (item?.text) texts.push(item.text);
  for (const fields of store.all("draft:").values()) {
    const text = fields?.find(([name]) => name === "text")?.[1];
    if (text) texts.push(text);
  }
}
if (texts.length) {
  place.hidden = false;
  place.querySelector("textarea").value = texts.join("\n\n");
  place.querySelector("[data-erase]").addEventListener("click", () => {
    store.clear(location.pathname);
    place.hidden = true;
  });
} else store?.clear(location.pathname);
