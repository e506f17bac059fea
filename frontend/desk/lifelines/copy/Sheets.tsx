import type { ComponentChildren } from "preact";
import type { CallRow, CaseRow, MissionRow, WatchRow } from "../../../shared/api/types";
import { grouped } from "../../../shared/phone";
import { clock } from "../../../shared/words";
import { byUrgency } from "../../board";
import { w as missionWords } from "../../missions/words";
import { sentence } from "../../sentence";
import { t } from "../../texts";
import { byTimeLeft, watchedOn } from "../../watched";
import { l } from "../texts";
import type { Copy } from "../types";

/** Everything that one goes on with by telephone and pencil. Each line has room for what is noted. */
export function Sheets({ copy }: { copy: Copy }) {
  const words = l.value.copy;
  // What came later to the board is read where it is there: an older copy has none of it.
  const board = copy.board as typeof copy.board & { missions?: MissionRow[]; calls?: CallRow[] };
  const { columns } = words;
  const missions = copy.missions ?? [];
  const people = new Map(copy.cases.map((one) => [one.id, one.people]));
  const cases = [...(board.cases as CaseRow[])].sort(byUrgency);
  const watches = board.watches as WatchRow[];
  const byId = <R extends { id: string }>(rows: R[]) => new Map(rows.map((row) => [row.id, row]));
  const watched = watchedOn({ watches: byId(watches), missions: byId(board.missions ?? []) }).sort(byTimeLeft);
  return (
    <>
      <Sheet title={words.cases} heads={[columns.when, columns.what, columns.contact]} count={cases.length}>
        {cases.map((row) => (
          <tr key={row.id}>
            <td class="number">{clock(t.value, row.opened_at_ms)}</td>
            <td>
              <strong>{sentence(t.value, row, null, null)}</strong> {row.text}
              <br />
              {row.owner ? words.owner(row.owner.name) : words.free}
              {row.silent && <strong> {words.doNotRing}</strong>}
            </td>
            <td>
              {(people.get(row.id) ?? []).map((person) => (
                <div key={person.id}>
                  {person.name}{" "}
                  <span class="number">
                    {row.silent && ["worker", "contacts"].includes(person.role)
                      ? words.doNotRing
                      : grouped(person.phone)}
                  </span>
                </div>
              ))}
            </td>
            <td class="to-note" />
          </tr>
        ))}
      </Sheet>
      <Sheet
        title={words.calls}
        heads={[columns.when, columns.who, columns.where, columns.number]}
        count={board.calls?.length ?? 0}
      >
        {(board.calls ?? []).map((call) => (
          <tr key={call.id}>
            <td class="number">{clock(t.value, call.due_at_ms)}</td>
            <td>{call.name}</td>
            <td>
              {call.place}
              <br />
              <span class="as-written">{call.script || missionWords.value.call.usualScript}</span>
            </td>
            <td class="number">{grouped(call.phone)}</td>
            <td class="to-note" />
          </tr>
        ))}
      </Sheet>
      <Sheet
        title={words.watches}
        heads={[columns.when, columns.who, columns.where, columns.number]}
        count={watched.length}
      >
        {watched.map((one) => (
          <tr key={one.key}>
            <td class="number">{clock(t.value, one.nextMs ?? one.plannedEndMs)}</td>
            <td>{one.name}</td>
            <td>{one.place}</td>
            <td class="number">{one.hushed ? <strong>{words.doNotRing}</strong> : grouped(one.phone)}</td>
            <td class="to-note" />
          </tr>
        ))}
      </Sheet>
      <Sheet
        title={words.missions}
        heads={[columns.when, columns.who, columns.where, columns.what, columns.contact]}
        count={missions.length}
      >
        {missions.map((one) => (
          <MissionRows key={one.id} mission={one} />
        ))}
      </Sheet>
      <Sheet
        title={words.shifts}
        heads={[columns.when, columns.who, columns.where, columns.number]}
        count={board.shifts.length}
      >
        {board.shifts.map((shift) => (
          <tr key={shift.id}>
            <td class="number">{clock(t.value, shift.start_ms)}</td>
            <td>{shift.guard.name}</td>
            <td>{shift.site_name}</td>
            <td class="number">{grouped(shift.guard.phone)}</td>
            <td class="to-note" />
          </tr>
        ))}
      </Sheet>
      <Sheet title={words.sites} heads={[columns.where, columns.what, columns.number]} count={copy.sites.length}>
        {copy.sites.map((site) => (
          <tr key={site.id}>
            <td>
              <strong>{site.name}</strong>
              <br />
              {site.address}, {site.postal_code} {site.town}, {l.value.card.municipality(site.municipality)}
              <br />
              {site.latitude !== null && site.longitude !== null && (
                <span class="number">
                  {site.latitude.toFixed(5)}, {site.longitude.toFixed(5)}
                </span>
              )}
            </td>
            <td>{site.directions}</td>
            <td class="number">
              {site.numbers.map((one) => (
                <div key={one.service}>
                  {l.value.card.services[one.service]}: {one.source === "general" ? one.phone : grouped(one.phone)}
                </div>
              ))}
            </td>
            <td class="to-note" />
          </tr>
        ))}
      </Sheet>
      <Sheet title={words.people} heads={[columns.who, columns.what, columns.number]} count={copy.people.length}>
        {copy.people.map((one) => (
          <tr key={`${one.role}${one.phone}`}>
            <td>{one.name}</td>
            <td>{words.roles[one.role]}</td>
            <td class="number">{grouped(one.phone)}</td>
            <td class="to-note" />
          </tr>
        ))}
      </Sheet>
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

/** All that was told of a mission: whoever rings around and searches has nothing else. */
function MissionRows({ mission }: { mission: Copy["missions"][number] }) {
  const { place, worker, next_of_kin, companions } = mission;
  const words = l.value.card.mission;
  const people = [...companions, ...(next_of_kin ? [next_of_kin] : [])];
  return (
    <tr>
      <td class="number">
        {clock(t.value, mission.started_at_ms ?? mission.start_ms)} – {clock(t.value, mission.planned_end_ms)}
      </td>
      <td>
        {worker.name}
        {mission.party.map(({ id, name }) => (
          <div key={id}>{name}</div>
        ))}
      </td>
      <td>
        <strong>{place.name}</strong>
        <br />
        <span class="number">
          {place.latitude.toFixed(5)}, {place.longitude.toFixed(5)}
        </span>
        <br />
        {place.text}
      </td>
      <td>
        {[mission.what, mission.route && words.route(mission.route), mission.vehicle && words.vehicle(mission.vehicle)]
          .filter(Boolean)
          .map((said) => (
            <div key={said}>{said}</div>
          ))}
      </td>
      <td class="number">
        {mission.hushed ? <strong>{l.value.copy.doNotRing}</strong> : grouped(worker.phone)}
        {people.map((one) => (
          <div key={one.name}>
            {one.name} {mission.hushed ? "" : one.phone && grouped(one.phone)}
          </div>
        ))}
      </td>
      <td class="to-note" />
    </tr>
  );
}

interface SheetProps {
  title: string;
  heads: string[];
  count: number;
  children: ComponentChildren;
}

function Sheet({ title, heads, count, children }: SheetProps) {
  return (
    <section class="sheet">
      <h2>
        {title} <span class="count number">{count}</span>
      </h2>
      {count === 0 ? (
        <p class="soft">{l.value.copy.nothing}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {[...heads, l.value.copy.noted].map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      )}
    </section>
  );
}
