import type { KeyForJob, OnScene, Turnout } from "../../shared/api/dispatch";
import { grouped } from "../../shared/phone";
import { go } from "../../shared/route";
import { k } from "../more/keyWords";
import { wayTo } from "./standing";
import { w } from "./words";

const isApple = /iPhone|iPad|Macintosh/.test(navigator.userAgent);

/** Where it is, what the operator adds, and the way there. */
export function Where({ turnout, isThere }: { turnout: Turnout; isThere: boolean }) {
  const { name, address, postal_code, town, directions } = turnout.target;
  const way = wayTo(turnout, isApple);
  return (
    <section class="turnout-where">
      {name && <p class="turnout-name">{name}</p>}
      {address ? (
        <p class="turnout-address">
          {address}, {postal_code} {town}
        </p>
      ) : (
        !way && <p>{w.value.noPlace}</p>
      )}
      {turnout.text && <p class="instruction">{turnout.text}</p>}
      {directions && (
        <details>
          <summary>{w.value.directions}</summary>
          <p class="instruction">{directions}</p>
        </details>
      )}
      {way && !isThere && (
        <a class="button" href={way} target="_blank" rel="noreferrer">
          {w.value.navigate}
        </a>
      )}
    </section>
  );
}

/** Which keys fit there, by their tags alone: where each hangs, or who has it. */
export function KeysToIt({ keys }: { keys: KeyForJob[] }) {
  const hangs = ({ cabinet, hook }: KeyForJob) => k.value.hangs(cabinet, hook);
  return (
    <section class="turnout-inside" aria-labelledby="keys-heading">
      <h2 id="keys-heading">{k.value.toIt}</h2>
      <ul class="list">
        {keys.map((one) => (
          <li key={one.tag}>
            <strong class="number">{one.tag}</strong>{" "}
            {one.mine ? k.value.isMine : one.holder ? k.value.isWith(one.holder) : hangs(one)}
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => go("keys")}>
        {k.value.heading}
      </button>
    </section>
  );
}

/** How to get in, and whom to call there: only the phone of who is there is told. */
export function Inside({ told }: { told: OnScene }) {
  return (
    <section class="turnout-inside" aria-labelledby="inside-heading">
      <h2 id="inside-heading">{w.value.access}</h2>
      <p class="instruction">{told.access || w.value.noAccess}</p>
      {told.contacts.length > 0 && (
        <>
          <h2>{w.value.contacts}</h2>
          <ul class="list">
            {told.contacts.map((one) => (
              <li key={one.phone}>
                <a class="button" href={`tel:${one.phone}`}>
                  {one.name} <span class="number">{grouped(one.phone)}</span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
