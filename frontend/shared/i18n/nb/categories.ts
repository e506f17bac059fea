/** What signals are about, as everybody who reads of them is told. */
export const categories = {
  fire: "Brann",
  hold_up: "Ran og overfall",
  burglary: "Innbrudd",
  medical: "Medisinsk hjelp",
  lift: "Heis",
  gas: "Gass",
  water: "Vann",
  technical: "Teknisk",
  trouble: "Feil ved anlegget",
  test: "Test",
  open_close: "Av og på",
  cancel: "Avstilling",
  restore: "Tilbake til normalt",
};

export type Categories = typeof categories;
