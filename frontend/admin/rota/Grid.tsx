import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { now } from "../../shared/clock";
import { t } from "../texts";
import { Bar } from "./Bar";
import { type Conflict, isOpen, lines, type Shift } from "./conflicts";
import { drag, whenTaken } from "./drag";
import { type Grip, inRow, pulled, type RowOf, rowId, type Times, type View } from "./moves";
import type { Opened } from "./RotaPage";
import type { Rota } from "./rota";
import { momentAt, shareOf, type Week } from "./week";
import { spokenTimes } from "./words";

export interface GridProps {
  week: Week;
  view: View;
  rows: RowOf[];
  shifts: Shift[];
  conflicts: Map<string, Conflict[]>;
  rota: Rota;
  onOpen(what: Opened): void;
}

/** A shift that is held, by the pointer or by the keyboard, and where it would be put. */
export interface Held {
  shift: Shift;
  to: Shift;
  by: "pointer" | "keys";
}

interface Drawn {
  row: RowOf;
  times: Times;
}

const WEEK_MIN = 7 * 24 * 60;
const LEAST_PX = 4;
const USUAL_MS = 8 * 3_600_000;

/** The week as rows of assignments or guards, with days from left to right. */
export function Grid(props: GridProps) {
  const { week, view, rows, shifts, conflicts, rota, onOpen } = props;
  const held = useSignal<Held | null>(null);
  const drawn = useSignal<Drawn | null>(null);
  const said = useSignal("");
  const grid = useRef<HTMLDivElement>(null);
  // What becomes another shift, or goes to another row, is another element: the focus goes with it.
  useEffect(() => {
    if (rota.renamed.value && document.activeElement === document.body) keepFocus(grid.current, rota.renamed.value);
  }, [rota.renamed.value, shifts]);
  const shownShifts = shifts.map((shift) => (held.value?.shift.id === shift.id ? held.value.to : shift));

  const say = (shift: Shift, words: (where: string) => string) => {
    said.value = words(`${shift.guard_name}, ${shift.assignment_name}, ${spokenTimes(shift)}`);
  };
  const put = (one: Held) => {
    held.value = null;
    if (JSON.stringify(one.shift) !== JSON.stringify(one.to)) void rota.move(one.shift, one.to);
  };
  const grab = (shift: Shift, event: PointerEvent, grip: Grip) => {
    const track = (event.currentTarget as HTMLElement).closest<HTMLElement>(".track");
    if (!track || event.button !== 0 || !isOpen(shift)) return;
    const width = track.getBoundingClientRect().width;
    const follow = (next: PointerEvent) => {
      const far = next.clientX - event.clientX;
      if (!held.peek() && Math.abs(far) < LEAST_PX && Math.abs(next.clientY - event.clientY) < LEAST_PX) return;
      const row = grip === "whole" ? rowAt(next, rows) : null;
      const times = pulled(shift, grip, (far / width) * WEEK_MIN);
      held.value = { shift, to: { ...(row ? inRow(view, shift, row) : shift), ...times }, by: "pointer" };
    };
    whenTaken(event, () => {
      if (event.pointerType === "touch") held.value = { shift, to: shift, by: "pointer" };
      drag(follow, (isDone) => {
        const one = held.peek();
        held.value = null;
        if (isDone && one) put(one);
      });
    });
  };
  const draw = (row: RowOf, event: PointerEvent) => {
    const track = event.currentTarget as HTMLElement;
    if (event.button !== 0 || event.target !== track || event.pointerType === "touch") return;
    const { left, width } = track.getBoundingClientRect();
    const from = momentAt(week, (event.clientX - left) / width);
    const follow = (next: PointerEvent) => {
      const until = momentAt(week, (next.clientX - left) / width);
      drawn.value = { row, times: { start_ms: Math.min(from, until), end_ms: Math.max(from, until) } };
    };
    drag(follow, (isDone) => {
      const one = drawn.peek();
      drawn.value = null;
      if (!isDone) return;
      const isLine = one !== null && one.times.end_ms - one.times.start_ms >= 30 * 60_000;
      onOpen({ shift: null, times: isLine ? one.times : { start_ms: from, end_ms: from + USUAL_MS }, row });
    });
  };
  const byKey = (shift: Shift, event: KeyboardEvent) => {
    const one = held.value?.by === "keys" && held.value.shift.id === shift.id ? held.value : null;
    if (!one) return atRest(shift, event);
    const next = pulledByKey(one, event, view, rows);
    if (next) {
      event.preventDefault();
      held.value = { ...one, to: next };
      keepFocus(grid.current, shift.id);
      say(next, (where) => where);
    } else if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      say(one.to, t.value.rota.put);
      put(one);
      keepFocus(grid.current, shift.id);
    } else if (event.key === "Escape" || event.key === "Tab") {
      held.value = null;
      say(shift, t.value.rota.letGo);
    }
  };
  const atRest = (shift: Shift, event: KeyboardEvent) => {
    if (event.key === " ") {
      event.preventDefault();
      if (isOpen(shift)) {
        held.value = { shift, to: shift, by: "keys" };
        said.value = t.value.rota.lifted;
      } else said.value = t.value.rota.cannot[shift.state === "met" ? "met" : "missed"];
    } else if (event.key === "Delete") {
      onOpen({ shift, times: shift, row: null });
    } else if (event.key.startsWith("Arrow") && step(grid.current, event)) event.preventDefault();
  };
  const days = week.days.map(({ date, startMs }) => ({
    date,
    isNow: startMs <= now.value && now.value < startMs + 25 * 3_600_000,
  }));
  return (
    <div class="scroll grid-view">
      <p class="hint pad" id="rota-keys">
        {t.value.rota.keys}
      </p>
      <div class="grid" ref={grid}>
        <div class="grid-head" aria-hidden="true">
          <span />
          <div class="days">
            {days.map(({ date, isNow }) => (
              <span key={date} class={isNow ? "today" : ""}>
                {t.value.rota.weekday(date)}
              </span>
            ))}
          </div>
        </div>
        {rows.map((row) => (
          <Row
            key={row.id}
            {...props}
            row={row}
            shifts={shownShifts.filter((shift) => rowId(view, shift) === row.id)}
            conflicts={conflicts}
            held={held.value}
            drawn={drawn.value?.row.id === row.id ? drawn.value.times : null}
            onGrab={grab}
            onDraw={draw}
            onKey={byKey}
          />
        ))}
      </div>
      <p class="unseen" role="status" aria-live="assertive">
        {said.value}
      </p>
    </div>
  );
}

