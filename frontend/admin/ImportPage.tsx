import { useSignal } from "@preact/signals";
import { useId, useMemo } from "preact/hooks";
import type { components } from "../shared/api/schema";
import { Choices } from "../shared/components/Choices";
import { Notice } from "../shared/components/Notice";
import { Shape } from "../shared/components/Shape";
import { explain } from "../shared/explain";
import { useAdmin } from "./admin";
import { bytes, save } from "./files";
import { Importing, PATIENCE_MS, type Report, TABLES, type TableOf } from "./importing";
import { Picker } from "./Picker";
import { type Customer, isCustomers, KINDS } from "./register/kinds";
import { t } from "./texts";

type Exported = components["schemas"]["Exported"];

/** Files in and out. Nothing is changed until somebody has seen what would be. */
export function ImportPage() {
  const admin = useAdmin();
  const plural = useSignal<TableOf>("people");
  const tables = TABLES.filter((one) => isCustomers(KINDS[one]) || admin.plans.value);
  return (
    <div class="transfer">
      <h1>{t.value.pages.import}</h1>
      <Choices
        label={t.value.transfer.what}
        options={tables}
        names={Object.fromEntries(TABLES.map((one) => [one, t.value.kinds[one].many])) as Record<TableOf, string>}
        chosen={plural.value}
        onChoose={(chosen) => {
          plural.value = chosen;
        }}
      />
      <Import plural={plural.value} key={`in-${plural.value}`} />
      <Export plural={plural.value} key={`out-${plural.value}`} />
    </div>
  );
}

function Import({ plural }: { plural: TableOf }) {
  const admin = useAdmin();
  const id = useId();
  const work = useMemo(() => new Importing(admin, plural), [admin, plural]);
  const { file, kept, fault, isBusy } = work;
  const report = work.checked.value;
  const isGood = report !== null && report.errors.length === 0;
  const count = report ? report.created + report.changed : 0;
  return (
    <section aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{t.value.transfer.in}</h2>
      <div class="input">
        <label for={id}>{t.value.transfer.file}</label>
        <input
          id={id}
          type="file"
          accept=".csv,text/csv"
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            const [found] = event.currentTarget.files ?? [];
            // So that the same file, put right and chosen again, is read again.
            const input = event.currentTarget;
            void work.choose(found).finally(() => {
              input.value = "";
            });
          }}
        />
        <p id={`${id}-hint`} class="hint">
          {t.value.transfer.hint}
        </p>
      </div>
      {file.value && <p class="file-name">{t.value.transfer.chosen(file.value.name)}</p>}
      {isBusy.value && <p role="status">{t.value.transfer.working}</p>}
      {fault.value && (
        <Notice weight="soon" spoken>
          <span>{fault.value}</span>
          {file.value && (
            <button type="button" onClick={() => void work.again()}>
              {t.value.retry}
            </button>
          )}
        </Notice>
      )}
      {report && !isBusy.value && <Checked report={report} />}
      {isGood && file.value && !isBusy.value && (
        <button type="button" class="primary" disabled={count === 0} onClick={() => void work.keep()}>
          {count === 0 ? t.value.transfer.nothing : t.value.transfer.keep(count)}
        </button>
      )}
      {kept.value && (
        <Notice weight="info" spoken>
          {t.value.transfer.done(kept.value.created, kept.value.changed, kept.value.unchanged)}
        </Notice>
      )}
    </section>
  );
}

/** What the file would do, or every line that stands in the way of it. */
function Checked({ report }: { report: Report }) {
  const words = t.value.transfer;
  const preview = report.preview ?? [];
  return (
    <>
      {report.errors.length > 0 ? (
        <>
          <Notice weight="soon" spoken>
            {words.bad(new Set(report.errors.map((error) => error.line)).size, report.created + report.changed)}
          </Notice>
          <div class="scroll">
            <table class="things">
              <caption class="unseen">{words.badLines}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.line}</th>
                  <th scope="col">{words.field}</th>
                  <th scope="col">{words.remedy}</th>
                </tr>
              </thead>
              <tbody>
                {report.errors.map((error) => (
                  <tr key={`${error.line} ${error.field} ${error.message}`}>
                    <th scope="row" class="number">
                      <Shape weight="soon" /> {error.line}
                    </th>
                    <td>
                      {error.field === "line"
                        ? words.wholeLine
                        : error.field === "file"
                          ? words.wholeFile
                          : error.field}
                    </td>
                    <td>{error.message}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : (
        <Notice weight="info" spoken>
          {words.good(report.created, report.changed, report.unchanged)}
        </Notice>
      )}
      {preview.length > 0 && (
        <details open={report.errors.length === 0}>
          <summary>{words.preview(preview.length)}</summary>
          <div class="scroll">
            <table class="things">
              <thead>
                <tr>
                  <th scope="col">{words.line}</th>
                  <th scope="col">{t.value.fields.name}</th>
                  <th scope="col">{words.outcome}</th>
                </tr>
              </thead>
              <tbody>
                {preview.map((one) => (
                  <tr key={one.line}>
                    <th scope="row" class="number">
                      {one.line}
                    </th>
                    <td>{one.name}</td>
                    <td>
                      {words.outcomes[one.outcome]}
                      {one.fields.length > 0 && <span class="soft">: {one.fields.join(", ")}</span>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </>
  );
}

function Export({ plural }: { plural: TableOf }) {
  const admin = useAdmin();
  const id = useId();
  const customer = useSignal("");
  const encoding = useSignal<"utf-8" | "cp1252">("utf-8");
  const fault = useSignal<string | null>(null);
  const isBusy = useSignal(false);
  const fetchIt = async () => {
    isBusy.value = true;
    fault.value = null;
    try {
      const query = new URLSearchParams({ encoding: encoding.value });
      if (customer.value) query.set("customer_id", customer.value);
      const path = `exports/${plural}?${query}`;
      const file = await admin.ask<Exported>({ path, timeoutMs: PATIENCE_MS });
      save(file.name, file.media_type, bytes(file.content_base64));
      admin.tell(t.value.transfer.exported(file.lines));
    } catch (failure) {
      fault.value = explain(t.value, failure);
    }
    isBusy.value = false;
  };
  return (
    <section aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{t.value.transfer.out}</h2>
      {isCustomers(KINDS[plural]) && admin.plans.value && (
        <Picker<Customer>
          label={t.value.fields.customer_id}
          of="customers"
          chosen={customer.value}
          nothing={t.value.everyCustomer}
          onChoose={(chosen) => {
            customer.value = chosen;
          }}
        />
      )}
      <Choices
        label={t.value.transfer.encoding}
        options={["utf-8", "cp1252"] as const}
        names={t.value.transfer.encodings}
        chosen={encoding.value}
        onChoose={(chosen) => {
          encoding.value = chosen;
        }}
      />
      {fault.value && (
        <Notice weight="soon" spoken>
          {fault.value}
        </Notice>
      )}
      <button type="button" disabled={isBusy.value} onClick={() => void fetchIt()}>
        {isBusy.value ? t.value.loading : t.value.transfer.fetch}
      </button>
    </section>
  );
}
