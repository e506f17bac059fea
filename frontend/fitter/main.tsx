import "../shared/tokens.css";
import "../shared/base.css";
import "../shared/style/index.css";
import "./fitter.css";
import { render } from "preact";
import { startTheme } from "../shared/theme";
import { FitterPage } from "./FitterPage";
import { Follower } from "./follower";

startTheme("fitter", "auto");

const follower = new Follower(location.hash.slice(1));
follower.start();

const root = document.getElementById("app");
if (root) render(<FitterPage follower={follower} />, root);
