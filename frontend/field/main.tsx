import "../shared/tokens.css";
import "../shared/base.css";
import "./field.css";
import { render } from "preact";
import { startClock } from "../shared/clock";
import { startTheme } from "../shared/theme";
import { App, AppProvider } from "./app";
import { Field } from "./Field";
import { keepShell } from "./shell";

startTheme("field", "auto");

const app = await App.open();
await startClock(app.values);
await app.start();

const root = document.getElementById("app");
if (root) {
  render(
    <AppProvider value={app}>
      <Field />
    </AppProvider>,
    root,
  );
}
keepShell();
