// What the desk reads of a phone's self-test.

export const phoneTest = {
  heading: "Telefonen",
  tested: (when: string, device: string) => `Prøvd ${when}${device && `, ${device}`}`,
  never: "Ikke prøvd de siste 30 dagene.",
  failed: "Får ikke hentet hva telefonen fant. Prøv å åpne på nytt.",
  allGood: "Alt i orden",
  verdicts: { good: "i orden", poor: "svakt", bad: "virker ikke", unknown: "ukjent" },
  names: {
    position: "Posisjon",
    push: "Varsler",
    network: "Nett",
    battery: "Batteri",
    time: "Klokke",
    storage: "Lagring",
    screen: "Skjerm",
  },
};

export type PhoneTest = typeof phoneTest;
