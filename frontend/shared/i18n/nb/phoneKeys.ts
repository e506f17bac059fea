/** The keys in a guard's hand: tags, and not a word of what they open. */
export const phoneKeys = {
  heading: "Nøkler",
  mine: "Du har",
  none: "Du har ingen nøkler.",
  hangs: (cabinet: string, hook: string) =>
    [cabinet && `skap ${cabinet}`, hook && `krok ${hook}`].filter(Boolean).join(", ") ||
    "spør sentralen hvor den henger",
  tag: "Merket på nøkkelen",
  tagHint: "Som N-0147.",
  tagWanted: "Skriv merket på nøkkelen.",
  take: "TA UT",
  takeOver: "JA, JEG HAR DEN",
  handIn: "Lever inn",
  lost: "Jeg har mistet den",
  lostSure: (tag: string) => `Er ${tag} tapt? Sentralen får en sak med en gang.`,
  lostConfirm: "JA, DEN ER TAPT",
  offline: "Ingen forbindelse. Prøv igjen, eller si fra til sentralen.",
  toIt: "Nøkkel til stedet",
  isMine: "har du",
  isWith: (name: string) => `er hos ${name}`,
  stillHas: (tags: string[]) =>
    tags.length === 1 ? `Du har nøkkel ${tags[0]}.` : `Du har nøklene ${tags.join(", ")}.`,
  why: "Hvorfor du beholder den",
  whyHint: "Lever den inn, eller skriv hvorfor. Ellers ringer sentralen deg.",
};
