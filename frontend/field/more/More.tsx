import { route } from "../../shared/route";
import { MyKeys } from "./MyKeys";
import { OwnWords } from "./OwnWords";
import { SelfTest } from "./SelfTest";
import { Sessions } from "./Sessions";

const PAGES = { "self-test": SelfTest, sessions: Sessions, "code-words": OwnWords, keys: MyKeys };

export type MorePage = keyof typeof PAGES;

/** The pages that one seeks out, watched or not. */
export function More() {
  const Shown = PAGES[route.value as MorePage];
  return <Shown />;
}
