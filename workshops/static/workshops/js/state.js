/** Says in words whether everything is saved. Screen readers hear only when the connection goes or comes back. */
export class State {
  constructor(root, words) {
    this.shown = root.querySelector("[data-state]");
    this.spoken = root.querySelector("[data-state-spoken]");
    this.words = words;
    this.shown.hidden = false;
  }

  show({ notes, outbox, photos, store, savedAt }) {
    const blocked = notes.blocked || outbox.blocked || photos.blocked;
    const cards = outbox.cardsWaiting;
    const undecided = (outbox.undecided ?? 0) + (notes.conflict ? 1 : 0);
    const away = (notes.isUnsent && notes.away) || (outbox.waiting.length && outbox.away) || (photos.waiting.length && photos.away);
    const isSending = outbox.sending || notes.sending || photos.sending;
    const parts = [];
    let tone = "busy";
    if (blocked) {
      tone = "away";
      parts.push(this.words[{ "handed-in": "handed_in", reload: "reload", invalid: "invalid_note" }[blocked] ?? "link"]);
    } else if (away) {
      tone = "away";
      parts.push(this.words[store.works ? away : `${away}_unkept`]);
    } else if (cards || (notes.isUnsent && !notes.conflict) || photos.waiting.length) {
      parts.push(isSending ? this.words.sending : this.words.typing);
    }
    if (cards) parts.push(this.cards(cards));
    if (photos.waiting.length) parts.push(this.photos(photos.waiting.length));
    if (undecided) parts.push(undecided === 1 ? this.words.one_undecided : this.words.many_undecided.replace("{count}", undecided));
    if (!store.works) parts.push(this.words.no_store);
    if (!parts.length) {
      tone = "saved";
      parts.push(savedAt ? this.words.saved_at.replace("{time}", this.clock(savedAt)) : this.words.all_sent);
    }
    const text = parts.join(" · ");
    if (this.shown.textContent !== text) this.shown.textContent = text;
    const was = this.shown.dataset.tone;
    this.shown.dataset.tone = tone;
    if ((was === "away") !== (tone === "away")) this.say(text);
  }

  /** Something to know that is no state: shown for a while, and spoken. `undo()` is offered with a button. */
  tell(text, undo = null) {
    const message = this.shown.parentElement.querySelector("[data-state-message]");
    const button = message.querySelector("[data-state-undo]");
    (message.querySelector("[data-state-message-text]") ?? message).textContent = text;
    message.hidden = false;
    if (button) {
      button.hidden = !undo;
      button.onclick = () => {
        message.hidden = true;
        undo();
      };
    }
    this.say(text);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (message.hidden = true), undo ? 20_000 : 8_000);
  }

  say(text) {
    this.spoken.textContent = text;
  }

  cards(count) {
    return count === 1 ? this.words.one_unsent : this.words.many_unsent.replace("{count}", count);
  }

  photos(count) {
    return count === 1 ? this.words.one_photo : this.words.many_photos.replace("{count}", count);
  }

  clock(moment) {
    const two = (number) => String(number).padStart(2, "0");
    return `${two(moment.getHours())}.${two(moment.getMinutes())}`;
  }
}
