export const frame = {
  place: "Sted",
  groups: {
    case: "Saken",
    queue: "Køen",
    watched: "De som følges",
    desk: "Desken",
    page: "Siden",
  },
};

export type Frame = typeof frame;
