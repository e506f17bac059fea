import { signal } from "@preact/signals";
import { decode, encode } from "../../shared/api/base64url";
import { newKey } from "../../shared/api/client";
import type { MyDevice } from "../../shared/api/types";
import { store, stored } from "../../shared/choices";
import type { App } from "../app";
import { isApple, isInstalled } from "./system";

// Notifications on the lock screen, beside the SMS. Browsers lose subscriptions without a word, so what this one has is
// compared with what the centre knows at each start, and made anew where they differ.

export type Pushing = "on" | "off" | "denied" | "unsupported" | "needs_install" | "failed";

export const pushing = signal<Pushing>("off");

const CHOICE = "varde-field-push";
const isWanted = (): boolean => stored(CHOICE) !== "no";

/** Why this browser cannot, or null if it can. */
function obstacle(): Pushing | null {
  if (!("PushManager" in globalThis) || !("Notification" in globalThis))
    return isApple() && !isInstalled() ? "needs_install" : "unsupported";
  return Notification.permission === "denied" ? "denied" : null;
}

/** At each start and after each sign-in: what the browser has and what the centre knows are made one. */
export async function agreeOnPush(app: App): Promise<void> {
  const hindered = obstacle();
  if (hindered) pushing.value = hindered;
  if (!app.session.living.peek()) return;
  try {
    const wanted = hindered === null && Notification.permission === "granted" && isWanted();
    const { body } = await app.session.ask<MyDevice>({ path: "me/device" });
    if (!wanted) {
      if (body.endpoint !== null) await app.session.ask({ method: "DELETE", path: "me/device", key: newKey() });
      if (!hindered) pushing.value = "off";
      return;
    }
    await subscribe(app, body);
    pushing.value = "on";
  } catch {
    // Nothing is lost by it: the SMS comes, and the next start tries again.
    if (!hindered) pushing.value = Notification.permission === "granted" && isWanted() ? "failed" : "off";
  }
}

/** From within a touch: asks the person, then the browser, then the centre. */
export async function turnOn(app: App): Promise<void> {
  store(CHOICE, "yes");
  const hindered = obstacle();
  if (!hindered && Notification.permission !== "granted") await Notification.requestPermission();
  await agreeOnPush(app);
}

export async function turnOff(app: App): Promise<void> {
  store(CHOICE, "no");
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  await agreeOnPush(app);
}

async function subscribe(app: App, known: MyDevice): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration) throw new Error("no service worker");
  const { pushManager } = registration;
  let found = await pushManager.getSubscription();
  if (found && !isBoundTo(found, known.push_key)) {
    await found.unsubscribe();
    found = null;
  }
  found ??= await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: decode(known.push_key) as BufferSource,
  });
  if (found.endpoint === known.endpoint) return;
  const body = { endpoint: found.endpoint, p256dh: key(found, "p256dh"), auth: key(found, "auth") };
  await app.session.ask({ method: "PUT", path: "me/device", body, key: newKey() });
}

function isBoundTo(subscription: PushSubscription, pushKey: string): boolean {
  const bound = subscription.options.applicationServerKey;
  return bound === null || encode(new Uint8Array(bound)) === pushKey;
}

const key = (subscription: PushSubscription, name: PushEncryptionKeyName): string =>
  encode(new Uint8Array(subscription.getKey(name) ?? new ArrayBuffer(0)));

const ARRIVES_WITHIN_MS = 20_000;

/** Whether a push that the centre is asked for comes all the way to this device. */
export async function tryPush(app: App): Promise<boolean> {
  const arrived = new Promise<boolean>((resolve) => {
    const hear = (event: MessageEvent<{ push?: string }>) => {
      if (event.data?.push === "trial") resolve(true);
    };
    navigator.serviceWorker.addEventListener("message", hear);
    setTimeout(() => {
      navigator.serviceWorker.removeEventListener("message", hear);
      resolve(false);
    }, ARRIVES_WITHIN_MS);
  });
  await app.session.ask({ method: "POST", path: "me/device/trial", key: newKey() });
  return await arrived;
}
