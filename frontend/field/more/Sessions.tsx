import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import type { SessionRow } from "../../shared/api/types";
import { now } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { leave } from "../../shared/route";
import { when } from "../../shared/words";
import { useApp } from "../app";
import { Page } from "../Page";
import { t } from "../texts";
import { p } from "./texts";

/** Where one is signed in, and how to end what is not one's own hand any more. */
export function Sessions() {
  const app = useApp();
  const rows = useSignal<SessionRow[] | null>(null);
  const error = useSignal<string | null>(null);
  const sure = useSignal("");
  const attempt = async (act: () => Promise<void>) => {
    error.value = null;
    try {
      await act();
    } catch (failure) {
      error.value = explain(t.value, failure);
    }
  };
  const read = () =>
    attempt(async () => {
      const { body } = await app.session.ask<{ sessions: SessionRow[] }>({ path: "sessions" });
      rows.value = body.sessions.sort((one, other) => other.refreshed_at_ms - one.refreshed_at_ms);
    });
  const end = (row: SessionRow) =>
    attempt(async () => {
      await app.session.ask({ method: "DELETE", path: `sessions/${row.id}`, key: newKey() });
      rows.value = (rows.value ?? []).filter((one) => one.id !== row.id);
    });
  useEffect(() => void read(), []);
  const press = (row: SessionRow) => {
    if (sure.value !== row.id) sure.value = row.id;
    else void end(row);
  };
  return (
    <Page title={p.value.places.heading} close={leave}>
      {error.value && (
        <Notice weight="soon" spoken>
          <p>{error.value}</p>
          <button type="button" onClick={() => void read()}>
            {t.value.retry}
          </button>
        </Notice>
      )}
      {rows.value === null && !error.value && <p role="status">{t.value.loading}</p>}
      <ul class="cards">
        {rows.value?.map((row) => (
          <li key={row.id}>
            <strong>{row.device_name || p.value.places.unknown}</strong>
            <span class="soft number">
              {row.current ? p.value.places.here : p.value.places.used(when(t.value, row.refreshed_at_ms, now.value))}
            </span>
            {!row.current && (
              <button type="button" onClick={() => press(row)}>
                {sure.value === row.id ? p.value.places.sure : p.value.places.end}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Page>
  );
}
