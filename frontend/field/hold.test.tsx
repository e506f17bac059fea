import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Hold } from "./Hold";
import { Pin } from "./Pin";

let root: HTMLElement;

beforeEach(() => {
  vi.useFakeTimers();
  root = document.body.appendChild(document.createElement("div"));
  // The test's browser knows neither of these.
  HTMLElement.prototype.setPointerCapture = () => undefined;
  HTMLDialogElement.prototype.showModal ??= function show(this: HTMLDialogElement) {
    this.open = true;
  };
});

afterEach(() => {
  render(null, root);
  root.remove();
  vi.useRealTimers();
});

const passing = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

describe("SOS", () => {
  const sent = vi.fn();
  const button = () => root.querySelector<HTMLElement>("button.hold");
  const fire = (event: Event) => act(() => void button()?.dispatchEvent(event));
  const finger = (type: string) => fire(Object.assign(new Event(type, { bubbles: true }), { button: 0, pointerId: 1 }));
  const key = (type: string, name: string, repeat = false) =>
    fire(new KeyboardEvent(type, { key: name, repeat, bubbles: true, cancelable: true }));

  beforeEach(async () => {
    sent.mockReset();
    await act(() => render(<Hold onDone={sent} />, root));
  });

  it("is sent as the hold completes, once, while the finger is still there", async () => {
    await finger("pointerdown");
    await passing(1_499);
    expect(sent).not.toHaveBeenCalled();
    await passing(1);
    expect(sent).toHaveBeenCalledTimes(1);
    await passing(5_000);
    await finger("pointerup");
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it.each(["pointerup", "pointercancel", "blur"])(
    "is not sent when the hold ends early (%s), and says how",
    async (end) => {
      await finger("pointerdown");
      await passing(1_000);
      await finger(end);
      await passing(1_000);
      expect(sent).not.toHaveBeenCalled();
      expect(button()?.textContent).toBe("Hold inne i halvannet sekund");
      await passing(4_000);
      expect(button()?.textContent).toBe("Hold inne for SOS");
    },
  );

  it.each([" ", "Enter"])("can be held with the key %j, whose repeats do not begin anew", async (name) => {
    await key("keydown", name);
    for (let i = 0; i < 14; i += 1) {
      await passing(100);
      await key("keydown", name, true);
    }
    expect(sent).not.toHaveBeenCalled();
    await passing(100);
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it("asks once instead, where a click comes from no finger: a screen reader, a switch", async () => {
    await fire(new MouseEvent("click", { detail: 0, bubbles: true }));
    expect(sent).not.toHaveBeenCalled();
    await act(() => root.querySelector<HTMLElement>("dialog .alarm")?.click());
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it("is not sent by a tap", async () => {
    await finger("pointerdown");
    await finger("pointerup");
    await fire(new MouseEvent("click", { detail: 1, bubbles: true }));
    expect(root.querySelector("dialog")).toBeNull();
    expect(sent).not.toHaveBeenCalled();
  });
});

describe("the PIN pad", () => {
  const given = vi.fn();
  const press = (name: string) =>
    act(() => [...root.querySelectorAll("button")].find((one) => one.textContent === name)?.click());

  beforeEach(async () => {
    given.mockReset();
    await act(() => render(<Pin error={null} onPin={given} onCancel={() => undefined} />, root));
  });

  it("takes four to eight digits, by finger or by key, and never shows them", async () => {
    for (const digit of "258") await press(digit);
    await press("OK");
    expect(given).not.toHaveBeenCalled();
    await act(() => void dispatchEvent(new KeyboardEvent("keydown", { key: "0" })));
    expect(root.textContent).toContain("●●●●");
    await press("OK");
    expect(given).toHaveBeenCalledWith("2580");
  });

  it("takes back a wrong digit, and no more than eight", async () => {
    for (const digit of "259") await press(digit);
    await press("Slett");
    for (const digit of "8012345678") await press(digit);
    await press("OK");
    expect(given).toHaveBeenCalledWith("25801234");
  });
});
