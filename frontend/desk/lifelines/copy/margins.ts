import { useEffect } from "preact/hooks";
import { exerciseMark } from "../../../shared/exercise";
import { grouped } from "../../../shared/phone";
import { fullDate } from "../../../shared/words";
import { t } from "../../texts";
import { l } from "../texts";
import type { Copy } from "../types";

/** Whose sheets these are and when they were made, in the margin of each: a single one is found on a table. */
export function useMargins(copy: Copy): void {
  const made = l.value.copy.made(fullDate(t.value, copy.made_at_ms));
  const whose = [copy.company, copy.centre_phone && grouped(copy.centre_phone)].filter(Boolean).join(" · ");
  const mark = exerciseMark();
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@page {
      margin: 16mm 14mm;
      @top-center { content: ${JSON.stringify(mark)}; font-weight: 700; }
      @bottom-left { content: ${JSON.stringify(whose)}; }
      @bottom-center { content: ${JSON.stringify(made)}; }
      @bottom-right { content: counter(page) " / " counter(pages); }
    }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [made, whose, mark]);
}
