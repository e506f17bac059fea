export const frame = {
  place: "Sted",
  toWatched: "til dem som følges",
  company: { alone: "alene", together: "sammen", mission: "oppdrag" },
  calls: {
    heading: "Avtalte samtaler",
    count: (count: number) => (count === 1 ? "1 samtale" : `${count} samtaler`),
    go: "til avtalte samtaler",
    due: (time: string) => `ring ${time}`,
    dialled: (time: string) => `ringt opp ${time}`,
  },
  roles: {
    guard: "vekter",
    field_worker: "feltarbeider",
    operator: "operatør",
    duty_manager: "vaktleder",
    customer_administrator: "kundens administrator",
    system_administrator: "systemadministrator",
  },
  palette: {
    all: "Finn og gjør",
    search: "Søk",
    open: "finn og gjør alt",
    openSearch: "søk etter folk, steder, kunder og saker",
    allHint: "Skriv hva du vil gjøre, eller hvem du leter etter",
    searchHint: "Navn, nummer, sted, kunde eller sak",
    found: "Treff",
    nothing: (query: string) => (query.trim() ? `Ingen treff på «${query.trim()}».` : ""),
    groups: {
      commands: "Gjør",
      cases: "Saker",
      watched: "Følges nå",
      people: "Personer",
      sites: "Steder",
      customers: "Kunder",
    },
  },
  sound: {
    heading: "Lyd",
    desks: { alarm: "Alarmmottak", mediation: "Formidling" },
    percent: (percent: number) => `${percent} %`,
    voices: { info: "Kan vente", soon: "Snart", now: "Nå" },
    test: (voice: string, desk: string) => `Prøv lyden «${voice}» for ${desk}`,
  },
  groups: {
    case: "Saken",
    queue: "Køen",
    watched: "De som følges",
    desk: "Desken",
    page: "Siden",
  },
};

export type Frame = typeof frame;
