import { Notice } from "../../shared/components/Notice";
import { seconds, spoken } from "../durations";
import { t } from "../texts";
import type { Draft } from "./draft";
import { audienceName, channelName } from "./Ladder";
import { type Happening, story } from "./story";

const START_S = 2 * 3600;

/** What the policy does to somebody who is last heard at two at night. */
export function Story({ draft }: { draft: Draft }) {
  const steps = story(draft);
  const interval = seconds(String(draft.interval_s ?? ""));
  return (
    <section class="story" aria-labelledby="story-heading">
      <h2 id="story-heading">{t.value.story.heading}</h2>
      {steps && interval !== null ? (
        <ol>
          {steps.map((step, index) => (
            <li key={index}>
              <span class="number">{clock(START_S + step.atS)}</span> <span>{told(step)}</span>
            </li>
          ))}
        </ol>
      ) : (
        <Notice weight="info">{t.value.story.unreadable}</Notice>
      )}
    </section>
  );
}

const two = (value: number): string => String(value).padStart(2, "0");

const clock = (s: number): string =>
  [Math.floor(s / 3600) % 24, Math.floor((s % 3600) / 60), s % 60].map(two).join(":");

function told(step: Happening): string {
  const words = t.value.story;
  if (step.what === "rung") {
    const until = step.untilS === null ? words.untilTaken : words.until(clock(START_S + step.untilS));
    const again = step.repeatS === null ? "" : `${words.again(spoken(step.repeatS, t.value.hour))} ${until}`;
    return `${words.rung(audienceName(step.to), step.channels.map(channelName).join(" + "))}${again}`;
  }
  if (step.what === "broadcast") return words.broadcast(spoken(step.everyS, t.value.hour));
  return words[step.what];
}
