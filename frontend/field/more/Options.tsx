import { useSignal } from "@preact/signals";
import { Choices } from "../../shared/components/Choices";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { choose, language } from "../../shared/i18n/language";
import { go, leave } from "../../shared/route";
import { theme } from "../../shared/theme";
import { useApp } from "../app";
import { LOOKS, large } from "../light/theme";
import { Page } from "../Page";
import { t } from "../texts";
import { awake, wanted } from "../watch/awake";
import { underWay } from "../watch/underWay";
import { mute, muted, play, unlock } from "../watch/voice";
import { PushChoice } from "./PushChoice";
import { isInstalled } from "./system";
import { Tick } from "./Tick";
import { p } from "./texts";

/** Appearance, reminders, language, the phone itself, what the position is for, and the way out. */
export function Options() {
  const app = useApp();
  const person = app.session.person.value;
  const watch = underWay(app.facts.value);
  return (
    <Page title={p.value.settings.heading} close={leave}>
      {watch && (
        <button type="button" class="large" onClick={() => go("dying")}>
          {t.value.dying.heading}
        </button>
      )}
      <section class="options">
        <h2>{p.value.looks}</h2>
        <Choices
          label={t.value.theme}
          options={LOOKS}
          names={t.value.themes}
          chosen={theme.value}
          onChoose={(chosen) => {
            theme.value = chosen;
          }}
        />
        <Tick
          label={p.value.size}
          checked={large.value}
          onTick={(on) => {
            large.value = on;
          }}
        />
        {awake.value === "unsupported" ? (
          <p class="soft">{p.value.awakeUnsupported}</p>
        ) : (
          <Tick
            label={p.value.awake}
            checked={wanted.value}
            onTick={(on) => {
              wanted.value = on;
            }}
          />
        )}
      </section>
      <section class="options">
        <h2>{p.value.reminders}</h2>
        <Tick label={p.value.sound} checked={!muted.value} onTick={(on) => mute(!on)} />
        <button type="button" disabled={muted.value} onClick={() => void unlock().then(() => play("soon"))}>
          {p.value.trySound}
        </button>
        {person && <PushChoice />}
      </section>
      <Choices
        label={t.value.language}
        options={["nb", "en"]}
        names={t.value.languages}
        chosen={language.value}
        onChoose={choose}
      />
      <section class="options">
        <h2>{p.value.more}</h2>
        {person && (
          <button type="button" onClick={() => go("self-test")}>
            {p.value.selfTest}
          </button>
        )}
        {!isInstalled() && (
          <button type="button" onClick={() => go("install")}>
            {p.value.install}
          </button>
        )}
        {person && (
          <button type="button" onClick={() => go("code-words")}>
            {p.value.codeWords}
          </button>
        )}
        {person && (
          <button type="button" onClick={() => go("sessions")}>
            {p.value.sessions}
          </button>
        )}
      </section>
      <p class="soft">{p.value.settings.position}</p>
      {person && (
        <section class="options">
          <p>{p.value.settings.signedInAs(person.name)}</p>
          <SignOut />
        </section>
      )}
    </Page>
  );
}

function SignOut() {
  const app = useApp();
  const error = useSignal<string | null>(null);
  if (underWay(app.facts.value)) return <p class="soft">{p.value.settings.signOutOnDuty}</p>;
  if (app.items.value.some((item) => item.state === "waiting" && !item.quiet)) {
    return <p class="soft">{p.value.settings.signOutWaiting}</p>;
  }
  const signOut = async () => {
    try {
      await app.signOut();
      leave();
    } catch (failure) {
      error.value = explain(t.value, failure);
    }
  };
  return (
    <>
      {error.value && (
        <Notice weight="soon" spoken>
          {error.value}
        </Notice>
      )}
      <button type="button" onClick={signOut}>
        {p.value.settings.signOut}
      </button>
    </>
  );
}
