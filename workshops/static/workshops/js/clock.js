/** Counts down to the end of the round by the server's clock, and says in words when it is time. */
const MINUTE = 60_000;

export class Clock {
  constructor(root, words) {
    this.place = root.querySelector("[data-clock]");
    this.words = words;
    this.ahead = Date.parse(this.place.dataset.now) - Date.now();
    // A page that was kept knows an old "now": then the device's own clock is better.
    if (Math.abs(this.ahead) > 5 * MINUTE) this.ahead = 0;
    this.said = null;
    this.tick();
    setInterval(() => this.tick(), 1_000);
  }

  /** The organiser may have moved the end. */
  ends(moment) {
    this.place.dataset.ends = moment;
    this.tick();
  }

  tick() {
    const now = Date.now() + this.ahead;
    const [starts, ends] = [Date.parse(this.place.dataset.starts), Date.parse(this.place.dataset.ends)];
    const left = Math.max(0, Math.ceil((ends - now) / 1_000));
    const { time, words, signal } = now < starts ? this.before(starts - now) : this.during(left);
    this.show("[data-clock-time]", time);
    this.show("[data-clock-words]", words);
    this.place.dataset.signal = signal;
    if (this.said !== null && this.said !== signal && words) this.show("[data-clock-spoken]", words);
    this.said = signal;
  }

  before(wait) {
    const minutes = Math.ceil(wait / MINUTE);
    return { time: "", words: minutes < 24 * 60 ? this.words.not_begun.replace("{count}", minutes) : "", signal: "before" };
  }

  during(left) {
    const time = `${Math.floor(left / 60)}.${String(left % 60).padStart(2, "0")}`;
    if (!left) return { time: "0.00", words: this.words.round_over, signal: "over" };
    if (left <= 3 * 60) return { time, words: this.words.three_minutes, signal: "three" };
    if (left <= 10 * 60) return { time, words: this.words.ten_minutes, signal: "ten" };
    return { time, words: "", signal: "on" };
  }

  show(selector, text) {
    const element = this.place.querySelector(selector);
    if (element.textContent !== text) element.textContent = text;
  }
}
