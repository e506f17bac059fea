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
  groups: {
    case: "Saken",
    queue: "Køen",
    watched: "De som følges",
    desk: "Desken",
    page: "Siden",
  },
};

export type Frame = typeof frame;
