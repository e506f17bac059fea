export type System = "ios" | "android" | "desktop";

/** An iPad says that it is a Mac, but has fingers on it. */
export function systemOf(userAgent: string, touchPoints: number): System {
  if (/iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)) return "ios";
  return /Android/.test(userAgent) ? "android" : "desktop";
}

export const system = (): System => systemOf(navigator.userAgent, navigator.maxTouchPoints);

export const isApple = (): boolean => system() === "ios";

/** Whether the page was opened from the home screen. */
export const isInstalled = (): boolean =>
  matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true;
