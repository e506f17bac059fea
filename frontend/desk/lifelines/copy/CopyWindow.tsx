import { useSignal } from "@preact/signals";
import { now } from "../../../shared/clock";
import { Input } from "../../../shared/components/Input";
import { Notice } from "../../../shared/components/Notice";
import { explain } from "../../../shared/explain";
import { go } from "../../../shared/route";
import { ago, fullDate } from "../../../shared/words";
import { useDesk } from "../../desk";
import { t } from "../../texts";
import { close } from "../../windows";
import { l } from "../texts";
import { isOld, SHORTEST } from "./keeper";
import { domainOfPasskeys, secretOfPasskey } from "./secret";

/** The copy on this machine: how it is locked and how old it is; or how to have one. */
export function CopyWindow() {
  const { copy } = useDesk();
  return (
    <div class="form">
      <p>{l.value.copy.about}</p>
      {copy.lock.value ? <Kept /> : <SetUp />}
    </div>
  );
}

function Kept() {
  const { copy } = useDesk();
  const way = copy.lock.value?.way ?? "passphrase";
  return (
    <>
      <p>{l.value.copy.kept[way]}</p>
      <Age madeAtMs={copy.madeAtMs.value} />
      {copy.trouble.value !== null && (
        <Notice weight="soon">
          {l.value.copy.failing} {explain(t.value, copy.trouble.value)}
        </Notice>
      )}
      <div class="buttons">
        <button
          type="button"
          class="primary"
          onClick={() => {
            close();
            go("copy");
          }}
        >
          {l.value.copy.open}
        </button>
        <button type="button" onClick={() => void copy.wipe()}>
          {l.value.copy.wipe}
        </button>
        <button type="button" onClick={close}>
          {t.value.close}
        </button>
      </div>
    </>
  );
}

/** When it was made, and that it is old when it is. */
export function Age({ madeAtMs }: { madeAtMs: number | null }) {
  if (madeAtMs === null) return <p class="soft">{l.value.copy.none}</p>;
  const old = isOld(madeAtMs);
  return (
    <>
      <p class={`number copy-age ${old ? "soon" : ""}`}>
        {l.value.copy.made(fullDate(t.value, madeAtMs))}
        <span class="by-now">, {ago(t.value, madeAtMs, now.value)}</span>
      </p>
      {old && <Notice weight="soon">{l.value.copy.old}</Notice>}
    </>
  );
}

function SetUp() {
  const desk = useDesk();
  const phrase = useSignal("");
  const fault = useSignal<string | null>(null);
  const busy = useSignal(false);
  const owner = desk.me.value?.id ?? "";
  const locking = async (how: () => Promise<void>) => {
    if (busy.value) return;
    busy.value = true;
    fault.value = null;
    try {
      await how();
    } catch (error) {
      fault.value = error instanceof DOMException ? l.peek().copy.noSecret : explain(t.peek(), error);
    } finally {
      busy.value = false;
    }
  };
  const byPasskey = () =>
    locking(async () => {
      const rpId = await domainOfPasskeys();
      const secret = await secretOfPasskey(rpId);
      if (secret === null) fault.value = l.peek().copy.noSecret;
      else await desk.copy.setUpWithSecret(secret, rpId, owner);
    });
  const byPhrase = () => {
    if (phrase.value.length < SHORTEST) {
      fault.value = l.value.copy.passphraseShort(SHORTEST);
      return;
    }
    void locking(() => desk.copy.setUpWithPassphrase(phrase.value, owner));
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        byPhrase();
      }}
    >
      <h3>{l.value.copy.setUp}</h3>
      <div class="buttons">
        <button type="button" class="primary" disabled={busy.value} onClick={() => void byPasskey()}>
          {l.value.copy.byPasskey}
        </button>
      </div>
      <Input
        label={l.value.copy.passphrase}
        type="password"
        value={phrase.value}
        hint={l.value.copy.passphraseHint(SHORTEST)}
        error={fault.value}
        autocomplete="new-password"
        onText={(typed) => {
          phrase.value = typed;
        }}
      />
      <div class="buttons">
        <button type="submit" disabled={busy.value}>
          {l.value.copy.byPassphrase}
        </button>
        <button type="button" onClick={close}>
          {t.value.cancel}
        </button>
      </div>
    </form>
  );
}
