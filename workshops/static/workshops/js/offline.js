/** Keeps this page, with its scripts and styles, so that it opens again without a network; forgets it when asked. */
export class Offline {
  constructor(root) {
    this.page = location.pathname;
    this.script = root.dataset.worker;
    this.isReady = "serviceWorker" in navigator ? this.start() : Promise.resolve(null);
  }

  async start() {
    try {
      await navigator.serviceWorker.register(this.script);
      return (await navigator.serviceWorker.ready).active;
    } catch {
      return null; // Without https, or in a private window, there is no worker; the browser's store still works.
    }
  }

  /** Keep the page as the server has it now, soon, and once for many changes. */
  keep() {
    this.timer ??= setTimeout(async () => {
      this.timer = null;
      const parts = performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .filter((name) => name.startsWith(location.origin) && /\.(js|css|woff2|svg)(\?|$)/.test(name));
      await this.tell({ kind: "keep", page: this.page, parts });
      document.documentElement.dataset.kept = "";
    }, 400);
  }

  async forget() {
    clearTimeout(this.timer);
    this.timer = -1;
    await this.tell({ kind: "forget", page: this.page });
  }

  async tell(message) {
    const worker = await this.isReady;
    if (!worker) return;
    const { port1, port2 } = new MessageChannel();
    await new Promise((resolve) => {
      port1.onmessage = resolve;
      setTimeout(resolve, 8_000);
      worker.postMessage(message, [port2]);
    });
  }
}
