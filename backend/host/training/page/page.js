// The page of the exercise: what happens out there, who says what when rung, and how it went.

import { clock } from "./clock.js";

const words = JSON.parse(document.body.dataset.words);
const by = (id) => document.getElementById(id);
const asked = new Set();
const rung = new Set();

const element = (name, text = "", attributes = {}) => Object.assign(document.createElement(name), { textContent: text, ...attributes });
const seconds = (ms) => `${Math.round(ms / 1000)} ${words.seconds}`;

async function ask(path, body) {
  const how = body === undefined ? {} : { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  const answer = await fetch(`/training/${path}`, { cache: "no-store", ...how });
  if (!answer.ok) throw new Error((await answer.json()).detail);
  return await answer.json();
}

// A list is drawn anew only if what it says is new: a button must not be exchanged under the finger that presses it.
function filled(list, items) {
  const wanted = items.length ? items : [element("li", words.nothing)];
  if (list.innerHTML !== wanted.map((item) => item.outerHTML).join("")) list.replaceChildren(...wanted);
}

function telephone(one) {
  const item = element("li");
  const told = rung.has(one.phone) ? [element("q", one.says)] : [];
  const said = asked.has(one.phone) ? [element("span", ` ${words.code_word} `), element("strong", one.code_word)] : [];
  const ring = element("button", `${words.ring} ${one.name}`, { type: "button", onclick: () => show(rung, one.phone) });
  const word = element("button", words.reveal, { type: "button", onclick: () => show(asked, one.phone) });
  item.append(ring, " ", element("span", one.phone, { className: "number" }), " ", ...told, " ", ...(told.length ? [word] : []), ...said);
  return item;
}

function show(which, phone) {
  which.add(phone);
  draw(last);
}

function happened(one) {
  const item = element("li");
  item.append(element("time", clock(one.at_ms, words)), " ", element("strong", one.who), ` ${one.does}`);
  if (one.fault) item.append(` ${words.failed} ${one.fault}`);
  return item;
}

function outcome(one) {
  const item = element("li");
  const kind = words[`kind.${one.kind}`] ?? words["kind.other"];
  const parts = [
    one.to_take_ms === null ? null : `${words.taken} ${seconds(one.to_take_ms)}`,
    one.to_resolve_ms === null ? null : `${words.resolved} ${seconds(one.to_resolve_ms)}`,
    ...(one.missed.length ? one.missed.map((missed) => words[`missed.${missed}`]) : [words.all_done]),
  ];
  item.append(element("time", clock(one.opened_at_ms, words)), " ", element("strong", kind), ` ${parts.filter(Boolean).join(" · ")}`);
  return item;
}

let last = null;
function draw(state) {
  if (!state) return;
  last = state;
  by("running").textContent = state.running ? `${words.running} · ${state.pace}×` : words.idle;
  filled(by("telephones"), state.telephones.map(telephone));
  filled(by("done"), state.done.toReversed().map(happened));
  filled(by("cases"), state.cases.map(outcome));
}

async function refresh() {
  try {
    const state = await ask("state");
    // A telephone that has something new to say is rung anew.
    for (const one of state.telephones) {
      const before = last?.telephones.find(({ phone }) => phone === one.phone);
      if (before && before.says !== one.says) {
        rung.delete(one.phone);
        asked.delete(one.phone);
      }
    }
    if (JSON.stringify(state) !== JSON.stringify(last)) draw(state);
    by("stale").hidden = true;
  } catch {
    by("stale").hidden = false;
    by("stale").textContent = words.stale;
  }
}

by("night").addEventListener("submit", async (event) => {
  event.preventDefault();
  draw(await ask("start", { pace: Number(new FormData(event.target).get("pace")) }));
});
by("stop").addEventListener("click", async () => draw(await ask("stop", {})));
setInterval(refresh, 1000);
void refresh();
