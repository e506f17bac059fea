import { useSignal } from "@preact/signals";
import type { Session } from "../api/session";
import type { SessionAnswer } from "../api/types";
import { Notice } from "../components/Notice";
import { explain } from "../explain";
import { choose, isChosen, texts } from "../i18n/language";
import { signIn as nb } from "../i18n/nb/signIn";
import { leave, route } from "../route";
import { canUsePasskeys, enrol, signIn } from "./passkey";

const t = texts(nb, async () => (await import("../i18n/en/signIn")).signIn);

const ENROL = "enrol=";

/** In by passkey; or, with a one-time link, first the making of one. */
export function SignIn({ session }: { session: Session }) {
  const enrolment = route.value.startsWith(ENROL) ? route.value.slice(ENROL.length) : null;
  return (
    <main class="sign-in">
      <p class="product">{t.value.product}</p>
      {canUsePasskeys() ? (
        enrolment ? (
          <Enrol token={enrolment} session={session} />
        ) : (
          <Passkey session={session} />
        )
      ) : (
        <Notice weight="now">{t.value.signIn.unsupported}</Notice>
      )}
    </main>
  );
}

function useCeremony(session: Session, ceremony: () => Promise<SessionAnswer>) {
  const error = useSignal<string | null>(null);
  const busy = useSignal(false);
  const run = async () => {
    if (busy.value) return;
    busy.value = true;
    error.value = null;
    try {
      const answer = await ceremony();
      await session.begin(answer);
      if (!isChosen()) choose(answer.person.language);
      if (route.value.startsWith(ENROL)) leave();
    } catch (failure) {
      error.value = inWords(failure);
    } finally {
      busy.value = false;
    }
  };
  return { error, busy, run };
}

/** The browser's own refusals come as DOMExceptions: the person cancelled, or the key is there already. */
function inWords(failure: unknown): string {
  if (!(failure instanceof DOMException)) return explain(t.peek(), failure);
  return failure.name === "InvalidStateError" ? t.peek().enrol.exists : t.peek().signIn.cancelled;
}

function Passkey({ session }: { session: Session }) {
  const { error, busy, run } = useCeremony(session, signIn);
  return (
    <>
      <h1>{t.value.signIn.heading}</h1>
      {session.kept.value?.ended && <Notice weight="soon">{t.value.signIn.again}</Notice>}
      <p>{t.value.signIn.text}</p>
      {error.value && (
        <Notice weight="soon" spoken>
          {error.value}
        </Notice>
      )}
      <button type="button" class="primary" disabled={busy.value} onClick={() => void run()}>
        {t.value.signIn.button}
      </button>
      <p class="soft">{t.value.signIn.none}</p>
    </>
  );
}

function Enrol({ token, session }: { token: string; session: Session }) {
  const { error, busy, run } = useCeremony(session, () => enrol(token));
  return (
    <>
      <h1>{t.value.enrol.heading}</h1>
      <p>{t.value.enrol.text}</p>
      {error.value && (
        <Notice weight="soon" spoken>
          {error.value}
        </Notice>
      )}
      <button type="button" class="primary" disabled={busy.value} onClick={() => void run()}>
        {t.value.enrol.button}
      </button>
      <button type="button" class="plain" onClick={leave}>
        {t.value.enrol.toSignIn}
      </button>
    </>
  );
}
