/** Rich-text fields are named by their labels: Wagtail gives the element that is typed in no name. */
window.addEventListener(
  "w-draftail:init",
  (event) => {
    const { id } = event.target;
    const label = id && document.querySelector(`label[for="${CSS.escape(id)}"]`);
    if (!label || !event.detail) return;
    label.id ||= `${id}-label`;
    event.detail.ariaLabelledBy = label.id;
  },
  true, // before Wagtail's own listener makes the editor
);