interface RowProps extends GridProps {
  row: RowOf;
  held: Held | null;
  drawn: Times | null;
  onGrab(shift: Shift, event: PointerEvent, grip: Grip): void;
  onDraw(row: RowOf, event: PointerEvent): void;
  onKey(shift: Shift, event: KeyboardEvent): void;
}

const LINE_PX = 62;

function Row({ week, view, row, shifts, conflicts, held, drawn, onOpen, onGrab, onDraw, onKey }: RowProps) {
  const placed = lines(shifts);
  const height = (Math.max(0, ...placed.values()) + 1) * LINE_PX + 8;
  const at = (share: number) => `${share * 100}%`;
  const start = Math.max(week.startMs, Math.ceil(now.peek() / 3_600_000) * 3_600_000);
  return (
    <section class="grid-row" data-row={row.id} aria-label={[row.name, row.beside].filter(Boolean).join(", ")}>
      <div class="row-name">
        <span>
          <strong>{row.name}</strong>
          {row.beside && <span class="soft small"> {row.beside}</span>}
        </span>
        <button
          type="button"
          class="plain add"
          aria-label={t.value.rota.addFor(row.name)}
          onClick={() => onOpen({ shift: null, times: { start_ms: start, end_ms: start + USUAL_MS }, row })}
        >
          +
        </button>
      </div>
      {/* What the pointer does here, the button beside it does by keyboard. */}
      <ul class="track" style={{ minHeight: `${height}px` }} onPointerDown={(event) => onDraw(row, event)}>
        {shifts.map((shift) => (
          <Bar
            key={shift.id}
            shift={shift}
            view={view}
            conflicts={conflicts.get(shift.id) ?? []}
            isHeld={held?.shift.id === shift.id}
            style={{
              left: at(shareOf(week, shift.start_ms)),
              width: at(shareOf(week, shift.end_ms) - shareOf(week, shift.start_ms)),
              top: `${(placed.get(shift.id) ?? 0) * LINE_PX + 4}px`,
            }}
            onGrab={onGrab}
            onKey={onKey}
            onOpen={() => {
              if (!held) onOpen({ shift, times: shift, row: null });
            }}
          />
        ))}
        {drawn && (
          <li
            class="drawn"
            aria-hidden="true"
            style={{
              left: at(shareOf(week, drawn.start_ms)),
              width: at(shareOf(week, drawn.end_ms) - shareOf(week, drawn.start_ms)),
            }}
          />
        )}
      </ul>
    </section>
  );
}

/** The row under the pointer. */
function rowAt({ clientX, clientY }: PointerEvent, rows: RowOf[]): RowOf | null {
  for (const element of document.elementsFromPoint(clientX, clientY)) {
    const id = element.closest<HTMLElement>("[data-row]")?.dataset.row;
    if (id !== undefined) return rows.find((row) => row.id === id) ?? null;
  }
  return null;
}

const QUARTER = 15;
const DAY = 24 * 60;
const PULLS: Record<string, number> = { ArrowLeft: -QUARTER, ArrowRight: QUARTER, PageUp: -DAY, PageDown: DAY };

/** Where a held shift is after this key; null for a key that moves nothing. */
function pulledByKey(held: Held, event: KeyboardEvent, view: View, rows: RowOf[]): Shift | null {
  const minutes = PULLS[event.key];
  if (minutes !== undefined) return { ...held.to, ...pulled(held.to, event.shiftKey ? "end" : "whole", minutes) };
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return null;
  const place = rows.findIndex((row) => row.id === rowId(view, held.to));
  const row = rows[place + (event.key === "ArrowDown" ? 1 : -1)];
  return row ? inRow(view, held.to, row) : held.to;
}

/** From shift to shift: left and right along the row, up and down to the row beside. */
function step(grid: HTMLElement | null, event: KeyboardEvent): boolean {
  const bars = [...(grid?.querySelectorAll<HTMLElement>(".bar") ?? [])];
  const here = bars.indexOf(event.currentTarget as HTMLElement);
  const isAcross = event.key === "ArrowLeft" || event.key === "ArrowRight";
  const back = event.key === "ArrowLeft" || event.key === "ArrowUp";
  const rowOf = (bar: HTMLElement | undefined) => bar?.closest("[data-row]");
  const others = back ? bars.slice(0, here).reverse() : bars.slice(here + 1);
  const next = others.find((bar) => isAcross === (rowOf(bar) === rowOf(bars[here])));
  next?.focus();
  return next !== undefined;
}

/** A shift that went to another row is another element there: the focus goes with it. */
function keepFocus(grid: HTMLElement | null, id: string): void {
  requestAnimationFrame(() => grid?.querySelector<HTMLElement>(`[data-shift="${id}"]`)?.focus());
}
