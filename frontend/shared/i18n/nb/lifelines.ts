// The desk's lifelines: code word, card, next half hour, paper copy, training.

export const lifelines = {
  codeWord: {
    title: "Kodeord",
    of: (name: string) => `Kodeordet til ${name}`,
    whom: "Hvem blir spurt",
    ask: "Spør: Hva er kodeordet?",
    heard: "Skriv det du hører",
    hint: "Store bokstaver, mellomrom og æ, ø, å spiller ingen rolle. Ordet vises aldri.",
    check: "Kontroller",
    checked: "Kontrollert",
    again: "Spør på nytt",
    unsaidHeading: "Fikk du ikke noe ord?",
    unsaid: {
      forgotten: "Husker det ikke",
      not_answered: "Svarer ikke",
      no_language: "Forstår ikke hverandre",
    },
    wanted: "Skriv det du hører, eller velg hvorfor du ikke fikk et ord.",
    nobody: "Saken gjelder ingen som kan ha et kodeord. Ring tilbake på nummeret i registeret.",
    left: (count: number) => (count === 1 ? "Ett forsøk igjen" : `${count} forsøk igjen`),
    openDuress: "Åpne tvangssaken",
    outcomes: {
      right: "Riktig",
      wrong: "Feil",
      duress: "Tvang",
      forgotten: "Husker ikke ordet",
      not_answered: "Svarte ikke",
      no_language: "Ikke noe felles språk",
    },
    steps: {
      right: ["Personen er den han sier. Gå videre."],
      wrong: [
        "Si bare: Det var ikke riktig. Ikke si hva som var galt.",
        "Spør én gang til. Blir det feil igjen: ring tilbake på nummeret i registeret.",
        "Vekteren fortsetter fram.",
      ],
      duress: [
        "Snakk videre som om alt er i orden. Si takk, og at alt er greit.",
        "Ikke ring eller send SMS til personen eller stedet.",
        "Ta tvangssaken, og ring politiet fra en annen linje. Vektere venter på avstand.",
      ],
      forgotten: [
        "Ring en annen kontakt for stedet og spør der.",
        "Vekteren fortsetter fram til noen er identifisert.",
      ],
      not_answered: ["Ring tilbake på nummeret i registeret.", "Svarer ingen: vekteren fortsetter fram."],
      no_language: [
        "Bytt til engelsk, eller hent en kollega som kan språket.",
        "Ring en annen kontakt. Vekteren fortsetter fram.",
      ],
    },
    event: (outcome: string) => `Kodeord: ${outcome}`,
  },
};

export type Lifelines = typeof lifelines;
