import { useSignal } from "@preact/signals";
import { newKey } from "../../shared/api/client";
import type { components } from "../../shared/api/schema";
import { now } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { ago, when } from "../../shared/words";
import { useAdmin } from "../admin";
import { useAsked } from "../asked";
import { Wait } from "../components";
import { t } from "../texts";
import type { Person } from "./kinds";

type Schemas = components["schemas"];

/** Where somebody is signed in, and the keys to get in by. */
export function Access({ person }: { person: Person }) {
  const admin = useAdmin();
  const sessions = useAsked<Schemas["SessionList"]>(`people/${person.id}/sessions`);
  const fault = useSignal<string | null>(null);
  const attempt = async (work: () => Promise<void>) => {
    fault.value = null;
    try {
      await work();
    } catch (failure) {
      fault.value = explain(t.value, failure);
    }
  };
  const end = (path: string, told: string) =>
    attempt(async () => {
      await admin.ask({ method: "DELETE", path, key: newKey() });
      admin.tell(told);
      sessions.again();
    });
  return (
    <section class="access" aria-labelledby="access-heading">
      <h2 id="access-heading">{t.value.access.heading}</h2>
      {fault.value && (
        <Notice weight="soon" spoken>
          {fault.value}
        </Notice>
      )}
      <Wait asked={sessions}>
        {(list) => (
          <Sessions
            list={list.sessions}
            onEnd={(id) => void end(`sessions/${id}`, t.value.access.ended)}
            onEndAll={() => void end(`people/${person.id}/sessions`, t.value.access.endedAll(person.name))}
          />
        )}
      </Wait>
      {admin.plans.value && person.active && <Keys person={person} attempt={attempt} />}
    </section>
  );
}

interface SessionsProps {
  list: Schemas["SessionRow"][];
  onEnd(id: string): void;
  onEndAll(): void;
}

function Sessions({ list, onEnd, onEndAll }: SessionsProps) {
  if (list.length === 0) return <p class="soft">{t.value.access.none}</p>;
  return (
    <>
      <ul class="sessions">
        {list.map((one) => {
          const name = one.device_name || t.value.access.unnamed;
          return (
            <li key={one.id}>
              <span>
                <strong>{name}</strong> {one.current && <span class="info">{t.value.access.current}</span>}
                <br />
                <span class="soft small">
                  {t.value.access.ways[one.way]} · {t.value.access.used(ago(t.value, one.refreshed_at_ms, now.value))} ·{" "}
                  {t.value.access.until(when(t.value, one.expires_at_ms, now.value))}
                </span>
              </span>
              <button type="button" aria-label={`${t.value.access.end}: ${name}`} onClick={() => onEnd(one.id)}>
                {t.value.access.end}
              </button>
            </li>
          );
        })}
      </ul>
      <button type="button" onClick={onEndAll}>
        {t.value.access.endAll}
      </button>
    </>
  );
}

interface KeysProps {
  person: Person;
  attempt(work: () => Promise<void>): Promise<void>;
}

/** A code to be read aloud when SMS is down; a link to make a passkey by; the passkeys there are. */
function Keys({ person, attempt }: KeysProps) {
  const admin = useAdmin();
  const passkeys = useAsked<Schemas["PasskeyList"]>(`people/${person.id}/passkeys`);
  const code = useSignal<Schemas["CodeToRead"] | null>(null);
  const link = useSignal<Schemas["EnrolmentLink"] | null>(null);
  const isInField = person.roles.some((role) => role === "guard" || role === "field_worker");
  const post = <T,>(path: string) => admin.ask<T>({ method: "POST", path, body: {}, key: newKey() });
  return (
    <>
      {isInField && (
        <div class="key">
          <button
            type="button"
            onClick={() =>
              void attempt(async () => {
                code.value = await post(`people/${person.id}/codes`);
              })
            }
          >
            {t.value.access.code}
          </button>
          <p class="soft small">{t.value.access.codeText}</p>
          {code.value && (
            <p role="status">
              <span class="code number">{code.value.code.replace(/(\d{3})(?=\d)/, "$1 ")}</span>{" "}
              <span class="soft">{t.value.access.until(when(t.value, code.value.expires_at_ms, now.value))}</span>
            </p>
          )}
        </div>
      )}
      <div class="key">
        <button
          type="button"
          onClick={() =>
            void attempt(async () => {
              link.value = await post(`people/${person.id}/enrolments`);
            })
          }
        >
          {t.value.access.link}
        </button>
        <p class="soft small">{t.value.access.linkText}</p>
        {link.value && <Link link={link.value} />}
      </div>
      <h3>{t.value.access.passkeys}</h3>
      <Wait asked={passkeys}>
        {({ passkeys: list }) =>
          list.length === 0 ? (
            <p class="soft">{t.value.access.noPasskeys}</p>
          ) : (
            <ul class="sessions">
              {list.map((one) => (
                <li key={one.id}>
                  <span>
                    <strong>{one.name || t.value.access.unnamed}</strong>
                    <br />
                    <span class="soft small">{t.value.access.used(ago(t.value, one.used_at_ms, now.value))}</span>
                  </span>
                  <button
                    type="button"
                    aria-label={`${t.value.remove}: ${one.name || t.value.access.unnamed}`}
                    onClick={() =>
                      void attempt(async () => {
                        const path = `people/${person.id}/passkeys/${one.id}`;
                        await admin.ask({ method: "DELETE", path, key: newKey() });
                        passkeys.again();
                      })
                    }
                  >
                    {t.value.remove}
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Wait>
    </>
  );
}

function Link({ link }: { link: Schemas["EnrolmentLink"] }) {
  const isCopied = useSignal(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link.url);
      isCopied.value = true;
    } catch {
      isCopied.value = false; // the link stands there to be marked and copied by hand
    }
  };
  return (
    <div role="status" class="link">
      <code>{link.url}</code>
      <button type="button" onClick={() => void copy()}>
        {isCopied.value ? t.value.copied : t.value.copy}
      </button>
      <span class="soft">{t.value.access.until(when(t.value, link.expires_at_ms, now.value))}</span>
    </div>
  );
}
