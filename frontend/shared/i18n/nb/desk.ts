import { common } from "./common";
import { deskCase } from "./deskCase";
import { deskEvents } from "./deskEvents";
import { deskForms } from "./deskForms";
import { deskQueue } from "./deskQueue";

const seconds = (count: number): string =>
  count < 10 ? count.toFixed(1).replace(".", ",") : String(Math.round(count));

export const desk = {
  ...common,
  ...deskQueue,
  ...deskCase,
  ...deskEvents,
  ...deskForms,
  title: "Varde · operasjonssentral",
  centre: "Operasjonssentral",
  header: {
    clock: (age: number) => `Tidsvakt aktiv · ${seconds(age)} s`,
    clockOld: (age: number) => `Tidsvakt tier · ${seconds(age)} s`,
    clockNever: "Tidsvakt tier",
    clockUnknown: "Tidsvakt ukjent",
    live: "Direkte",
    cutOff: "Uten kontakt",
    polling: "Henter hvert 5. s",
    newCase: "Ny sak",
    onDuty: "Meld på vakt",
    code: "Innloggingskode",
    sound: "Lyd på",
    soundOff: "Lyd av",
    soundTest: "Prøv lyden",
    soundBlocked: "Lyden er sperret. Trykk for å slå på.",
    menu: "Valg",
    signOut: "Logg ut",
    keys: "Taster",
  },
  warning: {
    stale: (time: string) => `Siden er utdatert. Sist oppdatert ${time}. Sjekk nettet.`,
    clock: (time: string) =>
      `Tidsvakten har ikke gitt livstegn siden ${time}. Følg fristene selv, og varsle vaktleder.`,
    clockNever: "Tidsvakten går ikke. Følg fristene selv, og varsle vaktleder.",
  },
  calm: "Alt er rolig",
  calmSince: (time: string) => `siden ${time}`,
  loadFailed: "Får ikke hentet tavlen.",
  watches: {
    heading: "Følges nå",
    count: (count: number) => (count === 1 ? "1 person, etter tid igjen" : `${count} personer, etter tid igjen`),
    empty: "Ingen er på vakt nå.",
    alone: "alene",
    together: "sammen",
    heard: (ago: string) => `hørt ${ago}`,
    due: "til frist",
    rests: "ingen frist",
    open: (name: string) => `Åpne ${name}`,
    endOver: "over sluttid",
  },
  shifts: {
    heading: "Ikke møtt",
    started: (time: string, ago: string) => `skulle møtt ${time}, ${ago}`,
    call: "Ring",
    register: "Meld på vakt",
  },
  notDesk: "Du har ikke tilgang til operatørenes side.",
  toAdmin: "Til administratorenes side",
  keys: {
    heading: "Taster",
    next: "neste i køen",
    previous: "forrige i køen",
    open: "åpne",
    take: "ta saken",
    note: "noter",
    call: "ring",
    text: "SMS",
    confirm: "bekreft at vekteren meldte seg",
    resolve: "avslutt",
    release: "gi fra deg saken",
    newCase: "ny sak",
    close: "lukk, tilbake til køen",
    help: "denne listen",
  },
  announce: (what: string) => `Ny sak: ${what}`,
};

export type Desk = typeof desk;
