import { useSignal } from "@preact/signals";
import { words } from "../coordinates/words";

const SAID_MS = 2_000;

/** A text that is copied with a press; where the browser refuses it stands there to be marked. */
export function Copyable({ name, text, copied }: { name: string; text: string; copied: string }) {
  const isCopied = useSignal(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(copied);
    } catch {
      return;
    }
    isCopied.value = true;
    setTimeout(() => {
      isCopied.value = false;
    }, SAID_MS);
  };
  return (
    <dd class="copyable">
      <span class="number">{text}</span>
      <button type="button" onClick={() => void copy()} aria-label={`${words.value.copy} ${name}`}>
        {isCopied.value ? words.value.copied : words.value.copy}
      </button>
    </dd>
  );
}
