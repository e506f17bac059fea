import { Line, Select } from "../components";
import { t } from "../texts";
import { Checks } from "./choices";
import type { RungDraft } from "./draft";

const AUDIENCES = ["worker", "colleagues", "operators", "duty_manager", "contacts", "partner", "everyone"] as const;
const CHANNELS = ["board", "sms"] as const;
const MOST = 12;

export interface LadderProps {
  name: string;
  rungs: RungDraft[];
  errors: Map<string, string>;
  onChange(rungs: RungDraft[]): void;
}

/** The rungs of a ladder: after how long, whom, by what, and how often again. */
export function Ladder({ name, rungs, errors, onChange }: LadderProps) {
  const put = (index: number, rung: Partial<RungDraft>) =>
    onChange(rungs.map((one, place) => (place === index ? { ...one, ...rung } : one)));
  const add = () => {
    const last = rungs[rungs.length - 1];
    onChange([...rungs, { after: last?.after ?? "0 s", to: "duty_manager", channels: ["sms"], repeat: "", until: "" }]);
  };
  const fault = errors.get(name);
  return (
    <div class="ladder-form">
      {fault && <p class="fault now">{fault}</p>}
      <ol>
        {rungs.map((rung, index) => (
          <li key={index}>
            <fieldset class="rung">
              <legend>{t.value.ladder.rung(index + 1)}</legend>
              <Line
                label={t.value.ladder.after}
                value={rung.after}
                onText={(after) => put(index, { after })}
                error={errors.get(`${name}[${index}].after_s`)}
              />
              <Select
                label={t.value.ladder.to}
                value={rung.to}
                options={AUDIENCES.map((one) => ({ value: one, text: t.value.ladder.audiences[one] }))}
                onChoose={(to) => put(index, { to })}
                error={errors.get(`${name}[${index}].to`)}
              />
              <Checks
                label={t.value.ladder.by}
                options={channelsOf(rung).map((one) => ({ value: one, text: channelName(one) }))}
                chosen={rung.channels}
                onChange={(channels) => put(index, { channels })}
                error={errors.get(`${name}[${index}].channels`)}
              />
              <Line
                label={t.value.ladder.repeat}
                value={rung.repeat}
                onText={(repeat) => put(index, { repeat })}
                error={errors.get(`${name}[${index}].repeat_s`)}
              />
              <Line
                label={t.value.ladder.until}
                value={rung.until}
                onText={(until) => put(index, { until })}
                error={errors.get(`${name}[${index}].until_s`)}
                hint={rung.until.trim() ? "" : t.value.ladder.untilTaken}
              />
              <button
                type="button"
                aria-label={`${t.value.ladder.remove}: ${t.value.ladder.rung(index + 1)}`}
                onClick={() => onChange(rungs.filter((_, place) => place !== index))}
              >
                {t.value.ladder.remove}
              </button>
            </fieldset>
          </li>
        ))}
      </ol>
      {rungs.length < MOST && (
        <button type="button" onClick={add}>
          {t.value.ladder.add}
        </button>
      )}
    </div>
  );
}

/** Those that one may choose, and any that the rung has besides. */
const channelsOf = (rung: RungDraft): string[] => [...new Set([...CHANNELS, ...rung.channels])];

export const channelName = (channel: string): string =>
  t.value.ladder.channels[channel as (typeof CHANNELS)[number]] ?? channel;

export const audienceName = (to: string): string => t.value.ladder.audiences[to as (typeof AUDIENCES)[number]] ?? to;
