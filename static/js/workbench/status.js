// One calm line: what happens with the texts. It is spoken once when the state changes, never at every key.
import { connection } from "./connection.js";
import { everyField } from "./fields-on-page.js";
import { hear, page, tell } from "./page.js";
import { mine } from "./queue.js";
import { isBusy } from "./saving.js";
import { session } from "./session-state.js";
import { askToSignIn } from "./session.js";
import { store } from "./store.js";
import { hour, say } from "./words.js";

const line = document.getElementById("workbench-status");
const hasNewRow = Boolean(document.querySelector("form[data-new]"));
let savedAt = "";
let elsewhere = 0;
let spoken = "";
let planned = 0;

const of = (state) => mine().filter((entry) => entry.state === state);
const isHere = (entry) => entry.path === page.path;

function linkTo(entry) {
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = isHere(entry) ? `#${entry.kind}_${entry.field}` : entry.path;
  link.textContent = entry.label || entry.title;
  return link;
}

function action(words, run) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "workbench-action";
  button.textContent = words;
  button.addEventListener("click", run);
  return button;
}

function idle() {
  if (!page.wasEditable) return "readOnly";
  if (hasNewRow) return "autoNew";
  return everyField().length ? "auto" : "allSaved";
}

// [name of the state, sentence, what can be done about it]
function state() {
  const waiting = mine().length;
  const [held] = of("held");
  const [wrong] = [...of("invalid"), ...of("refused")];
  if (session.who) return ["other", say("otherPersonShort"), action(say("more"), askToSignIn)];
  if (session.isOver) return ["signed-out", say("signInAgain", { count: waiting }), action(say("signIn"), askToSignIn)];
  if (page.closed) return ["closed", say("closed")];
  if (connection.problem === "offline") return ["offline", say(waiting ? "offline" : "offlineNothing", { count: waiting })];
  if (connection.problem === "failing" && waiting) return ["failing", say("failing", { count: waiting })];
  if (wrong) return ["error", say("notSaved", { why: wrong.message || say("failed") }), linkTo(wrong)];
  if (held) return ["held", say("held", { count: of("held").length }), action(say("decide"), () => tell("decide", { entry: held }))];
  if (elsewhere) return ["held", say("held", { count: elsewhere }), action(say("decide"), () => tell("decide", {}))];
  if (isBusy() || waiting || everyField().some((field) => field.dirty)) return ["saving", say("saving")];
  return savedAt ? ["saved", say("saved", { time: hour(savedAt) })] : ["idle", say(idle())];
}

function speak(name, sentence) {
  // Saving and saved again is no news; that it is saved after a trouble is.
  if (name === "saving" || name === "idle" || name === spoken) return;
  spoken = name;
  line.querySelector("[data-spoken]").textContent = sentence;
}

function show() {
  planned = 0;
  const [name, sentence, what] = state();
  const text = line.querySelector("[data-text]");
  const key = `${name} ${sentence}`;
  if (line.dataset.key !== key) {
    line.dataset.key = key;
    line.dataset.state = name;
    text.replaceChildren(store.lasting || !mine().length ? sentence : `${sentence} ${say("notKept")}`, ...(what ? [" ", what] : []));
  }
  speak(name, sentence);
  for (const field of everyField()) field.showWaiting(Boolean(connection.problem) || session.isOver);
}

// Many reasons in one frame are one change of the line.
function soon() {
  planned ||= requestAnimationFrame(show);
}

function showPeople(people) {
  const list = line.querySelector("[data-people]");
  const sentences = people.map((one) => say(one.place ? "writes" : "present", { name: one.name, where: one.where ?? "" }));
  if (list.dataset.key === sentences.join()) return;
  list.dataset.key = sentences.join();
  list.replaceChildren(...sentences.map((sentence) => {
    const item = document.createElement("li");
    item.textContent = sentence;
    return item;
  }));
}

export function startStatus() {
  line.hidden = false;
  for (const name of ["queue", "connection", "session", "typing", "closed"]) hear(name, soon);
  hear("saved", ({ at }) => { savedAt = at ?? savedAt; soon(); });
  hear("asked", () => { spoken = ""; soon(); });
  hear("people", ({ people }) => showPeople(people));
  hear("held", ({ held }) => {
    elsewhere = held.filter((one) => !mine().some((entry) => entry.held === one.id)).length;
    soon();
  });
  soon();
}
