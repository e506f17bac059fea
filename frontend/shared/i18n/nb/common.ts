// Norwegian bokmål comes first. What is said here is said in ../en with the same keys.

import type { Unit } from "../../time";

const MONTHS = ["jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."];

export const common = {
  product: "Varde",
  languages: { nb: "Norsk", en: "English" },
  language: "Språk",
  theme: "Utseende",
  themes: { auto: "Automatisk", day: "Dag", dusk: "Skumring", night: "Natt" },
  date: (day: number, month: number) => `${day}. ${MONTHS[month - 1]}`,
  today: "i dag",
  tomorrow: "i morgen",
  yesterday: "i går",
  seasons: { summer: "sommertid", winter: "vintertid" },
  ago: (count: number, unit: Unit) =>
    unit === "now"
      ? "nå"
      : `for ${count} ${{ second: "s", minute: "min", hour: count === 1 ? "time" : "timer", day: "døgn" }[unit]} siden`,
  accuracy: (metres: number) => `± ${metres} m`,
  compass: { north: "N", south: "S", east: "Ø", west: "V", comma: "," },
  risk: { high: "høy risiko", standard: "vanlig risiko", low: "lav risiko" },
  overdue: "over fristen",
  back: "Tilbake",
  cancel: "Avbryt",
  close: "Lukk",
  retry: "Prøv igjen",
  loading: "Henter …",
  sending: "Sender …",
  error: {
    unreachable: "Får ikke kontakt med sentralen. Sjekk dekningen og prøv igjen.",
    signedOut: "Du er logget ut. Logg inn igjen.",
    tooMany: (seconds: number | null) =>
      seconds
        ? `For mange forsøk. Vent ${seconds} sekunder og prøv igjen.`
        : "For mange forsøk. Vent litt og prøv igjen.",
    unknown: "Noe gikk galt. Prøv igjen, eller ring sentralen.",
  },
  noStorage: "Nettleseren lagrer ingenting. Ikke lukk siden før alt er sendt.",
  insecure: "Åpne siden over https. Uten det kan telefonen ikke lage nøkkelen sin.",
};

export type Common = typeof common;
