const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "Mac"],
  [/Linux/, "Linux"],
];

const BROWSERS: [RegExp, string][] = [
  [/Firefox|FxiOS/, "Firefox"],
  [/SamsungBrowser/, "Samsung Internet"],
  [/Edg/, "Edge"],
  [/Chrome|CriOS/, "Chrome"],
  [/Safari/, "Safari"],
];

/** What somebody will know this device by in the list of sessions: "iPhone, Safari". */
export function deviceName(userAgent: string): string {
  const first = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(userAgent))?.[1];
  return [first(SYSTEMS), first(BROWSERS)].filter(Boolean).join(", ");
}
