/**
 * What this browser keeps of one sheet until the server has it: the notes, texts that are being typed, and
 * what waits to be sent. Every waiting item has a key of its own, so that two tabs never overwrite each other.
 */
const PAGE = "plenair:page:";

export class Store {
  constructor(sheet) {
    this.sheet = sheet;
    this.prefix = `plenair:sheet:${sheet}:`;
    this.refused = new Set(); // names of what the browser did not keep
    if (this.put("test", 1)) this.remove("test");
  }

  /** Whether all that was to be kept is kept. */
  get works() {
    return !this.refused.size;
  }

  /** Returns whether it was kept: a browser may refuse (private window, full). */
  put(name, value) {
    try {
      localStorage.setItem(this.prefix + name, JSON.stringify(value));
      this.refused.delete(name);
      return true;
    } catch {
      this.refused.add(name);
      return false;
    }
  }

  get(name) {
    try {
      return JSON.parse(localStorage.getItem(this.prefix + name));
    } catch {
      return null;
    }
  }

  remove(name) {
    if (name !== "test") this.refused.delete(name);
    try {
      localStorage.removeItem(this.prefix + name);
      return true;
    } catch {
      return false;
    }
  }

  /** All values whose name begins with `start`, by name. */
  all(start) {
    const found = new Map();
    try {
      for (let index = 0; index < localStorage.length; index += 1) {
        const key = localStorage.key(index);
        if (key.startsWith(this.prefix + start)) {
          const name = key.slice(this.prefix.length);
          found.set(name, this.get(name));
        }
      }
    } catch {
      /* A browser without storage keeps nothing; the state says so. */
    }
    return found;
  }

  /** Which sheet a page is of stays known, so that what was not sent can be shown when its link stopped. */
  belongsTo(page) {
    try {
      localStorage.setItem(PAGE + page, this.sheet);
    } catch {
      this.refused.add(PAGE);
    }
  }

  static sheetOf(page) {
    try {
      return localStorage.getItem(PAGE + page);
    } catch {
      return null;
    }
  }

  /** Everything of this sheet goes from this device. */
  clear(page) {
    for (const name of this.all("").keys()) this.remove(name);
    try {
      localStorage.removeItem(PAGE + page);
    } catch {
      /* Nothing was kept. */
    }
  }
}
