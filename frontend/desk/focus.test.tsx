import { render } from "preact";
import { useRef } from "preact/hooks";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useKeptFocus } from "./useKeptFocus";

function List({ ids }: { ids: string[] }) {
  const list = useRef<HTMLUListElement>(null);
  useKeptFocus(list);
  return (
    <ul ref={list}>
      {ids.map((id) => (
        <li key={id}>
          <button type="button" data-id={id} />
        </li>
      ))}
    </ul>
  );
}

describe("the focus in a list that changes by itself", () => {
  let root: HTMLElement;

  const show = (...ids: string[]) => act(() => render(<List ids={ids} />, root));
  const focused = () => (document.activeElement as HTMLElement).dataset.id;
  const focus = (id: string) => act(() => root.querySelector<HTMLElement>(`[data-id=${id}]`)?.focus());

  beforeEach(() => {
    root = document.body.appendChild(document.createElement("div"));
  });

  afterEach(() => {
    render(null, root);
    root.remove();
  });

  it("stays on its row when the list is sorted anew", async () => {
    await show("a", "b", "c");
    await focus("c");
    await show("c", "x", "a", "b");
    expect(focused()).toBe("c");
    await show("x", "a", "b", "c");
    expect(focused()).toBe("c");
  });

  it("goes to the row that took the place of one that is gone", async () => {
    await show("a", "b", "c");
    await focus("b");
    await show("a", "c");
    expect(focused()).toBe("c");
    await show("a");
    expect(focused()).toBe("a");
  });

  it("is not taken from where somebody has gone by hand", async () => {
    const other = document.body.appendChild(document.createElement("input"));
    await show("a", "b");
    await focus("a");
    other.focus();
    await show("b");
    expect(document.activeElement).toBe(other);
    other.remove();
  });
});
