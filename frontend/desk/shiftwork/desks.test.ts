import { describe, expect, it } from "vitest";
import type { CaseRow, DeskName, OperatorRow } from "../../shared/api/types";
import { handsOn, onDesks } from "./desks";

const NOW = 1_790_000_000_000;

const operator = (id: string, desks: DeskName[], more: Partial<OperatorRow> = {}): [string, OperatorRow] => [
  id,
  {
    id,
    version: 1,
    name: id,
    desks,
    since_ms: NOW,
    away: false,
    case_id: "",
    case_until_ms: 0,
    writing_until_ms: 0,
    ...more,
  },
];

const row = (id: string, desk: DeskName, more: Partial<CaseRow> = {}): [string, CaseRow] => [
  id,
  { id, desk, priority: 3, state: "open", owner: null, handed_to: null, ...more } as CaseRow,
];

const shown = (cases: [string, CaseRow][], operators: [string, OperatorRow][]): string[] => [
  ...onDesks({ cases: new Map(cases), operators: new Map(operators) }, "silje").keys(),
];

describe("the queue of a desk", () => {
  const both = [operator("silje", ["alarm"]), operator("henrik", ["mediation"])];

  it("holds the cases of the desks that one covers", () => {
    expect(shown([row("a", "alarm"), row("b", "mediation")], both)).toEqual(["a"]);
    expect(shown([row("a", "alarm"), row("b", "mediation")], [operator("silje", ["alarm", "mediation"])])).toEqual([
      "a",
      "b",
    ]);
  });

  it("holds a grave case of the other desk until somebody has it", () => {
    expect(shown([row("b", "mediation", { priority: 2 })], both)).toEqual(["b"]);
    const owner = { id: "henrik", name: "Henrik" };
    expect(shown([row("b", "mediation", { priority: 2, state: "owned", owner })], both)).toEqual([]);
  });

  it("holds one's own cases and those one is asked to take, wherever they belong", () => {
    const [me, other] = [
      { id: "silje", name: "Silje" },
      { id: "henrik", name: "Henrik" },
    ];
    expect(shown([row("b", "mediation", { owner: me })], both)).toEqual(["b"]);
    expect(shown([row("b", "mediation", { owner: other, handed_to: me })], both)).toEqual(["b"]);
  });

  it("holds the cases of a desk that nobody is at", () => {
    expect(shown([row("b", "mediation")], [operator("silje", ["alarm"])])).toEqual(["b"]);
    const away = [operator("silje", ["alarm"]), operator("henrik", ["mediation"], { away: true })];
    expect(shown([row("b", "mediation")], away)).toEqual(["b"]);
  });

  it("holds everything until the server knows what one covers", () => {
    expect(shown([row("a", "alarm"), row("b", "mediation")], [operator("henrik", ["mediation"])])).toEqual(["a", "b"]);
  });
});

describe("others' hands", () => {
  it("are seen on the case they have open, and forgotten by themselves", () => {
    const hands = operator("henrik", ["alarm"], { case_id: "a", case_until_ms: NOW + 1, writing_until_ms: NOW })[1];
    expect(handsOn([hands], "a", "silje", NOW).there).toEqual([hands]);
    expect(handsOn([hands], "a", "silje", NOW).writing).toEqual([]);
    expect(handsOn([hands], "a", "silje", NOW + 1).there).toEqual([]);
    expect(handsOn([hands], "b", "silje", NOW).there).toEqual([]);
    expect(handsOn([hands], "a", "henrik", NOW).there).toEqual([]);
    expect(handsOn([{ ...hands, away: true }], "a", "silje", NOW).there).toEqual([]);
  });
});
