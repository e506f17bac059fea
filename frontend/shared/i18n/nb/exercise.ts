/** The way to the exercise, at the desk. */
export const exercise = {
  open: "åpne øvelsen",
  link: "Øvelse: spill en natt",
  what: "Egen installasjon. Ingenting derfra når noen.",
};
