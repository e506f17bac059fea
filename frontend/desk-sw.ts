// The desk's service worker: when the centre is cut off the desk still opens, and with it the sealed copy.
//
//   install    fetch every file of this build into a cache with this build's name
//   activate   take over, and drop the caches of the desk's older builds
//   fetch      the page: the network first, for a desk must be the newest; the kept page when there is none
//              a kept file: from the cache; everything else, the API above all: as if we were not here

declare const __SHELL__: { build: string; files: string[] };

const worker = self as unknown as ServiceWorkerGlobalScope;
const CACHE = `varde-desk-${__SHELL__.build}`;
const FILES = new Set(__SHELL__.files);
const PAGE = "/desk/";

worker.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([PAGE, ...FILES].map((path) => new Request(path, { cache: "reload" }))))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener("activate", (event) => {
  const old = async () => (await caches.keys()).filter((name) => name.startsWith("varde-desk-") && name !== CACHE);
  event.waitUntil(
    old()
      .then((names) => Promise.all(names.map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return;
  const kept = (path: string) => caches.match(path, { cacheName: CACHE });
  if (request.mode === "navigate") {
    event.respondWith(
      fetch(request).catch(async (error: unknown) => {
        const page = await kept(PAGE);
        if (page) return page;
        throw error;
      }),
    );
  } else if (FILES.has(pathname)) {
    event.respondWith(kept(pathname).then((found) => found ?? fetch(request)));
  }
});

// A module, so that its names are its own.
export {};
