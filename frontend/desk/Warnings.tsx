import { now } from "../shared/clock";
import { Notice } from "../shared/components/Notice";
import { explain } from "../shared/explain";
import { seconds } from "../shared/words";
import { Ago } from "./Ago";
import { health } from "./board";
import { useDesk } from "./desk";
import { CutOff } from "./lifelines/copy/CutOff";
import { t } from "./texts";

/** Across the top when the page or the clock cannot be trusted: nothing below it may be taken as it stands. */
export function Warnings() {
  const desk = useDesk();
  const board = desk.board.value;
  if (!board) {
    return desk.trouble.value === null ? null : (
      <>
        <Notice weight="now" spoken>
          {t.value.loadFailed} {explain(t.value, desk.trouble.value)}
        </Notice>
        <CutOff />
      </>
    );
  }
  const { pageCurrent, clockFresh } = health(board, now.value);
  if (!pageCurrent)
    return (
      <>
        <Since atMs={board.known_at_ms}>{t.value.warning.stale(seconds(t.value, board.known_at_ms))}</Since>
        <CutOff />
      </>
    );
  if (clockFresh) return null;
  const beat = board.clock.heartbeat_at_ms;
  if (beat !== null) return <Since atMs={beat}>{t.value.warning.clock(seconds(t.value, beat))}</Since>;
  return (
    <Notice weight="now" spoken>
      {t.value.warning.clockNever}
    </Notice>
  );
}

function Since({ atMs, children }: { atMs: number; children: string }) {
  return (
    <Notice weight="now" spoken aside={<Ago atMs={atMs} />}>
      {children}
    </Notice>
  );
}
