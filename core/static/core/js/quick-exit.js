// Leaves at once: the page is emptied and its place in the history goes to the neutral page, so that "back" does not
// bring it again. Pressing Escape twice does the same. Without this script the link simply leads away.
const SOON = 1000;
const link = document.querySelector("[data-quick-exit]");
let pressed = 0;

function leave() {
  document.title = "";
  document.body.replaceChildren();
  window.location.replace(link.href);
}

if (link) {
  document.querySelector("[data-quick-exit-keys]").hidden = false;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      pressed = 0;
      return;
    }
    if (event.timeStamp - pressed < SOON && pressed) leave();
    else pressed = event.timeStamp;
  });
}
