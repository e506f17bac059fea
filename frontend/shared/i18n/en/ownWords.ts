import type { ownWords as nb } from "../nb/ownWords";

export const ownWords: typeof nb = {
  heading: "Code word",
  what: "The word you say when the centre rings and must be sure that it is you. Nobody at the centre can see it.",
  has: (word, duress) => {
    if (!word) return "You have no code word yet.";
    return duress ? "You have a code word and a word of duress." : "You have a code word, and no word of duress.";
  },
  word: "New code word",
  wordHint: "At least four letters. A word that you remember, and that is easy to say aloud.",
  duress: "Word of duress",
  duressHint: "Say this instead, and the centre knows that somebody is forcing you. It must not be like the code word.",
  duressGoes: "Left empty, you have no word of duress any more.",
  wanted: "Write the code word.",
  save: "SAVE",
  kept: "Kept.",
};
