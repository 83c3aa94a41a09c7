/**
 * Codes that were scanned while the network was away: only the reference, the date and the moment, no name.
 * Every item has a key of its own, so that two tabs never overwrite each other.
 */
const SPACE = "plenair:desk:";

export class Queue {
  constructor(desk) {
    this.prefix = `${SPACE}${desk}:`;
  }

  /** What waits, the oldest first. */
  all() {
    const found = [];
    try {
      for (let index = 0; index < localStorage.length; index += 1) {
        const key = localStorage.key(index);
        if (key.startsWith(this.prefix)) found.push({ key, ...JSON.parse(localStorage.getItem(key)) });
      }
    } catch {
      /* A browser without storage keeps nothing; add() says so. */
    }
    return found.sort((a, b) => a.at - b.at);
  }

  /** Returns whether it is kept; the same code for the same date is kept once, with its first moment. */
  add(code, date) {
    if (this.all().some((item) => item.code === code && item.date === date)) return true;
    const at = Date.now();
    try {
      localStorage.setItem(`${this.prefix}${at}-${Math.random().toString(36).slice(2)}`, JSON.stringify({ code, date, at }));
      return true;
    } catch {
      return false;
    }
  }

  drop(item) {
    localStorage.removeItem(item.key);
  }

  clear() {
    for (const item of this.all()) this.drop(item);
  }
}
