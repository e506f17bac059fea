import type { SignIn } from "../nb/signIn";
import { common } from "./common";

export const signIn: SignIn = {
  ...common,
  signIn: {
    heading: "Sign in",
    text: "You sign in here with a passkey.",
    button: "Sign in with a passkey",
    none: "No passkey? Ask the duty manager or an administrator for a link.",
    unsupported: "This browser cannot use passkeys. Open the page on localhost or over https in a newer browser.",
    cancelled: "Cancelled. Try again.",
    again: "You are signed out. Sign in again.",
  },
  enrol: {
    heading: "Make a passkey",
    text: "The passkey stays on this machine or on your phone, and is all you need to sign in. The link works once.",
    button: "Make a passkey",
    toSignIn: "To sign-in",
    exists: "This machine has a passkey for you already. Sign in with it.",
  },
};
