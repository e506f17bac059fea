import type { CSSProperties } from "preact";
import { Shape } from "../../shared/components/Shape";
import { clock } from "../../shared/words";
import { t } from "../texts";
import { type Conflict, isOpen, type Shift } from "./conflicts";
import { isFingerHolding } from "./drag";
import type { Grip, View } from "./moves";
import { added, told } from "./words";

export interface BarProps {
  shift: Shift;
  view: View;
  conflicts: Conflict[];
  isHeld: boolean;
  style: CSSProperties;
  onGrab(shift: Shift, event: PointerEvent, grip: Grip): void;
  onKey(shift: Shift, event: KeyboardEvent): void;
  onOpen(): void;
}

const EDGE_PX = 8;

/** Under a finger that holds a shift nothing scrolls, no menu opens, and letting go is no press. */
const stay = (event: Event) => {
  if (isFingerHolding()) event.preventDefault();
};

/** One shift in its row: taken in the middle it moves, at an edge it is stretched. */
export function Bar({ shift, view, conflicts, isHeld, style, onGrab, onKey, onOpen }: BarProps) {
  const worst = conflicts[0];
  const weight = worst ? (worst.what === "double" ? "now" : "soon") : shift.state === "missed" ? "now" : "calm";
  const name = view === "guards" ? shift.assignment_name : shift.guard_name;
  const classes = ["bar", `bar-${weight}`, isHeld && "is-held", !isOpen(shift) && "is-closed"]
    .filter(Boolean)
    .join(" ");
  return (
    <li style={style} class={isHeld ? "is-held" : ""}>
      <button
        type="button"
        class={classes}
        data-shift={shift.id}
        aria-pressed={isHeld}
        title={told(shift, conflicts)}
        onPointerDown={(event) => {
          const { left, right } = event.currentTarget.getBoundingClientRect();
          const isWide = right - left > 3 * EDGE_PX;
          const grip =
            isWide && event.clientX < left + EDGE_PX
              ? "start"
              : isWide && event.clientX > right - EDGE_PX
                ? "end"
                : "whole";
          onGrab(shift, event, grip);
        }}
        onTouchMove={stay}
        onTouchEnd={stay}
        onContextMenu={stay}
        onKeyDown={(event) => onKey(shift, event)}
        onKeyUp={(event) => {
          if (event.key === " ") event.preventDefault();
        }}
        onClick={onOpen}
      >
        <span class="bar-time number">
          {weight !== "calm" && <Shape weight={weight} />}
          {short(shift.start_ms)}-{short(shift.end_ms)}
        </span>
        <span class="bar-name">
          {shift.state === "met" || shift.state === "missed" ? `${t.value.rota.states[shift.state]}: ` : ""}
          {name || t.value.rota.deleted}
        </span>
        <span class="unseen">, {added(view, shift, conflicts)}</span>
      </button>
    </li>
  );
}

/** 22, or 22:30: whole hours need no minutes where there is little room. */
const short = (atMs: number): string => clock(t.value, atMs).replace(/^0?(\d+):00$/, "$1");
