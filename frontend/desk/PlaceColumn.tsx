import { PLACE } from "./case/sections";
import { PositionSection } from "./case/WhoWhere";
import { useDesk } from "./desk";

/** The right column: the place of what is open in the middle. */
export function PlaceColumn({ kind, id }: { kind: string | undefined; id: string | undefined }) {
  const desk = useDesk();
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
  const watch = kind === "duty" && id ? desk.board.value?.watches.get(id) : undefined;
  if (!watch) return null;
  return (
    <div class="place-column">
      <PositionSection position={watch.last_position} />
    </div>
  );
}
