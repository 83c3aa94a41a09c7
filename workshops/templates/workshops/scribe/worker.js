/* Lets the page of a scribe or leader open again without a network. Reach: the folder it is served from. */
const VERSION = "{{ version|escapejs }}";
const STATIC = "{{ static_url|escapejs }}";
const PAGES = `plenair-pages:${self.registration.scope}`;
const PARTS = `plenair-parts:${self.registration.scope}:${VERSION}`;
const PATIENCE = 4000;
const HASHED = /\.[0-9a-f]{12}\.\w+$/;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const mine = (name) => name.startsWith(`plenair-parts:${self.registration.scope}:`);
      for (const name of await caches.keys()) if (mine(name) && name !== PARTS) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("message", (event) => {
  const { kind, page, parts } = event.data;
  if (kind === "keep") event.waitUntil(keep(page, parts).then(() => event.ports[0]?.postMessage("kept")));
  if (kind === "forget") {
    event.waitUntil(
      caches.open(PAGES).then((pages) => pages.delete(page)).then(() => event.ports[0]?.postMessage("forgotten")),
    );
  }
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(openPage(event.request, url));
  else if (isPage(event.request, url)) event.respondWith(fetchPage(event.request, url));
  else if (url.pathname.startsWith(STATIC)) event.respondWith(part(event.request));
});

/** The page fetches itself anew when something changed; that is what it shall be without a network too. */
function isPage(request, url) {
  const reach = new URL(self.registration.scope).pathname;
  return request.headers.get("Accept") === "text/html" && /^[^/]+\/$/.test(url.pathname.slice(reach.length));
}

async function fetchPage(request, url) {
  const response = await fetch(request);
  const pages = await caches.open(PAGES);
  if (response.ok && (await pages.match(url.pathname))) await pages.put(url.pathname, response.clone());
  if (response.status === 404) await pages.delete(url.pathname);
  return response;
}

async function keep(page, parts) {
  const response = await fetch(page, { credentials: "same-origin", cache: "no-store" });
  const pages = await caches.open(PAGES);
  if (!response.ok) {
    await pages.delete(page);
    return;
  }
  await pages.put(page, response);
  const kept = await caches.open(PARTS);
  const missing = [];
  for (const address of parts) if (!HASHED.test(address) || !(await kept.match(address))) missing.push(address);
  await Promise.allSettled(missing.map((address) => kept.add(address)));
}

/** The page as the server gives it; without a server, as it was kept. A link that stopped is forgotten here too. */
async function openPage(request, url) {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(url.pathname);
  try {
    const response = await fetch(request, kept ? { signal: AbortSignal.timeout(PATIENCE) } : {});
    if (response.status === 404) await pages.delete(url.pathname);
    if (response.status < 500 || !kept) return response;
  } catch (error) {
    if (!kept) throw error;
  }
  return kept;
}

async function part(request) {
  const parts = await caches.open(PARTS);
  const kept = await parts.match(request);
  if (kept && HASHED.test(new URL(request.url).pathname)) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}
