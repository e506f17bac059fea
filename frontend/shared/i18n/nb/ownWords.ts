// The phone's page for one's own code word and the word of duress.

export const ownWords = {
  heading: "Kodeord",
  what: "Ordet du sier når sentralen ringer og må være sikker på at det er deg. Ingen på sentralen kan se det.",
  has: (word: boolean, duress: boolean): string => {
    if (!word) return "Du har ikke noe kodeord ennå.";
    return duress ? "Du har et kodeord og et ord for tvang." : "Du har et kodeord, og ikke noe ord for tvang.";
  },
  word: "Nytt kodeord",
  wordHint: "Minst fire bokstaver. Et ord du husker, og som er lett å si høyt.",
  duress: "Ord for tvang",
  duressHint: "Sier du dette i stedet, vet sentralen at noen tvinger deg. Det må ikke ligne kodeordet.",
  duressGoes: "Står det tomt, har du ikke lenger noe ord for tvang.",
  wanted: "Skriv kodeordet.",
  save: "LAGRE",
  kept: "Lagret.",
};
