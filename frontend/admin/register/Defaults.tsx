import type { Listing } from "../../shared/api/types";
import { useAsked } from "../asked";
import { Wait } from "../components";
import { spoken } from "../durations";
import { to } from "../places";
import { t } from "../texts";
import { labelOf } from "./FieldInput";
import type { Kind, Model, PlaceKind, Policy } from "./kinds";

/** The system's own: what holds where the customer says nothing else, and a model for what it says. */
export function Defaults({ kind, model }: { kind: Kind; model: Model }) {
  const asked = useAsked<Listing<Policy | PlaceKind>>(model.path);
  const words = model.by === "risk" ? t.value.defaults : t.value.places.defaults;
  return (
    <section class="list defaults" aria-labelledby="defaults-heading">
      <div class="list-head">
        <h2 id="defaults-heading">{words.heading}</h2>
      </div>
      <p class="soft pad">{words.text}</p>
      <Wait asked={asked}>
        {({ items }) => (
          <div class="scroll">
            <table class="things">
              <thead>
                <tr>
                  <th scope="col">{t.value.columns[model.by]}</th>
                  {model.columns.map((column) => (
                    <th scope="col" key={column}>
                      {labelOf(column)}
                    </th>
                  ))}
                  <th scope="col">{t.value.defaults.like}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <Row key={one.id} kind={kind} model={model} one={one} make={words.make} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Wait>
    </section>
  );
}

interface RowProps {
  kind: Kind;
  model: Model;
  one: Policy | PlaceKind;
  make(name: string): string;
}

function Row({ kind, model, one, make }: RowProps) {
  const values = one as unknown as Record<string, unknown>;
  const name = "terrain" in one ? t.value.places.terrains[one.terrain] : t.value.risk[one.risk];
  return (
    <tr>
      <th scope="row">{name}</th>
      {model.columns.map((column) => (
        <td class="number" key={column}>
          {spoken(Number(values[column]), t.value.hour)}
        </td>
      ))}
      <td>
        <a href={to(kind.plural, "new", { [model.by]: String(values[model.by]) })}>{make(name)}</a>
      </td>
    </tr>
  );
}
