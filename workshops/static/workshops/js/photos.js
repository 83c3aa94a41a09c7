/** Photos wait in IndexedDB, made small, until the server has them. Pictures are too large for localStorage. */
import { newId } from "./forms.js";
import { Line } from "./line.js";

const LONGEST_SIDE = 2_000;

function request(asked) {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

class PhotoStore {
  async open() {
    const opening = indexedDB.open("plenair-photos", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("photos", { keyPath: "uid" });
    return request(opening);
  }

  async run(mode, work) {
    const database = await this.open();
    try {
      return await request(work(database.transaction("photos", mode).objectStore("photos")));
    } finally {
      database.close();
    }
  }

  put(photo) {
    return this.run("readwrite", (photos) => photos.put(photo));
  }

  remove(uid) {
    return this.run("readwrite", (photos) => photos.delete(uid));
  }

  async of(sheet) {
    const all = await this.run("readonly", (photos) => photos.getAll());
    return all.filter((photo) => photo.sheet === sheet).sort((a, b) => a.at - b.at);
  }
}

/** Small, and without what the camera wrote into it: a canvas knows only pixels. */
async function small(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
}

export class Photos {
  /** `on`: { changed(), saved(item, answer), show(item), taken(form) } */
  constructor(root, words, on) {
    this.form = root.querySelector("form[data-photo]");
    this.sheet = root.dataset.sheet;
    this.words = words;
    this.on = on;
    this.store = new PhotoStore();
    this.waiting = [];
    this.blocked = "";
    if (!this.form) return;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.take();
    });
    this.line = new Line(() => this.flush());
    this.restore();
  }

  get away() {
    return this.line?.away ?? "";
  }

  get sending() {
    return Boolean(this.line?.isBusy);
  }

  async restore() {
    let kept;
    try {
      kept = await this.store.of(this.sheet);
    } catch {
      return; // No IndexedDB: photos are sent at once or not at all.
    }
    const taken = new Set(this.waiting.map((photo) => photo.uid)); // while the store was opening
    this.waiting = [...kept.filter((photo) => !taken.has(photo.uid)), ...this.waiting];
    for (const photo of this.waiting) this.on.show(this.item(photo));
    this.on.changed();
    this.flush();
  }

  item(photo) {
    return { kind: "create", uid: photo.uid, list: "foto", text: photo.text || this.words.photo };
  }

  async take() {
    const { picture, text } = this.form.elements;
    const [file] = picture.files;
    this.say(file ? "" : this.words.choose_photo);
    if (!file) {
      picture.focus();
      return;
    }
    let blob;
    try {
      blob = await small(file);
    } catch {
      this.say(this.words.no_photo);
      return;
    }
    const photo = { uid: newId(), sheet: this.sheet, at: Date.now(), text: text.value, blob };
    try {
      await this.store.put(photo);
    } catch {
      this.say(this.words.no_store);
    }
    this.waiting.push(photo);
    this.form.reset();
    this.on.taken(this.form);
    this.on.show(this.item(photo));
    this.on.changed();
    this.flush();
  }

  async flush() {
    const [photo] = this.waiting;
    if (!photo || this.sending || this.blocked) return;
    const body = new FormData();
    body.append("uid", photo.uid);
    body.append("text", photo.text);
    body.append("picture", photo.blob, "flip-over.jpg");
    const asked = this.line.send(this.form.getAttribute("action"), body);
    this.on.changed();
    const answer = await asked;
    if (answer) await this.answered(photo, answer);
    this.on.changed();
  }

  async answered(photo, answer) {
    if (answer.ok || ["invalid", "too-many"].includes(answer.code)) {
      this.waiting = this.waiting.filter((other) => other !== photo);
      await this.store.remove(photo.uid).catch(() => {});
      if (!answer.ok) this.say(answer.message ?? Object.values(answer.errors).flat().join(" "));
      this.on.saved(this.item(photo), answer.ok ? answer : { deleted: true });
      this.flush();
    } else this.blocked = answer.code ?? "reload";
  }

  say(text) {
    const place = this.form.querySelector("[data-photo-error]");
    place.textContent = text;
    place.hidden = !text;
  }

  async clear() {
    for (const photo of await this.store.of(this.sheet).catch(() => [])) await this.store.remove(photo.uid);
  }
}
