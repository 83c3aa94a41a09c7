/**
 * The signed list with which this desk answers when the network is away. It holds no readable name: an entry is found
 * and opened only with the code of the person. Kept in IndexedDB until it expires or the link is taken back.
 */
const DATABASE = "plenair-desk";
const STORE = "lists";
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const utf8 = (text) => new TextEncoder().encode(text);
const base64 = (data) => btoa(String.fromCharCode(...new Uint8Array(data)));
const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function store(mode) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settled(opening);
  return { rows: database.transaction(STORE, mode).objectStore(STORE), done: () => database.close() };
}

async function withStore(mode, act) {
  if (!window.indexedDB) return undefined;
  try {
    const { rows, done } = await store(mode);
    const result = await act(rows);
    done();
    return result;
  } catch {
    return undefined; // A browser that keeps nothing: the list then lives as long as the page.
  }
}

/** Remove the lists of one link, or of all links whose time is over. */
export function wipe(isGone) {
  return withStore("readwrite", async (rows) => {
    const [keys, kept] = [await settled(rows.getAllKeys()), await settled(rows.getAll())];
    await Promise.all(keys.map((key, index) => isGone(String(key), kept[index]) && settled(rows.delete(key))));
  });
}

export class OfflineList {
  constructor(link, door, publicKey) {
    this.name = `${link}:${door}`;
    this.link = link;
    this.publicKey = publicKey;
    this.entries = null;
  }

  /** Whether the browser can check and open a list (a secure page). */
  get isPossible() {
    return Boolean(window.crypto?.subtle && this.publicKey);
  }

  get isUsable() {
    return this.entries !== null && Date.now() + this.clockOffset < this.expires;
  }

  get size() {
    return this.entries?.size ?? 0;
  }

  /** What this device kept, if it is still good. */
  async load() {
    await wipe((_key, kept) => !kept || kept.until < Date.now());
    const kept = await withStore("readonly", (rows) => settled(rows.get(this.name)));
    if (kept && !(await this.#use(kept, kept.clockOffset))) await this.clear();
  }

  /** A fresh list from the server; one that is not signed by it is left alone. */
  async take({ payload, signature, now }) {
    const clockOffset = now - Date.now();
    if (!payload) {
      await this.clear();
      return;
    }
    if (!(await this.#use({ payload, signature }, clockOffset))) return;
    const until = this.expires - clockOffset;
    await withStore("readwrite", (rows) => settled(rows.put({ payload, signature, clockOffset, until }, this.name)));
  }

  async #use({ payload, signature }, clockOffset) {
    if (!this.isPossible) return false;
    const algorithm = { name: "ECDSA", namedCurve: "P-256" };
    const key = await crypto.subtle.importKey("raw", bytes(this.publicKey), algorithm, false, ["verify"]);
    const isOurs = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, bytes(signature), utf8(payload));
    if (!isOurs) return false;
    const list = JSON.parse(payload);
    if (`${list.link}:${list.door}` !== this.name || list.expires < Date.now() + clockOffset) return false;
    this.key = await crypto.subtle.importKey("raw", bytes(list.key), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    this.entries = new Map(list.entries.map(([found, kind, locked]) => [found, { kind, locked }]));
    this.clockOffset = clockOffset;
    this.issued = list.issued - clockOffset;
    this.expires = list.expires;
    return true;
  }

  /** What the list says of a reference: an answer as the server gives it; null when it does not stand there. */
  async find(reference) {
    const found = base64((await this.#hmac(`find:${reference}`)).slice(0, 10));
    const entry = this.entries.get(found);
    if (!entry) return null;
    const raw = await this.#hmac(`open:${reference}`);
    const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
    const open = await crypto.subtle.decrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, key, bytes(entry.locked));
    return { kind: entry.kind, ...JSON.parse(new TextDecoder().decode(open)) };
  }

  #hmac(text) {
    return crypto.subtle.sign("HMAC", this.key, utf8(text));
  }

  async clear() {
    this.entries = null;
    await withStore("readwrite", (rows) => settled(rows.delete(this.name)));
  }
}
