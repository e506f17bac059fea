import { useSignal } from "@preact/signals";
import { now } from "../../shared/clock";
import { Input } from "../../shared/components/Input";
import { Notice } from "../../shared/components/Notice";
import { leave } from "../../shared/route";
import { when } from "../../shared/words";
import { Page } from "../Page";
import { t } from "../texts";
import { k } from "./keyWords";
import { type MyKey, useMyKeys } from "./useMyKeys";

/** The keys in one's hand: taken out by the tag, handed in, or lost. */
export function MyKeys() {
  const mine = useMyKeys();
  const losing = useSignal<string | null>(null);
  const lose = async (tag: string) => {
    await mine.move("lost", { tag });
    losing.value = null;
  };
  if (losing.value !== null) {
    const tag = losing.value;
    const stop = () => {
      losing.value = null;
    };
    return (
      <Page title={k.value.lost} close={stop}>
        <p>{k.value.lostSure(tag)}</p>
        <button type="button" class="primary large" onClick={() => void lose(tag)}>
          {k.value.lostConfirm}
        </button>
        <button type="button" class="large" onClick={stop}>
          {t.value.cancel}
        </button>
      </Page>
    );
  }
  return (
    <Page title={k.value.heading} close={leave}>
      {mine.fault && (
        <Notice weight="soon" spoken>
          {mine.fault}
        </Notice>
      )}
      {mine.keys === null ? (
        mine.fault ? (
          <button type="button" class="primary" onClick={() => void mine.read()}>
            {t.value.retry}
          </button>
        ) : (
          <p role="status">{t.value.loading}</p>
        )
      ) : (
        <>
          <Held
            keys={mine.keys}
            onIn={(tag) => void mine.move("in", { tag })}
            onLost={(tag) => {
              losing.value = tag;
            }}
          />
          <Take move={mine.move} />
        </>
      )}
    </Page>
  );
}

interface HeldProps {
  keys: MyKey[];
  onIn(tag: string): void;
  onLost(tag: string): void;
}

function Held({ keys, onIn, onLost }: HeldProps) {
  if (keys.length === 0) return <p role="status">{k.value.none}</p>;
  return (
    <section aria-labelledby="held-heading">
      <h2 id="held-heading">{k.value.mine}</h2>
      <ul class="cards">
        {keys.map((one) => (
          <li key={one.tag}>
            <strong class="key-tag number">{one.tag}</strong>
            <span class="soft number">
              {one.since_ms !== null && when(t.value, one.since_ms, now.value)} · {k.value.hangs(one.cabinet, one.hook)}
            </span>
            <div class="row">
              <button type="button" onClick={() => onIn(one.tag)}>
                {k.value.handIn}
              </button>
              <button type="button" onClick={() => onLost(one.tag)}>
                {k.value.lost}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Take({ move }: { move: ReturnType<typeof useMyKeys>["move"] }) {
  const tag = useSignal("");
  const error = useSignal<string | null>(null);
  const isTaken = useSignal(false);
  const take = async (takeOver: boolean) => {
    const written = tag.value.trim();
    error.value = written ? null : k.value.tagWanted;
    if (!written) return;
    const how = await move("out", { tag: written, ...(takeOver ? { take_over: true } : {}) });
    isTaken.value = how === "taken" && !takeOver;
    if (how === "done") tag.value = "";
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void take(false);
      }}
    >
      <Input
        label={k.value.tag}
        hint={k.value.tagHint}
        value={tag.value}
        error={error.value}
        autocomplete="off"
        maxlength={20}
        onText={(typed) => {
          tag.value = typed;
          isTaken.value = false;
        }}
      />
      <button type="submit" class="primary large">
        {k.value.take}
      </button>
      {isTaken.value && (
        <button type="button" class="large" onClick={() => void take(true)}>
          {k.value.takeOver}
        </button>
      )}
    </form>
  );
}
