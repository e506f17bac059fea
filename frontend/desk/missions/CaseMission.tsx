import type { CaseAnswer } from "../../shared/api/types";
import { Notice } from "../../shared/components/Notice";
import { go } from "../../shared/route";
import { useCommands } from "../commands";
import { MissionFacts } from "./MissionFacts";
import { w } from "./words";

/** In a case about a mission: all that was told of it, and the way to what is agreed and can be registered. */
export function CaseMission({ answer }: { answer: CaseAnswer }) {
  const { mission } = answer;
  const open = () => {
    if (mission) go(`mission/${mission.id}`);
  };
  useCommands([
    {
      id: "case.mission",
      key: "G",
      group: "case",
      title: () => w.value.open,
      enabled: () => mission !== null,
      run: open,
    },
  ]);
  if (!mission) return null;
  return (
    <div class="case-mission">
      {mission.call?.failed && <Notice weight="now">{w.value.call.failed}</Notice>}
      <p class="buttons">
        <button type="button" onClick={open}>
          {w.value.open} <kbd>G</kbd>
        </button>
      </p>
      <MissionFacts mission={mission} />
    </div>
  );
}
