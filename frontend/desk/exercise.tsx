import { exerciseAt } from "../shared/exercise";
import { texts } from "../shared/i18n/language";
import { exercise as nb } from "../shared/i18n/nb/exercise";
import type { Command } from "./commands";

const x = texts(nb, async () => (await import("../shared/i18n/en/exercise")).exercise);

/** The way to the exercise, where there is one: in a window of its own, so that the desk is never left for it. */
export const exerciseCommands = (): Command[] =>
  exerciseAt === null
    ? []
    : [
        {
          id: "desk.exercise",
          group: "desk",
          title: () => x.value.open,
          run: () => {
            window.open(exerciseAt ?? "", "_blank", "noopener");
          },
        },
      ];

/** The same in the menu. */
export function ExerciseLink() {
  if (exerciseAt === null) return null;
  return (
    <p>
      <a href={exerciseAt} target="_blank" rel="noopener">
        {x.value.link}
      </a>{" "}
      <span class="soft">{x.value.what}</span>
    </p>
  );
}
