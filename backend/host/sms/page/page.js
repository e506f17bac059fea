// The page of all SMS. What it shows is only ever what the host has; it asks, and is answered when something changed.

import { clock } from "./clock.js";

const words = JSON.parse(document.body.dataset.words);
const $ = (id) => document.getElementById(id);
const list = $("list");
const filter = $("filter");

const SIGNS = { accepted: "soon", refused_for_now: "soon", sent: "soon", ringing: "soon", failed: "now", refused: "now", not_taken: "now" };
const WAIT_S = 20;
const AGAIN_MS = 2000;
const timeZone = "Europe/Oslo";

const people = new Map();
let asked = new AbortController();

function element(name, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

/** A number grouped to be read aloud: +47 901 23 456. */
function spoken(number) {
  const norwegian = /^\+47(\d{3})(\d{2})(\d{3})$/.exec(number);
  return norwegian ? `+47 ${norwegian[1]} ${norwegian[2]} ${norwegian[3]}` : number;
}

function when(ms) {
  const day = (at) => at.toLocaleDateString("nb-NO", { timeZone, day: "numeric", month: "short" });
  const at = new Date(ms);
  return day(at) === day(new Date()) ? clock(ms, words) : `${day(at)} ${clock(ms, words)}`;
}

function named(number) {
  return people.get(number) || words.unknown;
}

function row(message) {
  const answer = element("button", { type: "button", textContent: words.answer });
  answer.ariaLabel = `${words.answer} ${words.from} ${named(message.number)}`;
  answer.addEventListener("click", () => {
    $("answer").elements.from.value = message.number;
    $("answer").elements.text.focus();
  });
  const sign = SIGNS[message.state] ?? "plain";
  const state = element("span", { className: sign });
  const said = message.direction === "call" && message.state === "answered" ? words.answered_call : words[message.state];
  state.append(element("span", { className: "sign", ariaHidden: "true" }), said);
  return element(
    "li",
    { className: message.direction, id: `sms-${message.id}` },
    element(
      "div",
      { className: "head" },
      element("time", { dateTime: new Date(message.at_ms).toISOString(), textContent: when(message.at_ms) }),
      element("span", { className: "who", textContent: `${words[message.direction]} ${named(message.number)}` }),
      element("span", { className: "number", textContent: spoken(message.number) }),
    ),
    element("p", { className: "words", textContent: message.text }),
    element("div", { className: "foot" }, state, ...actions(message, answer)),
  );
}

/** What one can do on that telephone: answer an SMS; or take a call that rings, press 1, or let it be. */
function actions(message, answer) {
  if (message.direction === "to") return [answer];
  if (message.direction !== "call" || message.state !== "ringing") return [];
  return ["acknowledged", "answered", "voicemail", "busy"].map((done) => {
    const button = element("button", { type: "button", textContent: words[`do_${done}`] });
    button.ariaLabel = `${words[`do_${done}`]}, ${named(message.number)}`;
    button.addEventListener("click", () => send("POST", "/sms/calls", { id: message.id, done }, $("answer")));
    return button;
  });
}

function remember(messages) {
  for (const message of messages) {
    const known = people.has(message.number);
    people.set(message.number, message.name);
    if (known) continue;
    const label = message.name ? `${message.name} · ${spoken(message.number)}` : spoken(message.number);
    filter.append(element("option", { value: message.number, textContent: label }));
    $("numbers").append(element("option", { value: message.number, label }));
  }
}

function show(messages) {
  remember(messages);
  const focused = document.activeElement?.closest("#list li")?.id;
  list.replaceChildren(...messages.map(row));
  if (focused) $(focused)?.querySelector("button")?.focus();
  $("state").textContent = messages.length ? "" : `${words.empty} ${words.empty_next}`;
}

function fresh(yes) {
  $("stale").hidden = yes;
  $("stale").textContent = yes ? "" : words.stale;
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function fetched(url, options = {}) {
  const answer = await fetch(url, options);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail ?? String(answer.status));
  return body;
}

async function follow() {
  let version = null;
  let shown = null;
  for (;;) {
    const to = filter.value;
    if (to !== shown) version = null;
    const query = new URLSearchParams({ ...(to && { to }), ...(version !== null && { after: version, wait_s: WAIT_S }) });
    try {
      const found = await fetched(`/sms/messages?${query}`, { signal: asked.signal });
      fresh(true);
      if (found.version !== version) show(found.messages);
      if (found.version !== version) await showBehaviours();
      version = found.version;
      shown = to;
    } catch (error) {
      if (error.name === "AbortError") continue;
      fresh(false);
      await pause(AGAIN_MS);
    }
  }
}

async function showBehaviours() {
  const { behaviours } = await fetched("/sms/behaviour");
  const rows = behaviours.map((found) => {
    const kind = $("network").elements.behaviour.querySelector(`[value=${found.behaviour}]`).textContent;
    const details = [kind];
    if (found.behaviour === "delay") details.push(words.seconds.replace("{count}", found.delay_s));
    if (found.once) details.push(words.only_once);
    const whom = found.to ? `${named(found.to)} ${spoken(found.to)}` : words.for_everybody;
    const back = element("button", { type: "button", textContent: words.back_to_normal });
    back.addEventListener("click", () => send("PUT", "/sms/behaviour", { to: found.to, behaviour: "normal" }, $("network")));
    return element("li", {}, element("span", { textContent: `${whom}: ${details.join(", ")}` }), back);
  });
  $("behaviours").replaceChildren(
    ...(rows.length ? rows : [element("li", { className: "hint", textContent: words.all_normal })]),
  );
}

async function send(method, url, body, form, done = words.applied) {
  const outcome = form.querySelector(".outcome");
  try {
    const headers = { "Content-Type": "application/json" };
    await fetched(url, { method, headers, body: JSON.stringify(body) });
    outcome.className = "outcome done";
    outcome.textContent = done;
    return true;
  } catch (error) {
    outcome.className = "outcome wrong";
    outcome.textContent = words.failed_to_send.replace("{why}", error.message);
    return false;
  }
}

/** What somebody typed as a number, as the centre writes it. */
function e164(typed) {
  const bare = typed.replace(/[^0-9+]/g, "").replace(/^00/, "+");
  if (!bare) return null;
  return bare.startsWith("+") ? bare : `+47${bare}`;
}

$("answer").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  const { from, text } = form.elements;
  if (await send("POST", "/sms/answers", { from: e164(from.value), text: text.value }, form, words.answered)) {
    text.value = "";
    text.focus();
  }
});

$("network").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  const { to, behaviour, delay_s, once } = form.elements;
  const wanted = { to: e164(to.value), behaviour: behaviour.value, delay_s: Number(delay_s.value), once: once.checked };
  send("PUT", "/sms/behaviour", wanted, form);
});

$("network").elements.behaviour.addEventListener("change", (event) => {
  $("delay").hidden = event.currentTarget.value !== "delay";
});

filter.addEventListener("change", () => {
  asked.abort();
  asked = new AbortController();
});

$("state").textContent = words.loading;
follow();
