import { Shape } from "./Shape";

export interface ListStateProps {
  state: "loading" | "empty" | "failed";
  /** What is so, and what can be done about it. */
  words: string;
  retry?: { word: string; run(): void };
}

/** What stands where a list has no rows to show. */
export function ListState({ state, words, retry }: ListStateProps) {
  return (
    <div class={`list-state list-${state}`} aria-busy={state === "loading"}>
      <p>
        {state === "failed" && <Shape weight="soon" />} {words}
      </p>
      {state === "failed" && retry && (
        <button type="button" onClick={retry.run}>
          {retry.word}
        </button>
      )}
    </div>
  );
}
