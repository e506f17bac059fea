/** Kinds of exposed places, and what holds for whoever goes there alone. */
export const adminPlaces = {
  page: "Slags steder",
  kind: {
    one: "Slags sted",
    many: "Slags steder",
    add: "Nytt slags sted",
    none: "Ingen egne slags steder. Systemets gjelder.",
  },
  calls: "Når sentralen ringer",
  fields: {
    terrain: "Terreng",
    longest_interval_s: "Lengste tid uten kontakt",
    call_again_s: "Ringer igjen innen",
    call_tries: "Så mange anrop uten svar er stillhet",
    script: "Det operatøren sier og spør om",
  },
  hints: {
    script:
      "Står det tomt, sier operatøren det vanlige: om alt er i orden, hvor de er, og når dere snakkes neste gang.",
    longest_interval_s: "Ingen kan avtale lengre tid enn dette.",
    terrain: "Kundens egen gjelder i stedet for systemets for samme terreng.",
  },
  columns: { terrain: "Terreng" },
  terrains: {
    mountain: "fjell",
    forest: "skog og mark",
    sea: "sjø og kyst",
    glacier: "bre",
    avalanche: "rasutsatt område",
    mast: "tak og mast",
    tunnel: "tunnel og bergrom",
    river: "elv og vann",
    other: "annet",
  },
  defaults: {
    heading: "Systemets slags steder",
    text: "Gjelder der kunden ikke har sin egen for terrenget. Kan ikke endres, men brukes som mal.",
    make: (terrain: string) => `Nytt for ${terrain}`,
  },
};
