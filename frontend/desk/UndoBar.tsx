import { Shape } from "../shared/components/Shape";
import { explain } from "../shared/explain";
import { useCommands } from "./commands";
import { frame } from "./frame";
import { later } from "./later";
import { t } from "./texts";

/** What was just done and can be taken back; and what could not be sent, until somebody has seen to it. */
export function UndoBar() {
  const waiting = later.waiting.value;
  useCommands([
    {
      id: "page.undo",
      key: "Z",
      group: "page",
      title: () => frame.value.undo.key,
      enabled: () => later.waiting.value.length > 0,
      run: () => later.undo(),
    },
  ]);
  const told = waiting.filter((one) => one.said !== null);
  return (
    <div class="undo-bar" role="status">
      {told.map((one) => (
        <div key={one.id} class={`undo ${one.error === null ? "" : "undo-failed"}`}>
          <p>
            {one.error !== null && <Shape weight="now" />} {one.said?.()}{" "}
            <span class="soft">
              {one.error === null ? one.send && frame.value.undo.notYet : explain(t.value, one.error)}
            </span>
          </p>
          {one.error !== null && (
            <button type="button" class="primary" onClick={() => later.retry(one)}>
              {t.value.retry}
            </button>
          )}
          <button type="button" onClick={() => later.undo(one)}>
            {one.error === null ? frame.value.undo.button : frame.value.undo.back} <kbd>Z</kbd>
          </button>
        </div>
      ))}
    </div>
  );
}
