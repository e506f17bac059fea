import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import { Refused } from "../../shared/api/problem";
import type { components } from "../../shared/api/schema";
import { Input } from "../../shared/components/Input";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { texts } from "../../shared/i18n/language";
import { ownWords as nb } from "../../shared/i18n/nb/ownWords";
import { leave } from "../../shared/route";
import { useApp } from "../app";
import { Page } from "../Page";
import { Pin } from "../Pin";
import { t } from "../texts";

type Standing = components["schemas"]["OwnWordsView"];

const o = texts(nb, async () => (await import("../../shared/i18n/en/ownWords")).ownWords);
const PATH = "me/code-words";

/** One's own code word and the word of duress: set here, and shown to nobody afterwards. */
export function OwnWords() {
  const app = useApp();
  const standing = useSignal<Standing | null>(null);
  const word = useSignal("");
  const duress = useSignal("");
  const errors = useSignal<Record<string, string>>({});
  const fault = useSignal<string | null>(null);
  const isKept = useSignal(false);
  const isAskingPin = useSignal(false);
  const intention = useRef({ content: "", key: "" });

  const read = async () => {
    fault.value = null;
    try {
      standing.value = (await app.session.ask<Standing>({ path: PATH })).body;
    } catch (failure) {
      fault.value = explain(t.value, failure);
    }
  };
  useEffect(() => void read(), []);

  const save = async (pin: string | null) => {
    const duressWord = duress.value.trim() || null;
    const body = { code_word: word.value.trim(), duress_word: duressWord, ...(pin === null ? {} : { pin }) };
    const content = JSON.stringify(body);
    if (intention.current.content !== content) intention.current = { content, key: newKey() };
    errors.value = {};
    fault.value = null;
    try {
      const what = { method: "PUT", path: PATH, body, key: intention.current.key } as const;
      standing.value = (await app.session.ask<Standing>(what)).body;
      word.value = duress.value = "";
      isKept.value = true;
      isAskingPin.value = false;
    } catch (failure) {
      const named = failure instanceof Refused ? (failure.problem.errors ?? []) : [];
      errors.value = Object.fromEntries(named.map(({ field, message }) => [field, message]));
      fault.value = named.length > 0 ? null : explain(t.value, failure);
      // A wrong PIN is tried again; anything else is put right on the page before.
      isAskingPin.value = isAskingPin.value && errors.value.pin !== undefined;
    }
  };
  const press = () => {
    isKept.value = false;
    errors.value = word.value.trim() ? {} : { code_word: o.value.wanted };
    if (!word.value.trim()) return;
    if (standing.value?.pin_wanted) isAskingPin.value = true;
    else void save(null);
  };

  if (isAskingPin.value) {
    const cancel = () => {
      isAskingPin.value = false;
    };
    return <Pin error={errors.value.pin ?? null} onPin={(pin) => void save(pin)} onCancel={cancel} />;
  }
  return (
    <Page title={o.value.heading} close={leave}>
      <p>{o.value.what}</p>
      {fault.value && (
        <Notice weight="soon" spoken>
          <p>{fault.value}</p>
          {!standing.value && (
            <button type="button" onClick={() => void read()}>
              {t.value.retry}
            </button>
          )}
        </Notice>
      )}
      {!standing.value && !fault.value && <p role="status">{t.value.loading}</p>}
      {standing.value && (
        <>
          <p role="status">
            {isKept.value && <strong>{`✓ ${o.value.kept} `}</strong>}
            {o.value.has(standing.value.has_code_word, standing.value.has_duress_word)}
          </p>
          <form
            class="form"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              press();
            }}
          >
            <Input
              label={o.value.word}
              hint={o.value.wordHint}
              value={word.value}
              error={errors.value.code_word ?? null}
              autocomplete="off"
              maxlength={60}
              onText={(text) => {
                word.value = text;
              }}
            />
            <Input
              label={o.value.duress}
              hint={standing.value.has_duress_word ? o.value.duressGoes : o.value.duressHint}
              value={duress.value}
              error={errors.value.duress_word ?? null}
              autocomplete="off"
              maxlength={60}
              onText={(text) => {
                duress.value = text;
              }}
            />
            <button type="submit" class="primary large">
              {o.value.save}
            </button>
          </form>
        </>
      )}
    </Page>
  );
}
