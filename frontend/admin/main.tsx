import "../shared/tokens.css";
import "../shared/base.css";
import "../shared/style/index.css";
import "../shared/coordinates/coordinates.css";
import "./css/index.css";
import { render } from "preact";
import { startClock } from "../shared/clock";
import { startTheme } from "../shared/theme";
import { AdminPage } from "./AdminPage";
import { Admin, AdminProvider } from "./admin";

startTheme("admin", "day");

const admin = await Admin.open();
await startClock(admin.values);
await admin.session.load();

const root = document.getElementById("app");
if (root) {
  render(
    <AdminProvider value={admin}>
      <AdminPage />
    </AdminProvider>,
    root,
  );
}
