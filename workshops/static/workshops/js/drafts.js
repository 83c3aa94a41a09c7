/** Keeps what is being typed in a card's form, until it is saved. */
import { fieldsOf, fill, isChanged } from "./forms.js";

const KEEP_AFTER = 250;

export class Drafts {
  constructor(root, store) {
    this.root = root;
    this.store = store;
    this.touched = new Set();
    root.addEventListener("input", ({ target }) => {
      const form = target.closest("form[data-draft]");
      if (!form) return;
      this.touched.add(form);
      this.timer ??= setTimeout(() => this.keep(), KEEP_AFTER);
    });
    addEventListener("pagehide", () => this.keep());
  }

  keep() {
    clearTimeout(this.timer);
    this.timer = null;
    for (const form of this.touched) {
      const name = `draft:${form.dataset.draft}`;
      if (form.isConnected && isChanged(form)) this.store.put(name, fieldsOf(form));
      else this.store.remove(name);
    }
    this.touched.clear();
  }

  /** Put back what was being typed; returns the last form that got something. */
  restore() {
    let last = null;
    for (const [name, fields] of this.store.all("draft:")) {
      const form = this.root.querySelector(`form[data-draft="${CSS.escape(name.slice("draft:".length))}"]`);
      if (!form || !fields) continue;
      this.give(form, fields);
      last = form;
    }
    return last;
  }

  /** The first form that holds something which was not added or saved. */
  unfinished() {
    return [...this.root.querySelectorAll("form[data-draft]")].find(isChanged);
  }

  /** Put fields back in a form, where the scribe can see and change them. */
  give(form, fields) {
    fill(form, fields);
    const details = form.closest("details");
    if (details) details.open = true;
    this.touched.add(form);
    this.keep();
  }

  forget(form) {
    this.touched.delete(form);
    this.store.remove(`draft:${form.dataset.draft}`);
  }
}
