import { PLACE } from "./case/sections";
import { useDesk } from "./desk";
import { Overview } from "./place/Overview";
import { PlacePanel } from "./place/PlacePanel";
import { ofDuty, ofMission, type Subject } from "./place/subject";

/** The right column: the place of what is open in the middle; otherwise everybody on one map. */
export function PlaceColumn({ kind, id }: { kind: string | undefined; id: string | undefined }) {
  const desk = useDesk();
  const subject = useSubject(kind, id);
  const detail = desk.detail.value;
  if (kind === "case" && detail?.id === id && detail?.answer) {
    const { answer } = detail;
    return (
      <div class="place-column">
        {PLACE.map((Section) => (
          <Section key={Section.name} answer={answer} />
        ))}
      </div>
    );
  }
  if (!subject) return <Overview />;
  return (
    <div class="place-column">
      <PlacePanel subject={subject} key={subject.key} />
    </div>
  );
}

function useSubject(kind: string | undefined, id: string | undefined): Subject | null {
  const board = useDesk().board.value;
  if (!board || !id) return null;
  const watch = kind === "duty" ? board.watches.get(id) : undefined;
  if (watch) return ofDuty(board, watch);
  const mission = kind === "mission" ? board.missions.get(id) : undefined;
  return mission ? ofMission(board, mission) : null;
}
