import type { Listing } from "../../shared/api/types";
import { useAsked } from "../asked";
import { Wait } from "../components";
import { spoken } from "../durations";
import { to } from "../places";
import { t } from "../texts";
import type { Policy } from "./kinds";

/** The system's own policies: what holds where neither assignment nor customer says otherwise. */
export function Defaults() {
  const asked = useAsked<Listing<Policy>>("default-policies");
  return (
    <section class="list defaults" aria-labelledby="defaults-heading">
      <div class="list-head">
        <h2 id="defaults-heading">{t.value.defaults.heading}</h2>
      </div>
      <p class="soft pad">{t.value.defaults.text}</p>
      <Wait asked={asked}>
        {({ items }) => (
          <table class="things">
            <thead>
              <tr>
                <th scope="col">{t.value.columns.risk}</th>
                <th scope="col">{t.value.columns.interval}</th>
                <th scope="col">{t.value.fields.grace_s}</th>
                <th scope="col">{t.value.defaults.like}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <tr key={one.risk}>
                  <th scope="row">{t.value.risk[one.risk]}</th>
                  <td class="number">{spoken(one.interval_s, t.value.hour)}</td>
                  <td class="number">{spoken(one.grace_s, t.value.hour)}</td>
                  <td>
                    <a href={to("policies", "new", { risk: one.risk })}>
                      {t.value.defaults.make(t.value.risk[one.risk])}
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Wait>
    </section>
  );
}
