import { common } from "./common";

/** The way in by passkey, the same for every page at a desk. */
export const signIn = {
  ...common,
  signIn: {
    heading: "Logg inn",
    text: "Her logger du inn med passnøkkel.",
    button: "Logg inn med passnøkkel",
    none: "Har du ingen passnøkkel? Be vaktleder eller administrator om en lenke.",
    unsupported:
      "Nettleseren kan ikke bruke passnøkler. Åpne siden på localhost eller over https i en nyere nettleser.",
    cancelled: "Avbrutt. Prøv igjen.",
    again: "Du er logget ut. Logg inn igjen.",
  },
  enrol: {
    heading: "Lag passnøkkel",
    text: "Passnøkkelen ligger på denne maskinen eller telefonen din, og er det eneste du trenger for å logge inn. Lenken virker én gang.",
    button: "Lag passnøkkel",
    toSignIn: "Til innlogging",
    exists: "Denne maskinen har alt en passnøkkel for deg. Logg inn med den.",
  },
};

export type SignIn = typeof signIn;
