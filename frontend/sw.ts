// The field app's service worker: it keeps the shell, so that the page opens without network from the second visit.
// It never touches the API: what was done waits in the page's own outbox.
//
//   install    fetch every file of this build into a cache with this build's name
//   activate   take over, and drop the caches of older builds
//   fetch      "/": the kept page; a kept file: from the cache; everything else: the network, as if we were not here

declare const __SHELL__: { build: string; files: string[] };

const worker = self as unknown as ServiceWorkerGlobalScope;
const CACHE = `varde-${__SHELL__.build}`;
const FILES = new Set(__SHELL__.files);

worker.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(["/", ...FILES].map((path) => new Request(path, { cache: "reload" }))))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener("activate", (event) => {
  const old = async () =>
    (await caches.keys()).filter(
      (name) => name.startsWith("varde-") && !name.startsWith("varde-desk-") && name !== CACHE,
    );
  event.waitUntil(
    old()
      .then((names) => Promise.all(names.map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== worker.location.origin) return;
  if (pathname !== "/" && !FILES.has(pathname)) return;
  event.respondWith(caches.match(pathname, { cacheName: CACHE }).then((kept) => kept ?? fetch(event.request)));
});

// -- what is pushed. Each is shown, or the system takes the subscription away; it also tells the open page to look. -----

interface Words {
  kind: string;
  title: string;
  body: string;
}

worker.addEventListener("push", (event) => {
  const words = read(event.data);
  const show = worker.registration.showNotification(words.title, {
    body: words.body,
    tag: words.kind,
    icon: "/icon-192.png",
    badge: "/icon-192.png",
    requireInteraction: words.kind !== "trial",
    renotify: true,
  } as NotificationOptions);
  const tell = worker.clients.matchAll({ type: "window", includeUncontrolled: true }).then((pages) => {
    for (const page of pages) page.postMessage({ push: words.kind });
  });
  event.waitUntil(Promise.all([show, tell]));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const open = async () => {
    const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
    const page = pages.find((one) => new URL(one.url).pathname === "/");
    return page ? await page.focus() : await worker.clients.openWindow("/");
  };
  event.waitUntil(open());
});

/** Something came, whatever it was: a person is asked to look. */
function read(data: PushMessageData | null): Words {
  try {
    const { kind, title, body } = (data?.json() ?? {}) as Partial<Words>;
    if (kind && title) return { kind, title, body: body ?? "" };
  } catch {
    // Not ours, or cut short.
  }
  return { kind: "unknown", title: "Varde", body: "" };
}
