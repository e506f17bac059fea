import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import type { components } from "../../shared/api/schema";
import { Dialog } from "../../shared/components/Dialog";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { dateOf } from "../../shared/time";
import { clock } from "../../shared/words";
import { useAdmin } from "../admin";
import { Select } from "../components";
import { t } from "../texts";
import { addDays, type Week, weekNumber } from "./week";

type Copied = components["schemas"]["Copied"];

const AHEAD = [1, 2, 3, 4, 6, 8];
/** A full week takes a while: shift by shift, each a change of its own. */
const PATIENCE_MS = 60_000;

export interface CopyDialogProps {
  week: Week;
  count: number;
  onClose(isDone: boolean): void;
}

/** Plans another week like this one. */
export function CopyDialog({ week, count, onClose }: CopyDialogProps) {
  const admin = useAdmin();
  const weeks = useSignal(1);
  const done = useSignal<Copied | null>(null);
  const fault = useSignal<string | null>(null);
  const isBusy = useSignal(false);
  const keys = useRef(new Map<number, string>());
  const number = (ahead: number) => weekNumber(addDays(week.monday, 7 * ahead));
  const copy = async () => {
    const ahead = weeks.value;
    const key = keys.current.get(ahead) ?? newKey();
    keys.current.set(ahead, key);
    isBusy.value = true;
    fault.value = null;
    try {
      const body = { from_ms: week.startMs, until_ms: week.endMs, weeks: ahead };
      done.value = await admin.ask<Copied>({ method: "POST", path: "rota/copies", body, key, timeoutMs: PATIENCE_MS });
    } catch (failure) {
      fault.value = explain(t.value, failure);
    }
    isBusy.value = false;
  };
  return (
    <Dialog label={t.value.rota.copy} onClose={() => onClose(done.value !== null)}>
      <div class="form">
        <h2 class="window-title">{t.value.rota.copyFrom(week.number, count)}</h2>
        <Select
          label={t.value.rota.copyTo}
          value={String(weeks.value)}
          options={AHEAD.map((ahead) => ({ value: String(ahead), text: t.value.rota.week(number(ahead)) }))}
          onChoose={(ahead) => {
            weeks.value = Number(ahead);
            done.value = null;
          }}
        />
        <p class="soft">{t.value.rota.copyText}</p>
        {fault.value && (
          <Notice weight="soon" spoken>
            {fault.value}
          </Notice>
        )}
        {done.value && <Result copied={done.value} />}
        <div class="buttons">
          {!done.value && (
            <button type="button" class="primary" disabled={isBusy.value} onClick={() => void copy()}>
              {isBusy.value ? t.value.sending : t.value.rota.copyDo(number(weeks.value))}
            </button>
          )}
          <button type="button" onClick={() => onClose(done.value !== null)}>
            {done.value ? t.value.close : t.value.cancel}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function Result({ copied }: { copied: Copied }) {
  return (
    <div role="status">
      <p>{t.value.rota.copied(copied.planned, copied.there)}</p>
      {copied.not_copied.length > 0 && (
        <>
          <p class="soon">{t.value.rota.notCopied(copied.not_copied.length)}</p>
          <ul>
            {copied.not_copied.map((one) => (
              <li key={one.shift_id}>
                <strong>{one.guard_name || t.value.rota.deleted}</strong>, {t.value.rota.weekday(dateOf(one.start_ms))}{" "}
                {clock(t.value, one.start_ms)}: {one.reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
