import { useId } from "preact/hooks";
import { Shape } from "../shared/components/Shape";
import { frame } from "./frame";
import { muted, SOUND_DESKS, type SoundDesk, setMuted, setVolume, test, VOICES, volumes } from "./sound";
import { t } from "./texts";

/** How loud each desk is on this machine, and how the three voices sound. */
export function SoundOptions() {
  return (
    <fieldset class="sound">
      <legend>{frame.value.sound.heading}</legend>
      <label class="check">
        <input type="checkbox" checked={!muted.value} onChange={() => setMuted(!muted.value)} />
        <span>{t.value.header.sound}</span>
      </label>
      {SOUND_DESKS.map((desk) => (
        <Volume key={desk} desk={desk} />
      ))}
    </fieldset>
  );
}

function Volume({ desk }: { desk: SoundDesk }) {
  const id = useId();
  const name = frame.value.sound.desks[desk];
  return (
    <div class="volume">
      <label for={id}>{name}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step={10}
        value={volumes.value[desk]}
        aria-valuetext={frame.value.sound.percent(volumes.value[desk])}
        onInput={(event) => setVolume(desk, Number(event.currentTarget.value))}
      />
      <output class="number" for={id}>
        {frame.value.sound.percent(volumes.value[desk])}
      </output>
      <div class="buttons">
        {VOICES.map((voice) => (
          <button
            key={voice}
            type="button"
            aria-label={frame.value.sound.test(frame.value.sound.voices[voice], name)}
            onClick={() => void test(voice, desk)}
          >
            <Shape weight={voice} /> {frame.value.sound.voices[voice]}
          </button>
        ))}
      </div>
    </div>
  );
}
