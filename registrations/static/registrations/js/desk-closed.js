/** The link was taken back: what this device kept for it goes too. The address begins with the link's number. */
import { wipe } from "./desk-list.js";
import { Queue } from "./desk-queue.js";

const link = location.pathname.match(/^\/balie\/(\d+)-/);
if (link) {
  new Queue(link[1]).clear();
  wipe((key, kept) => key.startsWith(`${link[1]}:`) || !kept || kept.until < Date.now());
}
