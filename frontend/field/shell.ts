/** The page opens without network from the second visit: the service worker keeps the shell. */
export function keepShell(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  // Without it the app works all the same, but needs the network to open.
  navigator.serviceWorker.register("/sw.js").catch(() => undefined);
}
