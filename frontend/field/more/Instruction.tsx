/** The instruction as it was written, line by line. */
export function Instruction({ text }: { text: string }) {
  return <div class="instruction">{text}</div>;
}
