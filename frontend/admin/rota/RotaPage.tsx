import { useSignal } from "@preact/signals";
import { store, stored } from "../../shared/choices";
import { serverNow } from "../../shared/clock";
import { Choices } from "../../shared/components/Choices";
import { Notice } from "../../shared/components/Notice";
import { dateOf } from "../../shared/time";
import { Line, Wait } from "../components";
import { to, where } from "../places";
import { t } from "../texts";
import { Agenda } from "./Agenda";
import { ConflictList } from "./ConflictList";
import { CopyDialog } from "./CopyDialog";
import { conflicts, type Shift } from "./conflicts";
import { Grid } from "./Grid";
import type { RowOf, Times, View } from "./moves";
import { type Rota, useRota, useRows } from "./rota";
import { ShiftDialog } from "./ShiftDialog";
import { addDays, type Week, weekOf } from "./week";

const VIEW = "varde-rota-view";

/** What is being planned or changed in a window of its own. */
export interface Opened {
  shift: Shift | null;
  times: Times;
  row: RowOf | null;
}

/** The rota: a week in which shifts are made, moved and stretched. */
export function RotaPage() {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(where.value.id) ? where.value.id : dateOf(serverNow());
  const week = weekOf(date);
  return <WeekPage week={week} key={week.monday} />;
}

function WeekPage({ week }: { week: Week }) {
  const rota = useRota(week);
  const view = useSignal<View>(stored(VIEW) === "guards" ? "guards" : "assignments");
  const narrow = useSignal("");
  const opened = useSignal<Opened | null>(null);
  const isCopying = useSignal(false);
  const here = rota.shifts.filter((shift) => shift.start_ms < week.endMs && shift.end_ms > week.startMs);
  const { rows, more } = useRows(view.value, here);
  const word = narrow.value.trim().toLowerCase();
  const shown = rows.filter((row) => `${row.name} ${row.beside}`.toLowerCase().includes(word));
  const found = conflicts(rota.shifts);
  const plan = () => {
    const start = Math.max(week.startMs, Math.ceil(serverNow() / 3_600_000) * 3_600_000);
    opened.value = { shift: null, times: { start_ms: start, end_ms: start + 8 * 3_600_000 }, row: null };
  };
  return (
    <div class="rota">
      <WeekHead week={week} />
      <div class="rota-by">
        <Choices
          label={t.value.rota.rows}
          options={["assignments", "guards"] as const}
          names={t.value.rota.views}
          chosen={view.value}
          onChoose={(chosen) => {
            store(VIEW, chosen);
            view.value = chosen;
          }}
        />
        <Line
          label={t.value.rota.narrow}
          type="search"
          value={narrow.value}
          onText={(text) => {
            narrow.value = text;
          }}
        />
        <div class="buttons">
          <button type="button" class="primary" onClick={plan}>
            {t.value.rota.add}
          </button>
          <button
            type="button"
            disabled={here.length === 0}
            onClick={() => {
              isCopying.value = true;
            }}
          >
            {t.value.rota.copy}
          </button>
        </div>
      </div>
      {rota.fault.value && (
        <Notice weight="soon" spoken>
          {rota.fault.value}
        </Notice>
      )}
      <ConflictList week={week} shifts={here} conflicts={found} />
      {more && <Notice weight="info">{t.value.rota.crowded}</Notice>}
      <Wait asked={rota.asked}>
        {() =>
          shown.length === 0 ? (
            <p class="soft pad">{word ? t.value.noneFound : t.value.rota.empty[view.value]}</p>
          ) : (
            <>
              {here.length === 0 && <p class="soft pad">{t.value.rota.nothing}</p>}
              <Grid
                week={week}
                view={view.value}
                rows={shown}
                shifts={here}
                conflicts={found}
                rota={rota}
                onOpen={(what) => {
                  opened.value = what;
                }}
              />
              <Agenda
                week={week}
                shifts={here}
                conflicts={found}
                onOpen={(shift) => {
                  opened.value = { shift, times: shift, row: null };
                }}
              />
            </>
          )
        }
      </Wait>
      <Windows
        week={week}
        rota={rota}
        view={view.value}
        opened={opened.value}
        shifts={rota.shifts}
        onClose={() => {
          opened.value = null;
        }}
      />
      {isCopying.value && (
        <CopyDialog
          week={week}
          count={here.filter((shift) => shift.start_ms >= week.startMs).length}
          onClose={(isDone) => {
            isCopying.value = false;
            if (isDone) rota.reload();
          }}
        />
      )}
    </div>
  );
}

interface WindowsProps {
  week: Week;
  view: View;
  rota: Rota;
  opened: Opened | null;
  shifts: Shift[];
  onClose(): void;
}

function Windows({ view, rota, opened, shifts, onClose }: WindowsProps) {
  if (!opened) return null;
  return <ShiftDialog opened={opened} view={view} rota={rota} shifts={shifts} onClose={onClose} />;
}

function WeekHead({ week }: { week: Week }) {
  const [first, last] = [week.days[0], week.days[6]];
  const day = (date: string | undefined) => {
    const [, month = 1, number = 1] = (date ?? "").split("-").map(Number);
    return t.value.date(number, month);
  };
  return (
    <div class="list-head">
      <h1>
        {t.value.rota.week(week.number)}{" "}
        <span class="soft number">{t.value.rota.span(day(first?.date), day(last?.date), week.monday.slice(0, 4))}</span>
      </h1>
      <nav class="buttons" aria-label={t.value.rota.weeks}>
        <a class="button" href={to("rota", addDays(week.monday, -7))}>
          {t.value.rota.before}
        </a>
        <a class="button" href={to("rota")}>
          {t.value.rota.now}
        </a>
        <a class="button" href={to("rota", addDays(week.monday, 7))}>
          {t.value.rota.after}
        </a>
      </nav>
    </div>
  );
}
