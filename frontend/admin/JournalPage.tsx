import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { t as deskTexts } from "../desk/texts";
import { serverNow } from "../shared/clock";
import { Notice } from "../shared/components/Notice";
import { dateOf } from "../shared/time";
import { clock } from "../shared/words";
import { useAdmin } from "./admin";
import { Line } from "./components";
import { csv, save } from "./files";
import { line, table } from "./happened";
import { Picker } from "./Picker";
import { type Checked, type Read, Reading, wrongWith } from "./reading";
import type { Site } from "./register/kinds";
import { addDays } from "./rota/week";
import { t } from "./texts";

const SHOWN = 500;

/** What was done at a site and when; and whether the journal can be trusted on it. */
export function JournalPage() {
  const admin = useAdmin();
  const today = dateOf(serverNow());
  const site = useSignal<Site | null>(null);
  const from = useSignal(addDays(today, -6));
  const until = useSignal(today);
  const errors = useSignal(new Map<string, string>());
  const reading = useMemo(() => new Reading(admin), [admin]);
  const { read, proof, fault, isBusy } = reading;
  const fetchIt = () => {
    errors.value = wrongWith(site.value, from.value, until.value);
    if (errors.value.size === 0 && site.value) void reading.fetch(site.value, from.value, until.value);
  };
  return (
    <div class="journal">
      <h1>{t.value.pages.journal}</h1>
      <form
        class="form journal-by"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          fetchIt();
        }}
      >
        <Picker<Site>
          label={t.value.journal.site}
          of="sites"
          chosen={site.value?.id ?? ""}
          beside={(one) => `${one.address}, ${one.town}`}
          error={errors.value.get("site")}
          onChoose={(_, thing) => {
            site.value = thing;
          }}
        />
        <Line
          label={t.value.journal.from}
          type="date"
          value={from.value}
          error={errors.value.get("from")}
          onText={(text) => {
            from.value = text;
          }}
        />
        <Line
          label={t.value.journal.until}
          type="date"
          value={until.value}
          error={errors.value.get("until")}
          onText={(text) => {
            until.value = text;
          }}
        />
        <button type="submit" class="primary" disabled={isBusy.value}>
          {isBusy.value ? t.value.loading : t.value.journal.show}
        </button>
      </form>
      {fault.value && (
        <Notice weight="soon" spoken>
          {fault.value}
        </Notice>
      )}
      {read.value && <Story read={read.value} proof={proof.value} isStopped={fault.value !== null} />}
      {!read.value && !isBusy.value && <p class="soft">{t.value.journal.begin}</p>}
    </div>
  );
}

interface StoryProps {
  read: Read;
  proof: Checked | null;
  /** The check could not be carried through. */
  isStopped: boolean;
}

function Story({ read, proof, isStopped }: StoryProps) {
  const isAll = useSignal(false);
  const lines = read.entries.map((entry) => line(t.value, deskTexts.value, entry));
  const shown = isAll.value ? lines : lines.slice(0, SHOWN);
  const words = t.value.journal;
  const isWhole = proof !== null && proof.days === proof.of;
  const keep = () => {
    const verdict = !proof
      ? words.unchecked
      : proof.broken.length
        ? words.broken(proof.broken.length)
        : words.whole(proof.entries);
    const about: [string, string][] = [
      [words.site, read.site],
      [words.from, read.from],
      [words.until, read.until],
      [words.chain, isWhole ? verdict : words.unchecked],
      ...(proof?.broken ?? []).map((one): [string, string] => [`${one.subject} ${one.entry}`, one.reason]),
    ];
    save(
      `${words.fileName}-${read.from}-${read.until}.csv`,
      "text/csv; charset=utf-8",
      csv(table(t.value, lines, about)),
    );
  };
  return (
    <>
      {isStopped ? <Notice weight="soon">{words.unchecked}</Notice> : <Verdict proof={proof} />}
      <div class="list-head">
        <h2>{words.heading(read.site, lines.length)}</h2>
        <button type="button" disabled={!isWhole} onClick={keep}>
          {words.keep}
        </button>
      </div>
      {lines.length === 0 ? (
        <p class="soft">{words.none}</p>
      ) : (
        <div class="scroll">
          <table class="things">
            <thead>
              <tr>
                <th scope="col">{words.columns.date}</th>
                <th scope="col">{words.columns.time}</th>
                <th scope="col">{words.columns.who}</th>
                <th scope="col">{words.columns.what}</th>
                <th scope="col">{words.columns.subject}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((one, index) => (
                <tr key={index}>
                  <td class="number nowrap">{one.date}</td>
                  <td class="number">{one.time}</td>
                  <td>{one.who}</td>
                  <td>
                    {one.what}
                    {one.more && <span class="soft"> {one.more}</span>}
                  </td>
                  <td class="soft small number">{one.subject}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown.length < lines.length && (
        <button
          type="button"
          onClick={() => {
            isAll.value = true;
          }}
        >
          {words.showAll(lines.length)}
        </button>
      )}
    </>
  );
}

function Verdict({ proof }: { proof: Checked | null }) {
  const words = t.value.journal;
  if (!proof || (proof.days < proof.of && proof.broken.length === 0)) {
    return <Notice weight="info">{words.checking(proof?.days ?? 0, proof?.of ?? 0)}</Notice>;
  }
  if (proof.broken.length === 0) {
    return (
      <p class="whole" role="status">
        {words.whole(proof.entries)} <span class="soft number">{words.checked(clock(t.value, proof.atMs))}</span>
      </p>
    );
  }
  return (
    <Notice weight="now" spoken>
      <div>
        <p>{words.broken(proof.broken.length)}</p>
        <ul>
          {proof.broken.map((one) => (
            <li key={`${one.subject} ${one.entry}`}>
              <span class="number">
                {one.subject} {one.entry}
              </span>
              : {one.reason}
            </li>
          ))}
        </ul>
        <p>{words.brokenNext}</p>
      </div>
    </Notice>
  );
}
