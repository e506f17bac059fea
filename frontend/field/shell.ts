import type { App } from "./app";

/** The page opens without network from the second visit: the service worker keeps the shell, and shows what is pushed. */
export function keepShell(app: App): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  // Without it the app works all the same, but needs the network to open.
  navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  // Something was pushed to this device: what it is about is fetched at once.
  navigator.serviceWorker.addEventListener("message", () => void app.touch());
  const agree = async () => (await import("./more/push")).agreeOnPush(app);
  navigator.serviceWorker.ready.then(agree).catch(() => undefined);
}
