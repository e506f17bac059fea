import type { ComponentChildren } from "preact";
import { Shape, type Weight } from "./Shape";

export interface NoticeProps {
  weight: Exclude<Weight, "calm">;
  children: ComponentChildren;
  /** Read out when it appears. Sparingly: only what somebody must know at once. */
  spoken?: boolean;
  /** What changes by the second stands beside it, so that it is not read out again and again. */
  aside?: ComponentChildren;
}

/** Something to know, across the page: shape, colour and words. */
export function Notice({ weight, children, spoken, aside }: NoticeProps) {
  return (
    <div class={`notice notice-${weight}`}>
      <Shape weight={weight} />
      <div role={spoken ? "alert" : undefined}>{children}</div>
      {aside}
    </div>
  );
}
