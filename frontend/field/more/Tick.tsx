export interface TickProps {
  label: string;
  checked: boolean;
  onTick(on: boolean): void;
}

/** Yes or no, the whole line to press on. */
export function Tick({ label, checked, onTick }: TickProps) {
  return (
    <label class="tick">
      <input type="checkbox" checked={checked} onChange={(event) => onTick(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}
