import type { ComponentChildren } from "preact";
import { l } from "../texts";

export interface SheetRow {
  key: string;
  /** What stands under each head, in their order. */
  cells: ComponentChildren[];
}

/** One list of the copy. Each row has room for what is noted; on a narrow screen each cell says what it is. */
export function Sheet({ title, heads, rows }: { title: string; heads: string[]; rows: SheetRow[] }) {
  return (
    <section class="sheet">
      <h2>
        {title} <span class="count number">{rows.length}</span>
      </h2>
      {rows.length === 0 ? (
        <p class="soft">{l.value.copy.nothing}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
              <th scope="col" class="to-note">
                {l.value.copy.noted}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells }) => (
              <tr key={key}>
                {heads.map((head, at) => (
                  <td key={head} data-label={head}>
                    {cells[at]}
                  </td>
                ))}
                <td class="to-note" />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** What is said of one thing, each on a line of its own; what is not known has none. */
export function Lines({ of }: { of: ComponentChildren[] }) {
  const said = of.filter((one) => one !== null && one !== "" && one !== false && one !== undefined);
  return (
    <>
      {said.map((one, at) => (
        <div key={at}>{one}</div>
      ))}
    </>
  );
}
