import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Input } from "../../../shared/components/Input";
import { Notice } from "../../../shared/components/Notice";
import { grouped } from "../../../shared/phone";
import { leave } from "../../../shared/route";
import { useDesk } from "../../desk";
import { l } from "../texts";
import type { Copy } from "../types";
import { Age } from "./CopyWindow";
import { useMargins } from "./margins";
import { Sheets } from "./Sheets";
import { secretOfPasskey } from "./secret";

/** The copy that is kept on this machine. It needs neither the centre nor a session; only what locks it. */
export function CopyPage() {
  const { copy } = useDesk();
  const opened = useSignal<Copy | null>(null);
  useEffect(() => void copy.load(), []);
  return (
    <main class="paper">
      <header class="paper-head">
        <h1>{l.value.copy.title}</h1>
        {opened.value && <Whose copy={opened.value} />}
        <Age madeAtMs={opened.value?.made_at_ms ?? copy.madeAtMs.value} />
        <div class="buttons paper-buttons">
          {opened.value && (
            <button type="button" class="primary" onClick={() => print()}>
              {l.value.copy.print}
            </button>
          )}
          <button type="button" onClick={leave}>
            {l.value.copy.back}
          </button>
        </div>
      </header>
      {opened.value ? (
        <Sheets copy={opened.value} />
      ) : (
        <Unlock
          onOpen={(found) => {
            opened.value = found;
          }}
        />
      )}
    </main>
  );
}

/** Whose it is, and the number that others have of us: on the screen, and in the margin of each printed sheet. */
function Whose({ copy }: { copy: Copy }) {
  useMargins(copy);
  return (
    <p>
      <strong>{copy.company}</strong>{" "}
      {copy.centre_phone && <span class="number">{l.value.copy.ourNumber(grouped(copy.centre_phone))}</span>}
    </p>
  );
}

function Unlock({ onOpen }: { onOpen(copy: Copy): void }) {
  const { copy } = useDesk();
  const phrase = useSignal("");
  const fault = useSignal<string | null>(null);
  const busy = useSignal(false);
  const lock = copy.lock.value;
  if (!lock || copy.madeAtMs.value === null) return <p>{l.value.copy.missing}</p>;
  const opening = async (how: () => Promise<Copy>) => {
    if (busy.value) return;
    busy.value = true;
    fault.value = null;
    try {
      onOpen(await how());
    } catch {
      // A wrong phrase, another passkey, a ceremony that was cancelled: it stays locked.
      fault.value = l.peek().copy.wrong;
    } finally {
      busy.value = false;
    }
  };
  const byPasskey = () =>
    opening(async () => {
      const secret = await secretOfPasskey(lock.rpId);
      if (secret === null) throw new Error("no secret");
      return await copy.openWithSecret(secret);
    });
  if (lock.way === "passkey")
    return (
      <div class="form">
        <p>{l.value.copy.locked}</p>
        {fault.value && (
          <Notice weight="soon" spoken>
            {fault.value}
          </Notice>
        )}
        <div class="buttons">
          <button type="button" class="primary" disabled={busy.value} onClick={() => void byPasskey()}>
            {l.value.copy.unlock}
          </button>
        </div>
      </div>
    );
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void opening(() => copy.openWithPassphrase(phrase.value));
      }}
    >
      <Input
        label={l.value.copy.passphrase}
        type="password"
        value={phrase.value}
        error={fault.value}
        autocomplete="current-password"
        onText={(typed) => {
          phrase.value = typed;
        }}
      />
      <div class="buttons">
        <button type="submit" class="primary" disabled={busy.value}>
          {l.value.copy.unlock}
        </button>
      </div>
    </form>
  );
}
