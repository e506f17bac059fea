import "../shared/tokens.css";
import "../shared/base.css";
import "../shared/style/index.css";
import "./css/index.css";
import { render } from "preact";
import { startClock } from "../shared/clock";
import { startTheme } from "../shared/theme";
import { startAlerts } from "./alerts";
import { DeskPage } from "./DeskPage";
import { Desk, DeskProvider } from "./desk";
import { keepDesk } from "./lifelines/copy/shell";

startTheme("desk", "night");

const desk = await Desk.open();
await startClock(desk.values);
await desk.start();
startAlerts(desk);
keepDesk();

const root = document.getElementById("app");
if (root) {
  render(
    <DeskProvider value={desk}>
      <DeskPage />
    </DeskProvider>,
    root,
  );
}
