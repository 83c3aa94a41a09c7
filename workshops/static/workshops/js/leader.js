/** The leader's page: a clock that speaks, outcomes as they come in, and the three points; works on without a network. */
import { Clock } from "./clock.js";
import { listenToActs } from "./do.js";
import { Drafts } from "./drafts.js";
import { Follow, newsOf, refreshParts } from "./follow.js";
import { clear, fieldsOf, newId } from "./forms.js";
import { Offline } from "./offline.js";
import { Outbox } from "./outbox.js";
import { State } from "./state.js";
import { Store } from "./store.js";

const root = document.querySelector("[data-leader]");
const words = JSON.parse(document.getElementById("scribe-words").textContent);
const store = new Store(`leader-${root.dataset.sheet}`);
const offline = new Offline(root);
const state = new State(root, words);
const clock = new Clock(root, words);
const drafts = new Drafts(root, store);
const form = root.querySelector("form[data-add-point]");
const nothing = { waiting: [], blocked: "", away: "" };
let savedAt = null;

const say = () => state.show({ notes: nothing, photos: nothing, outbox, store, savedAt });

const outbox = new Outbox(store, {
  changed: () => queueMicrotask(say),
  saved: (item, answer) => {
    savedAt = new Date();
    state.say(answer.message);
    follow.counts();
    if (!outbox.waiting.length) fetchAnew();
  },
  refused: (item, answer) => {
    outbox.drop(item);
    state.tell(answer.message ?? `${words.invalid} ${Object.values(answer.errors ?? {}).flat().join(" ")}`);
    if (item.kind === "create" && form && !form.elements.text.value) drafts.give(form, item.fields);
    fetchAnew();
  },
});

const follow = new Follow(root, {
  isSending: () => Boolean(outbox.sending),
  heard: ({ ends_at: endsAt }) => clock.ends(endsAt),
  bring: (page, { handed_in: isHandedIn }) => {
    if (isHandedIn !== !form) {
      location.reload();
      return;
    }
    const news = newsOf(root, page);
    refreshParts(root, page);
    if (news) state.tell(news);
  },
  stopped: async () => {
    outbox.blocked = "link";
    say();
    await offline.forget();
    if (!outbox.isEmpty) return;
    store.clear(location.pathname);
    location.reload();
  },
});

function fetchAnew() {
  follow.revision = -1;
  follow.look();
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!form.reportValidity()) return;
  const fields = fieldsOf(form);
  outbox.add({ kind: "create", uid: form.elements.uid.value, list: "", url: form.getAttribute("action"), fields, text: form.elements.text.value });
  drafts.forget(form);
  clear(form);
  form.elements.uid.value = newId();
});

store.belongsTo(location.pathname);
listenToActs(root, outbox);
drafts.restore();
outbox.flush();
say();
offline.keep();
