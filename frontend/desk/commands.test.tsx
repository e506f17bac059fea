import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { byGroup, type Command, commands, forKey, registerCommands, useCommands } from "./commands";
import { keyOf, pressed } from "./keys";

const command = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  title: () => id,
  group: "desk",
  run: () => undefined,
  ...more,
});

const undo: (() => void)[] = [];
const add = (...more: Command[]) => undo.push(registerCommands(more));

afterEach(() => {
  for (const one of undo.splice(0)) one();
});

describe("what can be done", () => {
  it("is registered, and taken away again", () => {
    const away = registerCommands([command("a"), command("b")]);
    expect(commands.value.map(({ id }) => id)).toEqual(["a", "b"]);
    away();
    expect(commands.value).toEqual([]);
  });

  it("by a key, is what was registered last and can be done now", () => {
    add(command("first", { key: "T" }), command("second", { key: "T" }));
    add(command("third", { key: "T", enabled: () => false }));
    expect(forKey("T")?.id).toBe("second");
    expect(forKey("X")).toBeUndefined();
  });

  it("stands on the sheet by group when it has a key", () => {
    add(command("page", { key: "?", group: "page" }), command("case", { key: "T", group: "case" }), command("none"));
    expect(byGroup.value.map(([group, list]) => [group, list.map(({ id }) => id)])).toEqual([
      ["case", ["case"]],
      ["page", ["page"]],
    ]);
  });

  it("in a component, is what it last said, and only while it is shown", async () => {
    const run = vi.fn();
    const One = ({ word }: { word: string }) => {
      useCommands([command("one", { key: "T", title: () => word, run: () => run(word) })]);
      return null;
    };
    const root = document.createElement("div");
    await act(() => render(<One word="before" />, root));
    await act(() => render(<One word="after" />, root));
    expect(forKey("T")?.title()).toBe("after");
    forKey("T")?.run();
    expect(run).toHaveBeenCalledExactlyOnceWith("after");
    await act(() => render(null, root));
    expect(forKey("T")).toBeUndefined();
  });
});

describe("a key", () => {
  const press = (init: KeyboardEventInit, target: EventTarget = document.body) => {
    const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init });
    Object.defineProperty(event, "target", { value: target });
    return event;
  };

  it.each([
    [{ key: "t" }, "T"],
    [{ key: "T", shiftKey: true }, "T"],
    [{ key: "/", shiftKey: true }, "/"],
    [{ key: "?", shiftKey: true }, "?"],
    [{ key: "Escape" }, "Esc"],
    [{ key: "k", ctrlKey: true }, "Ctrl K"],
    [{ key: "k", metaKey: true }, "Ctrl K"],
    [{ key: "t", altKey: true }, null],
    [{ key: "ArrowDown" }, "ArrowDown"],
  ])("%j is written %s", (init, name) => {
    expect(keyOf(press(init))).toBe(name);
  });

  it("does its command, and nothing of the browser's own", () => {
    const run = vi.fn();
    add(command("take", { key: "T", run }));
    const event = press({ key: "t" });
    pressed(event, false);
    expect(run).toHaveBeenCalledOnce();
    expect(event.defaultPrevented).toBe(true);
  });

  it("is a letter while somebody writes, and nothing behind an open window", () => {
    const run = vi.fn();
    add(command("take", { key: "T", run }), command("all", { key: "Ctrl K", run }));
    pressed(press({ key: "t" }, document.createElement("textarea")), false);
    pressed(press({ key: "t" }), true);
    pressed(press({ key: "k", ctrlKey: true }), true);
    expect(run).not.toHaveBeenCalled();
    pressed(press({ key: "k", ctrlKey: true }, document.createElement("input")), false);
    expect(run).toHaveBeenCalledOnce();
  });
});
