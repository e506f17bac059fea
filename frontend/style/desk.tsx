import "../shared/tokens.css";
import "../shared/base.css";
import "../shared/style/index.css";
import "../desk/css/index.css";
import "./style.css";
import { parts } from "./DeskParts";
import { show } from "./show";

void show({ mood: "desk", themes: ["night", "day"], parts });
