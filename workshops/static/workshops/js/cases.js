/** Cases as tabs: shows the cards of one case, and gives new cards that case. Without this script they are links. */
export class Cases {
  constructor(root) {
    this.root = root;
    this.tabs = [...root.querySelectorAll("[data-case-tab]")];
    this.current = root.dataset.case ?? "";
    for (const tab of this.tabs) {
      tab.addEventListener("click", (event) => {
        event.preventDefault();
        history.replaceState(null, "", tab.getAttribute("href") === "?" ? location.pathname : tab.href);
        this.show(tab.dataset.caseTab);
      });
    }
    if (this.tabs.length) this.show(this.current);
  }

  show(current) {
    this.current = current;
    for (const tab of this.tabs) {
      if (tab.dataset.caseTab === current) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    }
    for (const text of this.root.querySelectorAll("[data-case-text]")) {
      text.hidden = current !== "" && text.dataset.caseText !== current;
    }
    for (const form of this.root.querySelectorAll("form[data-op=create]")) {
      if (form.elements.case && !form.elements.text.value) form.elements.case.value = current;
    }
    this.filter();
  }

  /** Outcomes of another case step back; what belongs to all cases stays. */
  filter() {
    for (const card of this.root.querySelectorAll("[data-list][data-slug=opbrengst] > [data-card]")) {
      const isOther = this.current !== "" && card.dataset.case !== undefined && card.dataset.case !== this.current;
      card.classList.toggle("scribe-card--other", isOther);
    }
  }
}
