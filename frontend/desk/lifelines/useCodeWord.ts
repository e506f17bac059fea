import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import { explain } from "../../shared/explain";
import { useDesk } from "../desk";
import { t } from "../texts";
import { l } from "./texts";
import type { CodeWordAnswer, CodeWordAsked, Unsaid } from "./types";

export interface Whose {
  of: CodeWordAsked["of"];
  id: string;
  name: string;
}

/** Asking somebody for the code word: what is typed, what came of it. The word leaves the field as it is judged. */
export function useCodeWord(whose: Whose | null, caseId: string | null) {
  const desk = useDesk();
  const heard = useSignal("");
  const answer = useSignal<CodeWordAnswer | null>(null);
  const fault = useSignal<string | null>(null);
  const busy = useSignal(false);
  const intention = useRef({ content: "", key: "" });

  const ask = async (unsaid: Unsaid | null) => {
    const word = heard.value.trim();
    if (!whose || busy.value) return;
    if (unsaid === null && !word) {
      fault.value = l.value.codeWord.wanted;
      return;
    }
    const body = {
      of: whose.of,
      id: whose.id,
      ...(unsaid === null ? { heard: word } : { unsaid }),
      ...(caseId ? { case_id: caseId } : {}),
    };
    // A lost answer is asked for again with the same key: one check, one alarm.
    const content = JSON.stringify(body);
    if (intention.current.content !== content) intention.current = { content, key: newKey() };
    busy.value = true;
    fault.value = null;
    try {
      const path = "code-words/checks";
      answer.value = await desk.ask<CodeWordAnswer>({ method: "POST", path, body, key: intention.current.key });
      intention.current = { content: "", key: "" };
      heard.value = "";
      void desk.changed([caseId, answer.value.case_id].filter(Boolean).map((id) => `case/${id}`));
    } catch (failure) {
      fault.value = explain(t.value, failure);
    } finally {
      busy.value = false;
    }
  };
  const again = () => {
    answer.value = null;
    fault.value = null;
  };
  return { heard, answer, fault, busy, ask, again };
}
