/** On a small screen one list at a time. Without this script all lists stand under each other. */
export class Tabs {
  constructor(root) {
    this.root = root;
    this.panels = [...root.querySelectorAll("[data-panel]")];
    this.links = [...root.querySelectorAll("[data-tabs] a")];
    const error = root.querySelector("[data-panel] .error-summary");
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    this.show((error || target || null)?.closest("[data-panel]") ?? this.panels[0]);
    root.dataset.enhanced = "";
    for (const link of this.links) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.show(document.getElementById(link.hash.slice(1)));
      });
    }
  }

  show(panel) {
    for (const other of this.panels) other.toggleAttribute("data-current", other === panel);
    for (const link of this.links) {
      if (link.hash === `#${panel.id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
}
