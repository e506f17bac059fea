import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Photo } from "../../shared/api/dispatch";
import { useDesk } from "../desk";
import { w } from "./words";

/** The pictures from the scene; each is fetched once, and a click makes it large. */
export function Photos({ caseId, photos }: { caseId: string; photos: string[] }) {
  if (photos.length === 0) return null;
  return (
    <ul class="photos">
      {photos.map((id, at) => (
        <li key={id}>
          <One caseId={caseId} id={id} words={w.value.photo(at + 1)} />
        </li>
      ))}
    </ul>
  );
}

function One({ caseId, id, words }: { caseId: string; id: string; words: string }) {
  const desk = useDesk();
  const source = useSignal<string | null>(null);
  const hasFailed = useSignal(false);
  const isLarge = useSignal(false);
  useEffect(() => {
    desk.ask<Photo>({ path: `cases/${caseId}/photos/${id}` }).then(
      ({ media_type, photo }) => {
        source.value = `data:${media_type};base64,${photo}`;
      },
      () => {
        hasFailed.value = true;
      },
    );
  }, [caseId, id]);
  if (hasFailed.value) return <span class="soft">{w.value.photoFailed}</span>;
  if (!source.value) return <span class="photo-coming" aria-busy="true" />;
  return (
    <button
      type="button"
      class={isLarge.value ? "photo is-large" : "photo"}
      aria-pressed={isLarge.value}
      onClick={() => {
        isLarge.value = !isLarge.value;
      }}
    >
      <img src={source.value} alt={words} />
    </button>
  );
}
