import { useEffect } from "preact/hooks";
import { now } from "../shared/clock";
import { Notice } from "../shared/components/Notice";
import { titled } from "../shared/exercise";
import { leave, route } from "../shared/route";
import { SignIn } from "../shared/signIn/SignIn";
import { when } from "../shared/words";
import { announced } from "./alerts";
import { health } from "./board";
import { CasePanel } from "./case/CasePanel";
import { useCommands } from "./commands";
import { DueCalls } from "./DueCalls";
import { useDesk } from "./desk";
import { deskCommands } from "./deskCommands";
import { frame } from "./frame";
import { Header } from "./Header";
import { startKeys } from "./keys";
import { CopyPage } from "./lifelines/copy/CopyPage";
import { MissionPanel } from "./missions/MissionPanel";
import { PlaceColumn } from "./PlaceColumn";
import { Queue } from "./Queue";
import { Shifts } from "./Shifts";
import { ShiftNotes } from "./shiftwork/ShiftNotes";
import { useShowing } from "./shiftwork/showing";
import { WhoIsHere } from "./shiftwork/WhoIsHere";
import { t } from "./texts";
import { UndoBar } from "./UndoBar";
import { Warnings } from "./Warnings";
import { Watches } from "./Watches";
import { WatchPanel } from "./WatchPanel";
import { Windows } from "./Windows";

export function DeskPage() {
  const desk = useDesk();
  const waiting = desk.board.value?.cases.size ?? 0;
  const title = waiting ? `(${waiting}) ${t.value.title}` : t.value.title;
  useEffect(() => {
    document.title = titled(title);
  }, [title]);
  if (route.value === "copy") return <CopyPage />;
  if (!desk.session.living.value || route.value.startsWith("enrol=")) return <SignIn session={desk.session} />;
  return desk.admitted.value ? <Console /> : <NotDesk />;
}

function NotDesk() {
  const desk = useDesk();
  return (
    <main class="sign-in">
      <Notice weight="soon">{t.value.notDesk}</Notice>
      <a href="/admin">{t.value.toAdmin}</a>
      <button type="button" onClick={() => void desk.signOut()}>
        {t.value.header.signOut}
      </button>
    </main>
  );
}

function Console() {
  const desk = useDesk();
  const [kind, id] = route.value.split("/");
  useEffect(() => {
    void desk.show(kind === "case" && id ? id : null);
  }, [kind, id]);
  useEffect(startKeys, []);
  useCommands(deskCommands());
  const isOpen = kind === "case" || kind === "duty" || kind === "mission";
  useShowing();
  return (
    <div class={`console ${isOpen ? "is-open" : ""}`}>
      <Header />
      <div class="warnings">
        <Warnings />
      </div>
      <main class="board">
        <div class="left">
          <WhoIsHere />
          <ShiftNotes />
          <Shifts />
          <Queue />
        </div>
        <div class="middle">
          {isOpen && (
            <button type="button" class="back plain" onClick={leave}>
              {t.value.back}
            </button>
          )}
          <Middle kind={kind} id={id} />
        </div>
        <aside class="right" aria-label={frame.value.place}>
          <PlaceColumn kind={kind} id={id} />
        </aside>
        <div class="below">
          <Watches />
          <DueCalls />
        </div>
      </main>
      <p class="unseen" role="status">
        {announced.value}
      </p>
      <UndoBar />
      <Windows />
    </div>
  );
}

function Middle({ kind, id }: { kind: string | undefined; id: string | undefined }) {
  const desk = useDesk();
  const detail = desk.detail.value;
  if (kind === "case" && detail && detail.id === id) return <CasePanel detail={detail} key={id} />;
  const watch = kind === "duty" && id ? desk.board.value?.watches.get(id) : undefined;
  if (kind === "mission" && id) return <MissionPanel id={id} key={id} />;
  if (watch) return <WatchPanel watch={watch} key={id} />;
  return <Rest />;
}

/** Nothing is chosen. All is calm only while the clock and the page can be trusted. */
function Rest() {
  const desk = useDesk();
  const board = desk.board.value;
  if (!board) return <p class="soft rest">{t.value.loading}</p>;
  const { clockFresh, pageCurrent } = health(board, now.value);
  const since = desk.calmSince.value;
  if (since !== null && clockFresh && pageCurrent) {
    return (
      <div class="rest calm">
        <p class="calm-word">{t.value.calm}</p>
        <p class="soft number">{t.value.calmSince(when(t.value, since, now.value))}</p>
      </div>
    );
  }
  return <p class="soft rest">{board.cases.size ? t.value.case.choose : ""}</p>;
}
