import type { Lifelines } from "../nb/lifelines";

export const lifelines: Lifelines = {
  codeWord: {
    title: "Code word",
    of: (name) => `${name}'s code word`,
    whom: "Who is asked",
    ask: "Ask: What is the code word?",
    heard: "Type what you hear",
    hint: "Capitals, spaces and æ, ø, å make no difference. The word is never shown.",
    check: "Check",
    checked: "Checked",
    again: "Ask again",
    unsaidHeading: "Got no word?",
    unsaid: {
      forgotten: "Does not remember",
      not_answered: "Does not answer",
      no_language: "No common language",
    },
    wanted: "Type what you hear, or choose why you got no word.",
    nobody: "The case is about nobody who can have a code word. Call back on the number in the register.",
    left: (count) => (count === 1 ? "One try left" : `${count} tries left`),
    openDuress: "Open the case of duress",
    outcomes: {
      right: "Right",
      wrong: "Wrong",
      duress: "Duress",
      forgotten: "Forgotten",
      not_answered: "Not answered",
      no_language: "No common language",
    },
    steps: {
      right: ["The person is who they say. Go on."],
      wrong: [
        "Say only: That was not right. Do not say what was wrong.",
        "Ask once more. Wrong again: call back on the number in the register.",
        "The guard keeps driving.",
      ],
      duress: [
        "Go on talking as if all is well. Say thank you, all is fine.",
        "Neither ring nor text the person or the site.",
        "Take the case of duress, and ring the police from another line. Guards wait at a distance.",
      ],
      forgotten: [
        "Ring another contact of the site and ask there.",
        "The guard keeps driving until somebody is identified.",
      ],
      not_answered: ["Call back on the number in the register.", "Nobody answers: the guard keeps driving."],
      no_language: [
        "Change to English, or fetch a colleague who knows the language.",
        "Ring another contact. The guard keeps driving.",
      ],
    },
    event: (outcome) => `Code word: ${outcome}`,
  },
};
