// Asks every ten seconds what others did and who is here. It stops while nobody looks at the page.
import { ask } from "./connection.js";
import { everyField, find } from "./fields-on-page.js";
import { hear, page, renewCsrf, tell } from "./page.js";
import { mine } from "./queue.js";
import { belongsTo, ended, session } from "./session-state.js";

const EVERY = 10_000;
const LONGEST = 60_000;
// Several reasons to look at once are one look.
const SOON = 250;

let timer = 0;
let pause = EVERY;
let running = null;

function place() {
  const group = document.activeElement?.closest?.("form[data-part]:not([data-new]) [data-field]");
  if (!group) return "";
  const { kind, id } = group.closest("form").dataset;
  return `${kind}/${id}/${group.dataset.field}`;
}

function showTexts(parts) {
  for (const part of parts) {
    if (part.deleted) {
      tell("deleted", { part });
      continue;
    }
    for (const [name, value] of Object.entries(part.fields ?? {})) {
      const field = find(part.id, name);
      if (field && part.version > field.base) field.receive({ data: value.data, version: part.version, by: part.by === page.name ? "" : part.by || "" });
    }
  }
}

// A text that was held before the question was asked, and is not in the answer, has been settled, perhaps in another window.
function compareHeld(held, before) {
  const now = new Set(held.map((one) => one.id));
  for (const id of before) if (!now.has(id)) tell("settled", { id });
  tell("held", { held });
}

function showPeople(people) {
  const near = new Map();
  for (const { place: where, name } of people) {
    const [, part, field] = (where ?? "").split("/");
    const found = part && find(part, field);
    if (found) near.set(found, [...(near.get(found) ?? []), name]);
  }
  for (const field of everyField()) field.showNear(near.get(field) ?? []);
  tell("people", { people });
}

function take(answer, before) {
  renewCsrf(answer.csrf);
  page.revision = answer.revision ?? page.revision;
  if (answer.reload) tell("reload");
  if (page.closed === false && page.wasEditable && answer.can_edit === false) tell("closed", {});
  showTexts(answer.parts ?? []);
  if (answer.lists?.length || answer.parts?.length) {
    tell("rows", { kinds: [...(answer.lists ?? []), ...(answer.parts ?? []).map((part) => part.kind)] });
  }
  showPeople(answer.people ?? []);
  compareHeld(answer.held ?? [], before);
}

// The bare answer, for asking who is signed in.
export const look = () => ask(`${page.pulseUrl}?${new URLSearchParams({ revision: page.revision, place: place() })}`);

async function beat() {
  const before = mine().filter((entry) => entry.document === page.document && entry.held).map((entry) => entry.held);
  try {
    const answer = await look();
    if (answer.status === "signed_out") ended();
    else if (answer.status === "ok" && belongsTo(answer.user)) take(answer, before);
    else return false;
    pause = EVERY;
    return answer.status === "ok" && !session.isOver;
  } catch {
    pause = Math.min(LONGEST, pause * 2);
    return false;
  }
}

function plan(wait = pause) {
  clearTimeout(timer);
  if (document.visibilityState === "visible" && !session.isOver) timer = setTimeout(pulseNow, wait);
}

// Looks at once. Resolves to whether the same person is still signed in and the portal answers.
export function pulseNow() {
  running ??= beat().finally(() => {
    running = null;
    plan();
  });
  return running;
}

export function startPulse() {
  document.addEventListener("visibilitychange", () => plan(SOON));
  window.addEventListener("focus", () => plan(SOON));
  window.addEventListener("online", () => plan(SOON));
  hear("go-on", () => plan(SOON));
  hear("saved", () => { pause = EVERY; });
  plan(SOON);
}
