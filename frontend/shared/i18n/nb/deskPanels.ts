import { categories } from "./categories";

const minutes = (count: number): string => {
  if (count < 60) return `${count} minutter`;
  return count === 60 ? "1 time" : `${count / 60} timer`;
};

/** Panels at the desk: how one stands, its test, and what a caller tells of. */
export const deskPanels = {
  title: "Anlegg: test og signaler",
  ofSite: "Anlegg på stedet",
  now: "I test nå",
  none: "Ingen anlegg er i test.",
  ends: (time: string) => `til ${time}`,
  signals: (count: number) => (count === 1 ? "1 signal" : `${count} signaler`),
  open: (count: number) => (count === 1 ? "1 åpent" : `${count} åpne`),
  followed: (name: string) => `${name} følger testen`,
  site: "Sted",
  chooseSite: "Velg et sted for å se anleggene der",
  noPanels: "Stedet har ingen anlegg i registeret.",
  all: "Alle steder",
  account: "Konto",
  heard: "Sist hørt",
  never: "aldri",
  silent: "Anlegget er taust, og har en sak",
  armed: "Slått på",
  partition: (number: string, name: string) => [`Område ${number}`, name].filter(Boolean).join(" "),
  states: { armed: "på", disarmed: "av", unknown: "ikke meldt" },
  active: "Ikke tilbakestilt",
  operation: "Slik betjenes det",
  technician: "Tekniker",
  test: {
    on: "I test",
    zones: (zones: string[]) => `Bare sone ${zones.join(", ")}`,
    whole: "Hele anlegget",
    begin: "Sett i test",
    extend: "Endre testen",
    end: "Avslutt testen",
    ended: "Testen er avsluttet. Det som ikke var tilbakestilt, er en sak.",
    warning: "Alarmer herfra går ikke til noen så lenge testen varer.",
    tried: (tried: number, all: number) => `${tried} av ${all} soner prøvd`,
    until: "Slutter",
    length: "Så lenge",
    lengths: { "30": minutes(30), "60": minutes(60), "120": minutes(120), "240": minutes(240), "480": minutes(480) },
    which: "Soner",
    whichHint: "Ingen valgt: hele anlegget.",
    who: "Hvem ber om testen",
    centre: "Sentralen selv",
    why: "Hvorfor",
    whyWanted: "Skriv hvorfor anlegget settes i test.",
  },
  link: {
    send: "Send lenke til montør",
    name: "Montørens navn",
    phone: "Mobilnummer",
    wanted: "Skriv navn og mobilnummer.",
    sent: (to: string) => `Lenken er sendt til ${to}. Den virker til en time etter testen.`,
  },
  hand: {
    enter: "Før inn signal",
    about:
      "For den som ringer: noen i heisen, en nabo, en som ser røyk. Det behandles som om anlegget hadde meldt det.",
    what: "Hva det gjelder",
    zone: "Sone",
    noZone: "Ingen bestemt sone",
    over: "Det er over",
    text: "Det som ble sagt",
    textWanted: "Skriv det som ble sagt.",
    verdicts: {
      test: "Anlegget er i test: signalet er ført, og alarmerer ingen.",
      logged: "Signalet er ført. Kunden ønsker ingen sak av det.",
      repeat: "Signalet er ført fra før.",
    } as Record<string, string>,
  },
  categories: {
    ...categories,
    unknown: "Ukjent kode",
    unreadable: "Uleselig",
    forged: "Mulig falskt",
    opened: "Åpnet utenom tiden",
    not_armed: "Ikke slått på",
  },
};
