import "../shared/tokens.css";
import "../shared/base.css";
import "./style.css";
import field from "../field/field.css?inline";
import page from "../field/page.css?inline";
import sos from "../field/sos.css?inline";
import watch from "../field/watch/watch.css?inline";
import { parts } from "./PhoneParts";
import { show } from "./show";

// Taken in as text: the phone's own page, where every file counts, keeps its styles in as few as before.
for (const text of [field, page, sos, watch]) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets.push(sheet);
}

void show({ mood: "field", themes: ["day", "dusk", "night"], parts });
