/** The desk opens without the centre from its second visit. */
export function keepDesk(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  // Without it the desk works all the same, but needs the centre to open.
  navigator.serviceWorker.register("/desk-sw.js", { scope: "/desk" }).catch(() => undefined);
}
