import { useSignal } from "@preact/signals";
import { Choices } from "../shared/components/Choices";
import { Notice } from "../shared/components/Notice";
import { explain } from "../shared/explain";
import { choose, language } from "../shared/i18n/language";
import { leave } from "../shared/route";
import { THEMES, theme } from "../shared/theme";
import { useApp } from "./app";
import { Page } from "./Page";
import { t } from "./texts";

/** Appearance, language, what the position is for, and the way out. */
export function Options() {
  const app = useApp();
  const person = app.session.person.value;
  return (
    <Page title={t.value.settings.heading} close={leave}>
      <Choices
        label={t.value.theme}
        options={THEMES}
        names={t.value.themes}
        chosen={theme.value}
        onChoose={(chosen) => {
          theme.value = chosen;
        }}
      />
      <Choices
        label={t.value.language}
        options={["nb", "en"]}
        names={t.value.languages}
        chosen={language.value}
        onChoose={choose}
      />
      <p class="soft">{t.value.settings.position}</p>
      {person && (
        <section class="form">
          <p>{t.value.settings.signedInAs(person.name)}</p>
          <SignOut />
        </section>
      )}
    </Page>
  );
}

function SignOut() {
  const app = useApp();
  const error = useSignal<string | null>(null);
  if (app.facts.value?.duty) return <p class="soft">{t.value.settings.signOutOnDuty}</p>;
  if (app.items.value.some((item) => item.state === "waiting" && !item.quiet)) {
    return <p class="soft">{t.value.settings.signOutWaiting}</p>;
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
        {t.value.settings.signOut}
      </button>
    </>
  );
}
