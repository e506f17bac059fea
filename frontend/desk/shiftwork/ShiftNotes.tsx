import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ShiftNote } from "../../shared/api/types";
import { now } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { when } from "../../shared/words";
import { type Desk, useDesk } from "../desk";
import { Form } from "../Forms";
import { t } from "../texts";
import { close, opened } from "../windows";
import { w } from "./words";

const LOOK_MS = 15_000;
const unsigned = signal<ShiftNote[]>([]);

async function look(desk: Desk): Promise<void> {
  try {
    unsigned.value = (await desk.ask<{ notes: ShiftNote[] }>({ path: "shift-notes" })).notes;
  } catch {
    // The page says across its top when it hears nothing; what is known stays.
  }
}

/** Hand-overs that somebody wrote and nobody has signed: for the next one to read. */
export function ShiftNotes() {
  const desk = useDesk();
  const me = desk.me.value?.id;
  useEffect(() => {
    void look(desk);
    const timer = setInterval(() => void look(desk), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      {unsigned.value
        .filter((note) => note.from.id !== me)
        .map((note) => (
          <Notice key={note.id} weight="info">
            <p>{w.value.shift.from(note.from.name)}</p>
            <button
              type="button"
              onClick={() => {
                opened.value = { window: "shift_note", note };
              }}
            >
              {w.value.shift.read}
            </button>
          </Notice>
        ))}
    </>
  );
}

/** One of them, whole; whoever signs it has read it. */
export function NoteToSign({ note }: { note: ShiftNote }) {
  const desk = useDesk();
  const { shift } = w.value;
  const kinds: Record<string, string> = t.value.kinds;
  return (
    <Form
      action={shift.sign}
      content={note.id}
      missing={() => null}
      submit={async (key) => {
        await desk.ask({ method: "POST", path: `shift-notes/${note.id}/signature`, body: {}, key });
        close();
        await look(desk);
      }}
      onCancel={close}
    >
      <p class="soft number">{shift.written(when(t.value, note.written_at_ms, now.value))}</p>
      <p class="case-text">{note.know || shift.nothing}</p>
      <p class="number">{shift.open(note.case_count, note.watch_count)}</p>
      <ul class="owned">
        {note.cases.map((one) => (
          <li key={one.id}>
            <strong>{kinds[one.kind] ?? t.value.kinds.unknown}</strong>{" "}
            <span class="soft">{one.owner_name ? t.value.queue.owner(one.owner_name) : t.value.queue.free}</span>
          </li>
        ))}
        {note.case_count > note.cases.length && <li>{shift.more(note.case_count - note.cases.length)}</li>}
      </ul>
    </Form>
  );
}
