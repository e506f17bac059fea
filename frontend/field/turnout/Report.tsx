import { useSignal } from "@preact/signals";
import type { Turnout } from "../../shared/api/dispatch";
import { leave } from "../../shared/route";
import { useApp } from "../app";
import { Page } from "../Page";
import { report, sendPhoto } from "./actions";
import { small } from "./photo";
import { w } from "./words";

/** What was found, in words and pictures. Kept on the phone first; sent when there is coverage. */
export function Report({ turnout }: { turnout: Turnout }) {
  const app = useApp();
  const text = useSignal("");
  const photos = useSignal<string[]>([]);
  const wrong = useSignal("");
  const take = async (files: FileList | null) => {
    wrong.value = "";
    for (const file of files ?? []) {
      try {
        photos.value = [...photos.value, await small(file)];
      } catch {
        wrong.value = w.value.photoFailed;
      }
    }
  };
  const send = () => {
    const words = text.value.trim();
    if (!words && photos.value.length === 0) {
      wrong.value = w.value.reportMissing;
      return;
    }
    leave();
    void (async () => {
      if (words) await report(app, turnout, words);
      for (const photo of photos.value) await sendPhoto(app, turnout, photo);
    })();
  };
  return (
    <Page title={w.value.reportHeading} close={leave}>
      <label class="turnout-text">
        {w.value.reportLabel}
        <textarea
          rows={5}
          maxLength={4000}
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
      </label>
      <label class="button turnout-photo">
        {w.value.photo}
        <input
          type="file"
          accept="image/*"
          capture="environment"
          multiple
          onChange={(event) => {
            const field = event.currentTarget;
            void take(field.files).then(() => {
              field.value = "";
            });
          }}
        />
      </label>
      <p role="status">{photos.value.length > 0 && w.value.photos(photos.value.length)}</p>
      <div class="turnout-photos" aria-hidden="true">
        {photos.value.map((photo) => (
          <img key={photo.slice(-40)} src={`data:image/jpeg;base64,${photo}`} alt="" />
        ))}
      </div>
      {wrong.value && (
        <p class="now" role="alert">
          {wrong.value}
        </p>
      )}
      <button type="button" class="primary large" onClick={send}>
        {w.value.send}
      </button>
    </Page>
  );
}
