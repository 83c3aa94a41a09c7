// The big screen inside slides: follows the room and has no controls.
import { runClock } from "./clock.js";
import { follow } from "./feed.js";
import { fitter } from "./fit.js";
import { swapper } from "./swap.js";

const frame = document.querySelector("[data-frame]");
const stage = frame.querySelector("[data-stage]");
const swap = swapper(stage, frame.dataset.partUrl, fitter(stage).fit);
runClock(frame);

follow(frame.dataset, {
  view: "screen",
  onState(state) {
    const count = stage.querySelector("[data-received]");
    if (count && state.received != null) count.textContent = state.received;
    const moving = ["bars", "bins", "words", "support"].map((part) => JSON.stringify(state[part]));
    swap([state.version, ...moving].filter(Boolean).join(":"));
  },
  onLine: (up) => (frame.querySelector("[data-line]").hidden = up),
});
