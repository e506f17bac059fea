import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Copyable } from "../components/Copyable";
import { FORM_NAMES, type Forms, formsOf, inDegrees } from "./forms";
import type { LatLon } from "./readings";
import { common, words } from "./words";

/** A place in all four forms, each named, grouped to be read aloud, and copied with a press. */
export function FourForms({ place }: { place: LatLon }) {
  const { forms, hasFailed } = useForms(place);
  return (
    <dl class="four-forms">
      {FORM_NAMES.map((name) => {
        const form = forms[name];
        const isGrid = name === "utm" || name === "mgrs";
        return (
          <div key={name}>
            <dt>{words.value.forms[name]}</dt>
            {form && <Copyable name={words.value.forms[name]} text={form.shown} copied={form.copied} />}
            {!form && <dd class="soft">{isGrid && missing(form, hasFailed)}</dd>}
          </div>
        );
      })}
    </dl>
  );
}

function missing(form: null | undefined, hasFailed: boolean): string {
  if (hasFailed) return words.value.failed;
  return form === null ? words.value.beyond : words.value.loading;
}

/** The two forms in degrees at once, the two of the grid as soon as their program is here. */
function useForms({ latitude, longitude }: LatLon): { forms: Partial<Forms>; hasFailed: boolean } {
  const { compass } = common.value;
  const all = useSignal<{ of: string; forms: Forms } | null>(null);
  const hasFailed = useSignal(false);
  const key = `${latitude} ${longitude} ${compass.east}`;
  const wanted = useRef(key);
  wanted.current = key;
  useEffect(() => {
    formsOf({ latitude, longitude }, compass).then(
      (forms) => {
        if (wanted.current !== key) return;
        hasFailed.value = false;
        all.value = { of: key, forms };
      },
      () => {
        hasFailed.value = true;
      },
    );
  }, [key]);
  const forms = all.value?.of === key ? all.value.forms : inDegrees({ latitude, longitude }, compass);
  return { forms, hasFailed: hasFailed.value };
}
