/**
 * One line to the server: one thing at a time, and whatever is not sent is tried again within ten seconds for as
 * long as it waits. Nothing has to remember to plan the next try: a heartbeat does.
 */
import { NoConnection, send } from "./send.js";

const BEAT = 2_000;
const PATIENCE = [5_000, 10_000];
const PATIENCE_WITH_PHOTO = 60_000;

export class Line {
  /** `flush()` sends what waits, through `send`, when the line is free. It is called again and again. */
  constructor(flush) {
    this.flush = flush;
    this.onTheLine = null;
    this.away = ""; // or "offline", "busy"
    this.unanswered = 0;
    addEventListener("online", () => this.again());
    addEventListener("pageshow", ({ persisted }) => persisted && this.again());
    document.addEventListener("visibilitychange", () => document.hidden || this.flush());
    this.beat();
  }

  get isBusy() {
    return this.onTheLine !== null;
  }

  beat() {
    setTimeout(() => {
      this.beat();
      this.flush();
    }, BEAT * (0.5 + Math.random()));
  }

  /** The network is back: what is on the line may hang on a connection that is gone. Sent twice it stands once. */
  again() {
    this.onTheLine?.abort();
    setTimeout(() => this.flush());
  }

  /** The server's answer, or null when there was no connection. */
  async send(url, fields) {
    const leave = new AbortController();
    this.onTheLine = leave;
    const tries = PATIENCE[Math.min(this.unanswered, PATIENCE.length - 1)];
    try {
      const answer = await send(url, fields, fields instanceof FormData ? PATIENCE_WITH_PHOTO : tries, leave);
      this.away = "";
      this.unanswered = 0;
      return answer;
    } catch (error) {
      if (!(error instanceof NoConnection)) throw error;
      this.away = error.isBusy ? "busy" : "offline";
      this.unanswered += 1;
      return null;
    } finally {
      this.onTheLine = null;
    }
  }
}
