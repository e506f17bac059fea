import { now } from "../shared/clock";
import { Shape } from "../shared/components/Shape";
import { health } from "./board";
import { useDesk } from "./desk";
import { PALETTE_KEY } from "./deskCommands";
import { frame } from "./frame";
import { w as missions } from "./missions/words";
import { DeskChoice } from "./shiftwork/WhoIsHere";
import { blocked, muted, setMuted, unlock } from "./sound";
import { t } from "./texts";
import { opened } from "./windows";

/** Who sits here, whether the clock runs, whether the page is live. */
export function Header() {
  const desk = useDesk();
  // The desk that one covers stands where the rest of the title would.
  const [name, ...rest] = t.value.title.split(" ");
  return (
    <header class="top">
      <div class="top-name">
        <h1>
          {name} <span class="unseen">{rest.join(" ")}</span>
        </h1>
        <DeskChoice />
      </div>
      <div class="top-state">
        <Heartbeat />
        <Line />
      </div>
      <button
        type="button"
        class="search"
        onClick={() => {
          opened.value = { window: "palette", commands: false };
        }}
      >
        <kbd>/</kbd> {frame.value.palette.search}
      </button>
      <nav class="buttons" aria-label={t.value.header.menu}>
        <button
          type="button"
          onClick={() => {
            opened.value = { window: "new_case" };
          }}
        >
          {t.value.header.newCase} <kbd>C</kbd>
        </button>
        <button
          type="button"
          onClick={() => {
            opened.value = { window: "mission", what: { doing: "register" } };
          }}
        >
          {missions.value.register} <kbd>M</kbd>
        </button>
        <button
          type="button"
          onClick={() => {
            opened.value = { window: "palette", commands: true };
          }}
        >
          {frame.value.palette.more} <kbd>{PALETTE_KEY}</kbd>
        </button>
        <Sound />
        <button
          type="button"
          onClick={() => {
            opened.value = { window: "keys" };
          }}
        >
          {t.value.header.keys} <kbd>?</kbd>
        </button>
        <button
          type="button"
          onClick={() => {
            opened.value = { window: "options" };
          }}
        >
          {desk.me.value?.name ?? t.value.header.menu}
        </button>
      </nav>
    </header>
  );
}

/** How the page hears of what happens. */
function Line() {
  const desk = useDesk();
  if (desk.trouble.value !== null) return <span class="soon">{t.value.header.cutOff}</span>;
  return <span class="soft">{desk.live.connected.value ? t.value.header.live : t.value.header.polling}</span>;
}

function Heartbeat() {
  const board = useDesk().board.value;
  if (!board) return null;
  const { clockAgeMs, clockFresh, pageCurrent } = health(board, now.value);
  // A page that hears nothing knows nothing of the clock either.
  if (!pageCurrent) return <span class="soft">{t.value.header.clockUnknown}</span>;
  if (clockAgeMs === null || !clockFresh) {
    return (
      <span class="now">
        <Shape weight="now" />{" "}
        {clockAgeMs === null ? t.value.header.clockNever : t.value.header.clockOld(clockAgeMs / 1000)}
      </span>
    );
  }
  return <span class="number">{t.value.header.clock(clockAgeMs / 1000)}</span>;
}

function Sound() {
  if (blocked.value && !muted.value) {
    return (
      <button type="button" class="soon" onClick={() => void unlock()}>
        <Shape weight="soon" /> {t.value.header.soundBlocked}
      </button>
    );
  }
  return (
    <button type="button" aria-pressed={!muted.value} onClick={() => setMuted(!muted.value)}>
      {muted.value ? t.value.header.soundOff : t.value.header.sound}
    </button>
  );
}
