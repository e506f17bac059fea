import type { deskResponse as nb } from "../nb/deskResponse";

export const deskResponse: typeof nb = {
  title: "Response times",
  hours: "So far back",
  spans: { "1": "the last hour", "12": "the last 12 hours", "24": "the last 24 hours", "168": "the last week" },
  about: "From when a case came until somebody took it. Those that still wait are counted as long as they have waited.",
  kind: "Case",
  count: "Count",
  waiting: (count) => `${count} still waiting`,
  median: "Half within",
  first: "80 % within",
  second: "98.5 % within",
  limit: (time) => `at most ${time}`,
  grave: "Priority 1: fire, hold-up, SOS",
  other: "All the rest",
  late: "over the limit",
  none: "No cases in this time.",
  share: (time, count) => `80 % taken within ${time} (${count})`,
};
