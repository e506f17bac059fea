import { signal } from "@preact/signals";

interface InstallPrompt extends Event {
  prompt(): Promise<void>;
  readonly userChoice: Promise<{ outcome: "accepted" | "dismissed" }>;
}

/** The browser's own offer to install, kept for the guide; null where there is none. */
export const offer = signal<InstallPrompt | null>(null);

export function keepOffer(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer.value = event as InstallPrompt;
  });
  addEventListener("appinstalled", () => {
    offer.value = null;
  });
}
