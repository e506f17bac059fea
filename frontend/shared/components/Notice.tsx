import type { ComponentChildren } from "preact";
import { Shape, type Weight } from "./Shape";

export interface NoticeProps {
  weight: Exclude<Weight, "calm">;
  children: ComponentChildren;
  /** Read out when it appears. Sparingly: only what somebody must know at once. */
  spoken?: boolean;
}

/** Something to know, across the page: shape, colour and words. */
export function Notice({ weight, children, spoken }: NoticeProps) {
  return (
    <div class={`notice notice-${weight}`} role={spoken ? "alert" : undefined}>
      <Shape weight={weight} />
      <div>{children}</div>
    </div>
  );
}
