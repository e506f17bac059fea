// Coordinates: how they are named, and why a text was not read. The reasons are those of channels/coordinates.

export const coordinates = {
  label: "Koordinater",
  hint: "Grader, grader og minutter, UTM eller MGRS",
  forms: { decimal: "Desimalgrader", minutes: "Grader og minutter", utm: "UTM", mgrs: "MGRS" },
  written: {
    degrees: "Lest som grader",
    minutes: "Lest som grader og minutter",
    seconds: "Lest som grader, minutter og sekunder",
    utm: "Lest som UTM",
    mgrs: "Lest som MGRS",
  },
  within: (metres: string) => `slik det er skrevet: ± ${metres}`,
  copy: "Kopier",
  copied: "Kopiert",
  beyond: "finnes ikke her",
  loading: "regner ut …",
  failed: "får ikke hentet",
  metres: (count: number) => `${count} m`,
  kilometres: (count: string) => `${count} km`,
  /** Why a text was not read, and how to write it instead. */
  refused: {
    empty: "Skriv koordinatene, for eksempel 59,9128 10,7344.",
    unreadable: "Dette kan ikke leses som koordinater. Skriv for eksempel 59,9128 10,7344 eller 32V NM 96987 42970.",
    commas: "Det er uklart hvilke komma som er desimaltegn. Skriv mellomrom mellom tallene: 59,9128 10,7344.",
    one_number: "Det mangler et tall. Skriv både bredde og lengde.",
    numbers: "Antallet tall stemmer ikke. Skriv like mange for bredde og lengde: grader, minutter, sekunder.",
    decimals: "Bare det siste tallet kan ha desimaler: 59 54,768 N 10 44,064 Ø.",
    sixty: "Minutter og sekunder er mindre enn 60.",
    sides:
      "Himmelretningene stemmer ikke. Skriv én N eller S og én Ø eller V, eller ingen, og ingen minus ved siden av.",
    off_earth: "Bredde er høyst 90 grader og lengde høyst 180.",
    swapped: "Det ser ut som lengde og bredde er byttet om. Skriv bredden (N) først, eller sett N og Ø til tallene.",
    zone_missing: "Sonen mangler. Skriv den foran: 32V, 33W, 35W. På kartet står den i margen.",
    zone_unknown: "Sonen finnes ikke. Norge har 31 til 36, Svalbard 31X, 33X, 35X og 37X.",
    zone_wide: "Her gjelder sone 32: 32V er utvidet vestover til 3 grader øst.",
    zone_svalbard: "På Svalbard gjelder bare sonene 31X, 33X, 35X og 37X.",
    band: "Bokstaven etter sonen passer ikke med nordverdien. Sør-Norge har V, Nord-Norge W, Svalbard X.",
    hemisphere: "S etter sonen kan bety to steder. Skriv posisjonen i grader.",
    outside_zone: "Verdiene ligger utenfor sonen. Øst har seks siffer, nord har sju.",
    square: "Ruten finnes ikke i denne sonen. Sjekk sonen og de to bokstavene.",
    digits: "Skriv like mange siffer for øst og nord, to til fem av hver: 32V NM 970 430.",
  },
};

export type Coordinates = typeof coordinates;
