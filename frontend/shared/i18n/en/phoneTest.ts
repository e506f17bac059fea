import type { PhoneTest } from "../nb/phoneTest";

export const phoneTest: PhoneTest = {
  heading: "The phone",
  tested: (when, device) => `Tried ${when}${device && `, ${device}`}`,
  never: "Not tried in the last 30 days.",
  failed: "Cannot fetch what the phone found. Try to open it again.",
  allGood: "All in order",
  verdicts: { good: "in order", poor: "weak", bad: "does not work", unknown: "unknown" },
  names: {
    position: "Position",
    push: "Notifications",
    network: "Network",
    battery: "Battery",
    time: "Clock",
    storage: "Storage",
    screen: "Screen",
  },
};
