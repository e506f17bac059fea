/** How soon cases are taken, beside what EN 50518 asks for. */
export const deskResponse = {
  title: "Svartider",
  hours: "Så langt tilbake",
  spans: { "1": "siste time", "12": "siste 12 timer", "24": "siste døgn", "168": "siste uke" },
  about: "Fra saken kom til noen tok den. De som venter ennå, regnes med så lenge de har ventet.",
  kind: "Sak",
  count: "Antall",
  waiting: (count: number) => `${count} venter ennå`,
  median: "Halvparten innen",
  first: "80 % innen",
  second: "98,5 % innen",
  limit: (time: string) => `krav ${time}`,
  grave: "Prioritet 1: brann, overfall, SOS",
  other: "Alt annet",
  late: "over kravet",
  none: "Ingen saker i denne tiden.",
  share: (time: string, count: number) => `80 % tatt innen ${time} (${count})`,
};
