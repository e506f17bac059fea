import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Later, WAITS_MS } from "./later";

describe("what can be taken back", () => {
  let later: Later;
  beforeEach(() => {
    vi.useFakeTimers();
    later = new Later();
  });
  afterEach(() => vi.useRealTimers());

  const note = (about = "a") => ({ said: () => "Notat", send: vi.fn(async () => undefined), undo: vi.fn(), about });

  it("is sent when its time is over, once", async () => {
    const one = note();
    later.add(one);
    await vi.advanceTimersByTimeAsync(WAITS_MS - 1);
    expect(one.send).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(one.send).toHaveBeenCalledOnce();
    expect(later.waiting.value).toEqual([]);
  });

  it("is never sent once it was taken back", async () => {
    const one = note();
    later.add(one);
    later.undo();
    await vi.advanceTimersByTimeAsync(2 * WAITS_MS);
    expect(one.undo).toHaveBeenCalledOnce();
    expect(one.send).not.toHaveBeenCalled();
  });

  it("is sent first when something else is done with its case, and what belongs to another case waits on", async () => {
    const [mine, other] = [note("a"), note("b")];
    later.add(mine);
    later.add(other);
    await later.flush("a");
    expect([mine.send, other.send].map((sent) => sent.mock.calls.length)).toEqual([1, 0]);
    expect(later.waiting.value.map(({ about }) => about)).toEqual(["b"]);
  });

  it("cannot be taken back while it is being sent", async () => {
    let finish: () => void = () => undefined;
    const one = {
      ...note(),
      send: () =>
        new Promise<void>((done) => {
          finish = done;
        }),
    };
    later.add(one);
    const flushed = later.flush();
    later.undo();
    expect(one.undo).not.toHaveBeenCalled();
    finish();
    await flushed;
    expect(later.waiting.value).toEqual([]);
  });

  it("stays with its reason when it cannot be sent, to be tried again or taken back", async () => {
    const failing = vi.fn().mockRejectedValueOnce(new Error("no")).mockResolvedValueOnce(undefined);
    later.add({ ...note(), send: failing });
    await expect(later.flush("a")).rejects.toThrow("no");
    const [kept] = later.waiting.value;
    expect(kept?.error).toBeInstanceOf(Error);
    if (kept) later.retry(kept);
    await vi.advanceTimersByTimeAsync(0);
    expect(later.waiting.value).toEqual([]);
  });

  it("of what only the screen knows is the last one alone", () => {
    const [first, second] = [vi.fn(), vi.fn()];
    later.add({ said: null, undo: first });
    later.add({ said: null, undo: second });
    later.undo();
    later.undo();
    expect([first, second].map((undo) => undo.mock.calls.length)).toEqual([0, 1]);
  });
});
