/**
 * Scans that were made while the network was away: the scan's own id, the reference, the date and the moment, no name.
 * Every item has a key of its own, so that two tabs never overwrite each other.
 */
const SPACE = "plenair:desk:";

/** An id for one scan; sent twice, the server knows it again. */
export function scanId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const random = crypto.getRandomValues(new Uint8Array(16));
  random[6] = (random[6] & 0x0f) | 0x40;
  random[8] = (random[8] & 0x3f) | 0x80;
  const text = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

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

  /** The scan of this code that waits already, if there is one. */
  find(code, date) {
    return this.all().find((item) => item.code === code && item.date === date);
  }

  /** Returns whether it is kept; the same code for the same date is kept once, with its first moment. */
  add({ id, code, date, told = "" }) {
    if (this.find(code, date)) return true;
    try {
      localStorage.setItem(`${this.prefix}${id}`, JSON.stringify({ id, code, date, at: Date.now(), told }));
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
