import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Choices } from "../shared/components/Choices";
import { Dialog } from "../shared/components/Dialog";
import { Notice } from "../shared/components/Notice";
import { titled } from "../shared/exercise";
import { explain } from "../shared/explain";
import { choose, language } from "../shared/i18n/language";
import { route } from "../shared/route";
import { SignIn } from "../shared/signIn/SignIn";
import { THEMES, theme } from "../shared/theme";
import { AbsencePage } from "./AbsencePage";
import { useAdmin } from "./admin";
import { ImportPage } from "./ImportPage";
import { JournalPage } from "./JournalPage";
import { to, where } from "./places";
import { KINDS } from "./register/kinds";
import { RegisterPage } from "./register/RegisterPage";
import { RotaPage } from "./rota/RotaPage";
import { t } from "./texts";

const REGISTER = [
  "customers",
  "sites",
  "contacts",
  "people",
  "assignments",
  "policies",
  "place-kinds",
  "keys",
  "panels",
  "instructions",
] as const;
/** The company's own people see these too. */
const OWN = ["rota", "journal", "municipalities", "absence"] as const;

/** The administrators' page: register, import, rota, proof. */
export function AdminPage() {
  const admin = useAdmin();
  if (!admin.session.living.value || route.value.startsWith("enrol=")) return <SignIn session={admin.session} />;
  return admin.admitted.value ? <Office /> : <NotAdmin />;
}

function NotAdmin() {
  return (
    <main class="sign-in">
      <Notice weight="soon">{t.value.notAdmin}</Notice>
      <a href="/desk">{t.value.toDesk}</a>
      <SignOut />
    </main>
  );
}

function Office() {
  const admin = useAdmin();
  const own = admin.plans.value ? OWN : [];
  const pages = [...REGISTER, "import", ...own] as const;
  const page = pages.find((one) => one === where.value.page) ?? "customers";
  const name = t.value.pages[page];
  useEffect(() => {
    document.title = titled(`${name} · ${t.value.title}`);
  }, [name]);
  return (
    <div class="office">
      <button type="button" class="skip" onClick={() => document.getElementById("content")?.focus()}>
        {t.value.skip}
      </button>
      <Top pages={pages} page={page} />
      <main id="content" tabIndex={-1}>
        <Content page={page} key={page} />
      </main>
      <p class="told" role="status">
        {admin.done.value}
      </p>
    </div>
  );
}

type Page = keyof typeof import("../shared/i18n/nb/admin")["admin"]["pages"];

function Top({ pages, page }: { pages: readonly Page[]; page: Page }) {
  const admin = useAdmin();
  const isOpen = useSignal(false);
  const list = useRef<HTMLUListElement>(null);
  // On a narrow screen the pages go off to the side: the one that is shown is in sight.
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [page]);
  return (
    <header class="office-top">
      <p class="office-name">{t.value.title}</p>
      <nav aria-label={t.value.menu}>
        <ul class="office-pages" ref={list}>
          {pages.map((one) => (
            <li key={one}>
              <a href={to(one)} aria-current={one === page ? "page" : undefined}>
                {t.value.pages[one]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <button
        type="button"
        class="plain"
        onClick={() => {
          isOpen.value = true;
        }}
      >
        {admin.me.value?.name || t.value.options}
      </button>
      {isOpen.value && (
        <Options
          onClose={() => {
            isOpen.value = false;
          }}
        />
      )}
    </header>
  );
}

function Options({ onClose }: { onClose(): void }) {
  const admin = useAdmin();
  const isOperator = admin.has("operator", "duty_manager");
  return (
    <Dialog label={t.value.options} onClose={onClose}>
      <div class="form">
        <h2 class="window-title">{t.value.options}</h2>
        <Choices
          label={t.value.language}
          options={["nb", "en"] as const}
          names={t.value.languages}
          chosen={language.value}
          onChoose={choose}
        />
        <Choices
          label={t.value.theme}
          options={THEMES}
          names={t.value.themes}
          chosen={theme.value}
          onChoose={(chosen) => {
            theme.value = chosen;
          }}
        />
        {isOperator && <a href="/desk">{t.value.toDesk}</a>}
        <div class="buttons">
          <button type="button" class="primary" onClick={onClose}>
            {t.value.close}
          </button>
          <SignOut />
        </div>
      </div>
    </Dialog>
  );
}

/** Refused to whoever owns cases at the desk: said here, with what to do. */
function SignOut() {
  const admin = useAdmin();
  const error = useSignal<unknown>(null);
  const end = async () => {
    error.value = null;
    try {
      await admin.session.end();
    } catch (failure) {
      error.value = failure;
    }
  };
  return (
    <>
      <button type="button" onClick={() => void end()}>
        {t.value.signOut}
      </button>
      {error.value !== null && (
        <Notice weight="soon" spoken>
          {explain(t.value, error.value)}
        </Notice>
      )}
    </>
  );
}

function Content({ page }: { page: Page }) {
  if (page === "import") return <ImportPage />;
  if (page === "rota") return <RotaPage />;
  if (page === "journal") return <JournalPage />;
  if (page === "absence") return <AbsencePage />;
  return <RegisterPage kind={KINDS[page]} />;
}
