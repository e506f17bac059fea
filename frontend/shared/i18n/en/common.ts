import type { Common } from "../nb/common";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const common: Common = {
  product: "Varde",
  languages: { nb: "Norsk", en: "English" },
  language: "Language",
  theme: "Appearance",
  themes: { auto: "Automatic", day: "Day", dusk: "Dusk", night: "Night" },
  date: (day, month) => `${day} ${MONTHS[month - 1]}`,
  today: "today",
  tomorrow: "tomorrow",
  yesterday: "yesterday",
  seasons: { summer: "summer time", winter: "winter time" },
  ago: (count, unit) =>
    unit === "now"
      ? "now"
      : `${count} ${{ second: "s", minute: "min", hour: "h", day: count === 1 ? "day" : "days" }[unit]} ago`,
  accuracy: (metres) => `± ${metres} m`,
  compass: { north: "N", south: "S", east: "E", west: "W", comma: "." },
  risk: { high: "high risk", standard: "standard risk", low: "low risk" },
  overdue: "overdue",
  back: "Back",
  cancel: "Cancel",
  close: "Close",
  retry: "Try again",
  loading: "Loading …",
  sending: "Sending …",
  error: {
    unreachable: "Cannot reach the centre. Check your coverage and try again.",
    signedOut: "You are signed out. Sign in again.",
    tooMany: (seconds) =>
      seconds
        ? `Too many attempts. Wait ${seconds} seconds and try again.`
        : "Too many attempts. Wait a little and try again.",
    unknown: "Something went wrong. Try again, or call the centre.",
  },
  noStorage: "This browser stores nothing. Do not close the page until everything is sent.",
  insecure: "Open this page over https. Without it the phone cannot make its key.",
};
