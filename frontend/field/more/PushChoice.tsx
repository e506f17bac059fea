import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useApp } from "../app";
import { agreeOnPush, pushing, turnOff, turnOn } from "./push";
import { p } from "./texts";

/** Whether reminders come on the locked screen too, and why not. */
export function PushChoice() {
  const app = useApp();
  const busy = useSignal(false);
  useEffect(() => void agreeOnPush(app), []);
  const change = async (act: (with_: typeof app) => Promise<void>) => {
    busy.value = true;
    await act(app).finally(() => {
      busy.value = false;
    });
  };
  const state = pushing.value;
  return (
    <>
      <p role="status">
        <strong>{p.value.push.heading}</strong>
        <br />
        <span class="soft">{p.value.push[state]}</span>
      </p>
      {(state === "off" || state === "failed") && (
        <button type="button" disabled={busy.value} onClick={() => void change(turnOn)}>
          {p.value.push.turnOn}
        </button>
      )}
      {state === "on" && (
        <button type="button" disabled={busy.value} onClick={() => void change(turnOff)}>
          {p.value.push.turnOff}
        </button>
      )}
    </>
  );
}
