import { afterEach, describe, expect, it, vi } from "vitest";
import { alone } from "./alone";

/** Locks as the browser has them, as far as they are used here. */
class Locks {
  #last: Promise<unknown> = Promise.resolve();

  request<T>(_name: string, { signal }: { signal: AbortSignal }, work: () => Promise<T>): Promise<T> {
    const aborted = new Promise<never>((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
    });
    const turn = Promise.race([this.#last, aborted]).then(() => work());
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

describe("one tab at a time", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("does one thing after the other", async () => {
    vi.stubGlobal("navigator", { locks: new Locks() });
    const done: string[] = [];
    const slow = alone("lock", 1_000, async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      done.push("first");
    });
    const quick = alone("lock", 1_000, async () => void done.push("second"));
    await Promise.all([slow, quick]);
    expect(done).toEqual(["first", "second"]);
  });

  it("does not wait for ever on a tab that sleeps with the lock in its hand", async () => {
    vi.stubGlobal("navigator", { locks: new Locks() });
    void alone("lock", 1_000, () => new Promise(() => undefined));
    expect(await alone("lock", 20, async () => "sent")).toBe("sent");
  });

  it("does not do it twice when the work itself fails", async () => {
    vi.stubGlobal("navigator", { locks: new Locks() });
    const work = vi.fn(async () => {
      throw new Error("no");
    });
    await expect(alone("lock", 20, work)).rejects.toThrow("no");
    expect(work).toHaveBeenCalledTimes(1);
  });

  it("works in a browser without locks", async () => {
    vi.stubGlobal("navigator", {});
    expect(await alone("lock", 20, async () => 1)).toBe(1);
  });
});
