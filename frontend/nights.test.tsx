import { type ComponentChild, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { line } from "./admin/happened";
import { Agenda } from "./admin/rota/Agenda";
import { Bar } from "./admin/rota/Bar";
import type { Shift } from "./admin/rota/conflicts";
import { weekOf } from "./admin/rota/week";
import { spokenTimes } from "./admin/rota/words";
import { Issued } from "./desk/CodeForm";
import { Timeline } from "./desk/case/Timeline";
import { tell } from "./desk/events";
import { sentence } from "./desk/sentence";
import type { CaseAnswer, CaseRow, TimelineEntry } from "./shared/api/types";
import { admin as adminEn } from "./shared/i18n/en/admin";
import { desk as en } from "./shared/i18n/en/desk";
import { admin as adminNb } from "./shared/i18n/nb/admin";
import { desk as nb } from "./shared/i18n/nb/desk";
import { season } from "./shared/time";

// The two nights on which the clock changes: no two moments may be told in the same words.

const FIVE_MS = 5 * 60_000;
const NIGHTS = { spring: Date.parse("2026-03-28T22:00:00Z"), autumn: Date.parse("2026-10-24T22:00:00Z") };

const root = document.body.appendChild(document.createElement("div"));
afterEach(() => render(null, root));

function shown(what: ComponentChild): string {
  act(() => render(what, root));
  return root.textContent ?? "";
}

const row = (changes: Partial<CaseRow>): CaseRow =>
  ({ id: "a", kind: "undeliverable", state: "open", ...changes }) as CaseRow;

const entry = (kind: string, data: Record<string, unknown>, at_ms = 0): TimelineEntry => ({
  at_ms,
  stream: "case/a#state",
  version: 1,
  actor: { kind: "person", id: "nina", name: "Nina Aas" },
  kind,
  data,
  private: {},
  verified: true,
});

const answer = (at_ms: number): CaseAnswer =>
  ({ case: row({}), timeline: [entry("called", { outcome: "busy" }, at_ms)] }) as unknown as CaseAnswer;

const shift = (start_ms: number, end_ms: number): Shift =>
  ({
    id: "s",
    guard_name: "Jonas Dahl",
    assignment_name: "Storgata 12",
    state: "planned",
    start_ms,
    end_ms,
  }) as unknown as Shift;

const bar = (one: Shift) => (
  <Bar
    shift={one}
    view="guards"
    conflicts={[]}
    isHeld={false}
    style={{}}
    onGrab={() => undefined}
    onKey={() => undefined}
    onOpen={() => undefined}
  />
);

const agenda = (one: Shift) => (
  <Agenda week={weekOf("2026-10-19")} shifts={[one]} conflicts={new Map()} onOpen={() => undefined} />
);

const HOUR_MS = 12 * FIVE_MS;
const lateText = (atMs: number) => row({ arrived_at_ms: atMs, person_name: "Jonas" });
const TEXTS: Record<string, (atMs: number) => string> = {
  "the sentence of a text that came late": (atMs) => sentence(nb, lateText(atMs), null, null),
  "the same in English": (atMs) => sentence(en, lateText(atMs), null, null),
  "a case that was parked": (atMs) => tell(nb, entry("case_parked", { until_ms: atMs })).what,
  "what was entered afterwards": (atMs) => tell(nb, entry("entered_afterwards", { happened_at_ms: atMs })).what,
  "a check-in that was missed": (atMs) => tell(nb, entry("missed", { deadline_ms: atMs })).more,
  "the same in English, missed": (atMs) => tell(en, entry("missed", { deadline_ms: atMs })).more,
  "the timeline, with the button to correct a call": (atMs) => shown(<Timeline answer={answer(atMs)} />),
  "a code to be read aloud": (atMs) => shown(<Issued code={{ code: "123456", expires_at_ms: atMs }} />),
  "the journal of the duty manager": (atMs) => line(adminNb, nb, entry("noted", {}, atMs)).time,
  "the same in English, the journal": (atMs) => line(adminEn, en, entry("noted", {}, atMs)).time,
  "a shift that begins then, in words": (atMs) => spokenTimes(shift(atMs, NIGHTS.autumn + 24 * HOUR_MS)),
  "a shift that ends then, in words": (atMs) => spokenTimes(shift(NIGHTS.spring - 12 * HOUR_MS, atMs)),
  "a shift in the week": (atMs) => shown(bar(shift(atMs, atMs + 6 * HOUR_MS))),
};

describe.each(Object.entries(TEXTS))("%s", (_name, text) => {
  it.each(Object.entries(NIGHTS))("tells each moment of the night in %s apart from every other", (_night, from) => {
    const moments = Array.from({ length: 8 * 12 }, (_, step) => from + step * FIVE_MS);
    const told = moments.map(text);
    expect(new Set(told).size).toBe(moments.length);
  });

  it("names the season in the hour that comes twice, and in no other", () => {
    for (let step = 0; step < 8 * 12; step++) {
      const atMs = NIGHTS.autumn + step * FIVE_MS;
      const found = /sommertid|vintertid|summer time|winter time/.test(text(atMs));
      expect(found, new Date(atMs).toISOString()).toBe(season(atMs) !== null);
    }
  });
});

it("the week for a narrow screen tells the two apart", () => {
  const first = Date.parse("2026-10-25T00:30:00Z");
  expect(shown(agenda(shift(first - HOUR_MS, first)))).toContain("01:30-02:30 (sommertid)");
  expect(shown(agenda(shift(first, first + HOUR_MS)))).toContain("02:30 (sommertid)-02:30 (vintertid)");
});
