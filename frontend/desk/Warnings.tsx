import { now } from "../shared/clock";
import { Notice } from "../shared/components/Notice";
import { explain } from "../shared/explain";
import { clockSeconds } from "../shared/time";
import { ago } from "../shared/words";
import { health } from "./board";
import { useDesk } from "./desk";
import { t } from "./texts";

/** Across the top when the page or the clock cannot be trusted: nothing below it may be taken as it stands. */
export function Warnings() {
  const desk = useDesk();
  const board = desk.board.value;
  if (!board) {
    return desk.trouble.value === null ? null : (
      <Notice weight="now" spoken>
        {t.value.loadFailed} {explain(t.value, desk.trouble.value)}
      </Notice>
    );
  }
  const { pageCurrent, clockFresh } = health(board, now.value);
  if (!pageCurrent) {
    const at = board.known_at_ms;
    return (
      <Notice weight="now" spoken>
        <span class="number">{t.value.warning.stale(clockSeconds(at), ago(t.value, at, now.value))}</span>
      </Notice>
    );
  }
  if (clockFresh) return null;
  const beat = board.clock.heartbeat_at_ms;
  return (
    <Notice weight="now" spoken>
      <span class="number">
        {beat === null
          ? t.value.warning.clockNever
          : t.value.warning.clock(clockSeconds(beat), ago(t.value, beat, now.value))}
      </span>
    </Notice>
  );
}
