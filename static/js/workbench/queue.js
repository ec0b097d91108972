// Texts that the server has not confirmed yet. A text is here before it is sent, and until its save is acknowledged.
//
// One entry is one field as one page typed it: `data` the latest text, `base` (and `baseData`) what it grew from, `sent`
// the request that may or may not have arrived and is repeated unchanged until it is answered. `state`: "waiting",
// "held" (a clash the person has to settle), "invalid", "refused".
import { closedOf } from "./alive.js";
import { page, tell } from "./page.js";
import { all, changeAll, put, remove } from "./store.js";

const entries = new Map();

export const mine = () => [...entries.values()];

export function make(facts, data) {
  const key = [page.user, page.document, facts.part, facts.field, page.id].join("|");
  const entry = {
    key, user: page.user, document: page.document, title: page.title, saveUrl: page.saveUrl, path: page.path,
    page: page.id, origin: page.id, data, sent: null, state: "waiting", at: Date.now(), ...facts,
  };
  entries.set(key, entry);
  return entry;
}

export function keep(entry) {
  entries.set(entry.key, entry);
  tell("queue");
  return put("texts", entry);
}

export function drop(entry) {
  entries.delete(entry.key);
  tell("queue");
  return remove("texts", entry.key);
}

// Texts of the same person that closed pages left behind become this page's. The oldest come first.
export async function takeOver() {
  const left = (await all("texts")).filter((entry) => entry.user === page.user);
  const closed = await closedOf(new Set(left.map((entry) => entry.page)));
  const taken = await changeAll("texts", (entry) => (
    entry.user === page.user && closed.has(entry.page) ? { ...entry, page: page.id } : null
  ));
  const fresh = taken.filter((entry) => !entries.has(entry.key)).sort((one, other) => one.at - other.at);
  for (const entry of fresh) entries.set(entry.key, entry);
  if (fresh.length) tell("queue");
  return fresh;
}

// How many texts of this person wait in this browser, in whatever tab.
export async function countAll() {
  return (await all("texts")).filter((entry) => entry.user === page.user).length;
}
