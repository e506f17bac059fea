import type { CallRow, CaseRow, MissionRow, WatchRow } from "../../../shared/api/types";
import { grouped } from "../../../shared/phone";
import { dated } from "../../../shared/words";
import { byUrgency } from "../../board";
import { toReach } from "../../case/People";
import { w as missionWords } from "../../missions/words";
import { sentence } from "../../sentence";
import { said } from "../../shiftwork/Steps";
import { t } from "../../texts";
import { byTimeLeft, watchedOn } from "../../watched";
import { l } from "../texts";
import type { Copy } from "../types";
import { Lines, Sheet, type SheetRow } from "./Sheet";

/** Everything that one goes on with by telephone and pencil. */
export function Sheets({ copy }: { copy: Copy }) {
  const words = l.value.copy;
  const { when, who, where, number, what, contact } = words.columns;
  // What came later to the copy is read where it is there: one that was kept before has none of it.
  const board = copy.board as typeof copy.board & { missions?: MissionRow[]; calls?: CallRow[] };
  const byId = <R extends { id: string }>(rows: R[]) => new Map(rows.map((row) => [row.id, row]));
  const watched = watchedOn({ watches: byId(board.watches as WatchRow[]), missions: byId(board.missions ?? []) });
  return (
    <>
      <Sheet title={words.cases} heads={[when, what, contact]} rows={caseRows(copy)} />
      <Sheet title={words.calls} heads={[when, who, where, number]} rows={(board.calls ?? []).map(callRow)} />
      <Sheet
        title={words.watches}
        heads={[when, who, where, number]}
        rows={watched.sort(byTimeLeft).map((one) => ({
          key: one.key,
          cells: [
            <Time atMs={one.nextMs ?? one.plannedEndMs} />,
            one.name,
            one.place,
            <Telephone phone={one.phone} hushed={one.hushed} />,
          ],
        }))}
      />
      <Sheet
        title={words.missions}
        heads={[when, who, where, what, contact]}
        rows={(copy.missions ?? []).map(missionRow)}
      />
      <Sheet
        title={words.shifts}
        heads={[when, who, where, number]}
        rows={copy.board.shifts.map((shift) => ({
          key: shift.id,
          cells: [
            <Time atMs={shift.start_ms} />,
            shift.guard.name,
            <Lines of={[shift.site_name, shift.assignment_name]} />,
            <Telephone phone={shift.guard.phone} />,
          ],
        }))}
      />
      <Sheet title={words.sites} heads={[where, what, number]} rows={copy.sites.map(siteRow)} />
      <Sheet
        title={words.people}
        heads={[who, what, number]}
        rows={copy.people.map((one) => ({
          key: `${one.role}${one.phone}`,
          cells: [one.name, words.roles[one.role], <Telephone phone={one.phone} />],
        }))}
      />
      <section class="sheet">
        <h2>{words.instructions}</h2>
        {copy.instructions.length === 0 && <p class="soft">{words.nothing}</p>}
        {copy.instructions.map((one) => (
          <article key={one.assignment_id}>
            <h3>{one.name}</h3>
            <p class="as-written">{one.text}</p>
          </article>
        ))}
      </section>
    </>
  );
}

/** With its date: the paper may be read on another day than it was made. */
const Time = ({ atMs }: { atMs: number }) => <span class="number">{dated(t.value, atMs)}</span>;

function Telephone({ phone, hushed = false }: { phone: string; hushed?: boolean }) {
  return hushed ? <strong>{l.value.copy.doNotRing}</strong> : <span class="number">{grouped(phone)}</span>;
}

function caseRows(copy: Copy): SheetRow[] {
  const words = l.value.copy;
  const known = new Map(copy.cases.map((one) => [one.id, one]));
  return [...(copy.board.cases as CaseRow[])].sort(byUrgency).map((row) => {
    const { people = [], steps = [] } = known.get(row.id) ?? {};
    return {
      key: row.id,
      cells: [
        <Time atMs={row.opened_at_ms} />,
        <>
          <Lines
            of={[
              <strong>{sentence(t.value, row, null, null)}</strong>,
              row.text,
              row.owner ? words.owner(row.owner.name) : words.free,
              row.silent && <strong>{words.doNotRing}</strong>,
            ]}
          />
          {steps.length > 0 && (
            <ol class="still-to-do" aria-label={words.toDo}>
              {steps.map((step) => (
                <li key={step.number} value={step.number}>
                  {said(step)}
                </li>
              ))}
            </ol>
          )}
        </>,
        <Lines
          of={toReach(people, undefined).map((one) => (
            <>
              {one.name}{" "}
              {one.wrong ? (
                words.wrongNumber(grouped(one.phone))
              ) : (
                <Telephone phone={one.phone} hushed={row.silent && ["worker", "contacts"].includes(one.role)} />
              )}
            </>
          ))}
        />,
      ],
    };
  });
}

const callRow = (call: CallRow): SheetRow => ({
  key: call.id,
  cells: [
    <Time atMs={call.due_at_ms} />,
    call.name,
    <Lines of={[call.place, <span class="as-written">{call.script || missionWords.value.call.usualScript}</span>]} />,
    <Telephone phone={call.phone} />,
  ],
});

const siteRow = (site: Copy["sites"][number]): SheetRow => ({
  key: site.id,
  cells: [
    <Lines
      of={[
        <strong>{site.name}</strong>,
        `${site.address}, ${site.postal_code} ${site.town}, ${l.value.card.municipality(site.municipality)}`,
        site.latitude !== null && site.longitude !== null && <Position of={site} />,
      ]}
    />,
    site.directions,
    <Lines
      of={site.numbers.map((one) => (
        <span class="number">
          {l.value.card.services[one.service]}: {one.source === "general" ? one.phone : grouped(one.phone)}
        </span>
      ))}
    />,
  ],
});

/** All that was told of a mission: whoever rings around and searches has nothing else. */
function missionRow(mission: Copy["missions"][number]): SheetRow {
  const { place, worker, next_of_kin, companions, hushed } = mission;
  const words = l.value.card.mission;
  const people = [...companions, ...(next_of_kin ? [next_of_kin] : [])];
  return {
    key: mission.id,
    cells: [
      <Lines
        of={[
          <span class="number">{dated(t.value, mission.started_at_ms ?? mission.start_ms)} –</span>,
          <Time atMs={mission.planned_end_ms} />,
        ]}
      />,
      <Lines of={[worker.name, ...mission.party.map(({ name }) => name)]} />,
      <Lines of={[<strong>{place.name}</strong>, <Position of={place} />, place.text]} />,
      <Lines
        of={[
          mission.what,
          mission.route && words.route(mission.route),
          mission.vehicle && words.vehicle(mission.vehicle),
        ]}
      />,
      <Lines
        of={[
          <Telephone phone={worker.phone} hushed={hushed} />,
          ...people.map((one) => `${one.name} ${hushed || !one.phone ? "" : grouped(one.phone)}`),
        ]}
      />,
    ],
  };
}

const Position = ({ of }: { of: { latitude: number | null; longitude: number | null } }) => (
  <span class="number">
    {of.latitude?.toFixed(5)}, {of.longitude?.toFixed(5)}
  </span>
);
