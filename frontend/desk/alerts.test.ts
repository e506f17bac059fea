import { describe, expect, it } from "vitest";
import type { CaseRow } from "../shared/api/types";
import { isCalling, voicesFor } from "./alerts";

const row = (desk: string, priority: number, state: CaseRow["state"] = "open") =>
  ({ desk, priority, state }) as CaseRow;

describe("what is heard", () => {
  it("is the most urgent voice of each desk", () => {
    const cases = [row("alarm", 3), row("alarm", 1), row("mediation", 5), row("mediation", 4)];
    expect(voicesFor(cases)).toEqual([
      { desk: "alarm", voice: "now" },
      { desk: "mediation", voice: "info" },
    ]);
    expect(voicesFor([])).toEqual([]);
  });

  it("is repeated only for what is now, and only until somebody has taken it", () => {
    expect(isCalling(row("alarm", 2))).toBe(true);
    expect(isCalling(row("alarm", 2, "owned"))).toBe(false);
    expect(isCalling(row("alarm", 3))).toBe(false);
  });
});
