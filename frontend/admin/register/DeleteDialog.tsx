import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import { Dialog } from "../../shared/components/Dialog";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { go } from "../../shared/route";
import { useAdmin } from "../admin";
import { t } from "../texts";
import type { Kind, Thing } from "./kinds";

/** Asks once, says what it is that goes; and if it is in use, by what. */
export function DeleteDialog({ kind, thing, onClose }: { kind: Kind; thing: Thing; onClose(): void }) {
  const admin = useAdmin();
  const fault = useSignal<string | null>(null);
  const isBusy = useSignal(false);
  const key = useRef(newKey());
  const remove = async () => {
    isBusy.value = true;
    fault.value = null;
    try {
      const path = `${kind.plural}/${thing.id}?version=${thing.version}`;
      await admin.ask({ method: "DELETE", path, key: key.current });
      admin.tell(t.value.deleted(thing.name));
      onClose();
      go(kind.plural);
    } catch (failure) {
      fault.value = explain(t.value, failure);
      isBusy.value = false;
    }
  };
  return (
    <Dialog label={t.value.remove} onClose={onClose}>
      <div class="form">
        <h2 class="window-title">{t.value.deleteQuestion(thing.name)}</h2>
        <p>{t.value.deleteText}</p>
        {fault.value && (
          <Notice weight="soon" spoken>
            {fault.value}
          </Notice>
        )}
        <div class="buttons">
          <button type="button" disabled={isBusy.value} onClick={() => void remove()}>
            {t.value.remove}
          </button>
          <button type="button" class="primary" onClick={onClose}>
            {t.value.keep}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
