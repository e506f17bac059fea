import "../shared/tokens.css";
import "../shared/base.css";
import "./field.css";
import "./page.css";
import "./sos.css";
import "./watch/watch.css";
import "./more/more.css";
import { render } from "preact";
import { startClock } from "../shared/clock";
import { App, AppProvider } from "./app";
import { Field } from "./Field";
import { keepOffer } from "./install";
import { fetchTheRest } from "./later";
import { startLook } from "./light/theme";
import { keepShell } from "./shell";
import { listenForTouch } from "./watch/voice";

startLook();
listenForTouch();
keepOffer();

const app = await App.open();
await startClock(app.values);
await app.start();

const root = document.getElementById("app");
if (root) {
  root.replaceChildren();
  render(
    <AppProvider value={app}>
      <Field />
    </AppProvider>,
    root,
  );
}
keepShell(app);
fetchTheRest();
