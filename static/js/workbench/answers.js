// What each answer to a save means for the texts that were sent. The words stay in the queue until they are safe.
import { failed } from "./connection.js";
import { fieldOf } from "./fields-on-page.js";
import { same } from "./fields.js";
import { page, tell } from "./page.js";
import { pulseNow } from "./pulse.js";
import { drop, keep, mine } from "./queue.js";
import { belongsTo, ended } from "./session-state.js";

// The server has what was sent and nothing else.
function taken(entry, field, version) {
  if (field) Object.assign(field, { base: version, baseData: null, synced: entry.sent.data, floor: version });
  Object.assign(entry, { base: version, baseData: null });
}

// What is on the screen grew from what was sent, not from what is saved now. The next save says so, and the server joins
// both; or the pulse brings what is saved, when nothing more is typed. The version stays the old one.
function grown(entry, field, version = 0) {
  const baseData = entry.sent.data;
  Object.assign(entry, { baseData });
  if (field) Object.assign(field, { baseData, synced: baseData, floor: version });
}

async function done(entry, answer, isMerged) {
  const field = fieldOf(entry);
  const typed = !same(entry.data, entry.sent.data);
  const value = answer.values?.[entry.field];
  const { version } = answer;
  // The server joined what was sent with somebody else's words, or wrote it down differently.
  const isOther = value && !same(value.data, entry.sent.data);
  if (answer.values === undefined || !version) grown(entry, field);
  else if (isOther) grown(entry, field, version);
  else taken(entry, field, version);
  Object.assign(entry, { sent: null, held: null, heldUrl: "", state: "waiting", errors: [], tokens: 0 });
  field?.settled();
  if (typed) return keep(entry);
  if (field) field.entry = null;
  if (isOther && version && !field?.dirty) {
    // A repeated request may be answered with what others wrote after it: then it is not one's own words in other writing.
    const by = isMerged ? answer.by : "";
    field?.receive({ data: value.data, version: value.version ?? version, by, isOwn: !by && !answer.repeated });
  }
  return drop(entry);
}

// A refused text waits for the person; one that was changed since it was sent is tried again.
async function refuse(entry, state, facts = {}) {
  const isSame = same(entry.data, entry.sent.data);
  Object.assign(entry, { sent: null, ...facts, state: isSame ? state : "waiting" });
  await keep(entry);
  fieldOf(entry)?.refused();
}

async function saved(group, answer) {
  const merged = new Set(answer.merged ?? []);
  for (const entry of group) await done(entry, answer, merged.has(entry.field));
  raise(group, answer);
  // A field that was wrong beside another one may be right now.
  const wrong = mine().filter((entry) => entry.part === group[0].part && entry.state === "invalid");
  for (const entry of wrong) await keep(Object.assign(entry, { state: "waiting" }));
  tell("saved", { at: answer.saved_at });
  return true;
}

// When nobody else wrote in between, the other fields of the row are known to be as they are shown. The version alone does
// not say so: a save that changed nothing is answered with the version that a colleague's save made.
function raise(group, answer) {
  const form = fieldOf(group[0])?.form;
  if (!form) return;
  if (answer.previous === form.version) {
    for (const field of form.fields.values()) if (field.base === form.version && !field.entry) field.base = answer.version;
    form.version = answer.version;
  } else if (answer.version !== form.version) {
    pulseNow();
  }
}

async function clash(group, answer) {
  const names = new Set(answer.fields ?? group.map((entry) => entry.field));
  for (const entry of group) {
    if (!names.has(entry.field)) {
      await done(entry, { ...answer, values: undefined });
      continue;
    }
    const held = answer.all?.[entry.field] ?? answer.held;
    await refuse(entry, "held", { held, heldUrl: answer.url?.replace(answer.held, held), reason: answer.status, who: answer.who });
  }
  tell("clash", { group });
  return true;
}

async function lost(group, answer) {
  for (const entry of group) {
    const held = answer.all?.[entry.field] ?? answer.held;
    await refuse(entry, held ? "held" : "refused", {
      held, heldUrl: answer.url?.replace(answer.held, held), reason: answer.status, message: answer.message, who: answer.who,
    });
  }
  tell(answer.status, { group, message: answer.message, url: answer.url, part: group[0].part });
  return answer.status === "gone";
}

async function invalid(group, answer) {
  const fine = new Set(answer.saved ?? []);
  const whole = answer.form ?? [];
  for (const entry of group) {
    const errors = answer.errors?.[entry.field] ?? [];
    if (fine.has(entry.field)) await done(entry, { ...answer, values: answer.values });
    else await refuse(entry, "invalid", { errors, message: errors[0] ?? whole[0] });
  }
  fieldOf(group[0])?.form.showWhole(whole);
  return true;
}

async function refused(group, answer) {
  for (const entry of group) await refuse(entry, "refused", { message: answer.message });
  return true;
}

async function otherToken(group) {
  if (group[0].tokens >= 2) return refused(group, {});
  for (const entry of group) entry.tokens = (entry.tokens ?? 0) + 1;
  return pulseNow();
}

const MEANINGS = {
  saved, clash, invalid,
  gone: lost, closed: lost,
  csrf: otherToken,
  signed_out: async () => { ended(); return false; },
  too_many: async (group, answer) => { failed("failing", (answer.retryAfter || 10) * 1000); return false; },
};

// Returns whether the sending may go on.
export async function acknowledge(group, answer) {
  if (!belongsTo(answer.user) && answer.status !== "saved") return false;
  if (answer.revision && group[0].document === page.document) page.seen = answer.revision;
  return (MEANINGS[answer.status] ?? refused)(group, answer);
}
