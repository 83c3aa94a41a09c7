/** Shows both texts when two scribes changed the same thing, and lets the scribe choose. */
export class Conflicts {
  /** `tell(text)`: says it where it is seen and heard, to who is typing and must not be torn away. */
  constructor(root, words, tell) {
    this.tell = tell;
    this.place = root.querySelector("[data-conflicts]");
    this.template = root.querySelector("[data-conflict]");
    this.words = words;
  }

  /** `choose(text, which)` is called once, with "mine", "theirs" or "both". */
  show({ mine, theirs, title }, choose) {
    const panel = this.template.content.firstElementChild.cloneNode(true);
    const mineField = panel.querySelector("[data-mine]");
    mineField.value = mine;
    panel.querySelector("[data-theirs]").textContent = theirs;
    if (title) panel.querySelector("[data-conflict-title]").textContent = title;
    if (!theirs) panel.querySelector("[data-keep=both]").hidden = true;
    panel.addEventListener("click", ({ target }) => {
      const which = target.closest("[data-keep]")?.dataset.keep;
      if (!which) return;
      panel.remove();
      const texts = { mine: mineField.value, theirs, both: `${theirs}\n\n${mineField.value}` };
      choose(texts[which], which);
    });
    this.place.append(panel);
    if (document.activeElement?.matches("textarea, input")) this.tell(this.words.choose_text);
    else panel.focus();
  }
}
