// Sends the queue: one request in flight for each part, each with a key of its own that its repetitions keep.
import { acknowledge } from "./answers.js";
import { ask, connection, isPausing } from "./connection.js";
import { csrf, page, tell, uuid } from "./page.js";
import { keep, mine } from "./queue.js";
import { session } from "./session-state.js";

// The browser sends no more than 64 kB after a page is gone.
const MOST_ON_LEAVING = 60_000;

const busy = new Map();
export const isBusy = () => busy.size > 0;

// What one page typed in one part goes one after another; what another page left behind goes by itself.
const lineOf = (entry) => `${entry.part}|${entry.origin}`;
const entriesOf = (line) => mine().filter((entry) => lineOf(entry) === line);
const isReady = (entry) => entry.state === "waiting" && entry.user === page.user;

function begun(entries) {
  const first = entries.find((entry) => entry.sent && isReady(entry));
  return first ? entries.filter((entry) => entry.sent?.request === first.sent.request) : null;
}

// Fields that grew from the same version go together, so that rules over several fields see all of them.
function fresh(entries) {
  const ready = entries.filter(isReady);
  const [first] = ready;
  if (!first) return null;
  const group = first.held ? [first] : ready.filter((entry) => entry.base === first.base && !entry.held);
  const request = uuid();
  for (const entry of group) {
    entry.sent = { request, data: entry.data, base: entry.base, baseData: entry.baseData ?? null, held: entry.held ?? null };
  }
  return group;
}

const next = (line) => {
  const entries = entriesOf(line);
  return begun(entries) ?? fresh(entries);
};

function body(group) {
  const [first] = group;
  const grown = group.filter((entry) => entry.sent.baseData);
  return {
    request: first.sent.request,
    op: "save",
    user: first.user,
    kind: first.kind,
    id: first.part,
    version: first.sent.base,
    fields: group.map((entry) => entry.field),
    data: group.flatMap((entry) => entry.sent.data),
    held: first.sent.held,
    ...(grown.length && { bases: Object.fromEntries(grown.map((entry) => [entry.field, entry.sent.baseData])) }),
  };
}

export const post = (url, content, options = {}) => ask(url, {
  method: "POST",
  body: JSON.stringify(content),
  ...options,
  headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
});

const isStopped = () => session.isOver || isPausing() || navigator.onLine === false;

async function work(line) {
  while (!isStopped()) {
    const group = next(line);
    if (!group) return;
    await Promise.all(group.map(keep));
    const answer = await post(group[0].saveUrl, body(group));
    if (!(await acknowledge(group, answer))) return;
  }
}

// One at a time in each line; who asks meanwhile waits for the same end, since the work takes what has become ready.
function run(line) {
  if (!busy.has(line)) {
    // No answer: the request is kept as it was sent, and `connection` says when to try again.
    const end = work(line).catch(() => {}).finally(() => {
      busy.delete(line);
      tell("queue");
    });
    busy.set(line, end);
    tell("queue");
  }
  return busy.get(line);
}

// Sends what is ready; of one part, or of all. Resolves when there is nothing more to be done now.
export function send(part = null) {
  const ready = mine().filter((entry) => isReady(entry) && (!part || entry.part === part));
  return Promise.all([...new Set(ready.map(lineOf))].map(run));
}

// The page is going away: what fits is sent without waiting for an answer. What is not answered is sent again, under the
// same keys, by the next page.
export function sendOnLeaving() {
  if (isStopped() || connection.problem) return;
  for (const line of new Set(mine().map(lineOf))) {
    const group = busy.has(line) ? null : next(line);
    if (!group) continue;
    group.forEach(keep);
    const text = JSON.stringify(body(group));
    if (text.length > MOST_ON_LEAVING) continue;
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf() };
    fetch(group[0].saveUrl, { method: "POST", keepalive: true, headers, body: text }).catch(() => {});
  }
}
