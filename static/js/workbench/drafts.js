// Forms of new rows: what is typed stays in this browser until the row is added or the person throws it away.
import { closedOf } from "./alive.js";
import { connection } from "./connection.js";
import { read, same, write } from "./fields.js";
import { hear, page, tell, uuid } from "./page.js";
import { pulseNow } from "./pulse.js";
import { post } from "./saving.js";
import { ended, session } from "./session-state.js";
import { all, put, remove } from "./store.js";
import { say } from "./words.js";

const KEEP_AFTER = 400;

const drafts = [];

class Draft {
  constructor(form) {
    this.form = form;
    this.place = [page.user, page.document, form.dataset.kind, form.dataset.owner ?? ""].join("|");
    for (const name of ["row_id", "request"]) this.elements[name] ?? this.hide(name);
    this.empty = this.read();
    this.record = this.blank();
  }

  get elements() {
    return this.form.elements;
  }

  hide(name) {
    this.form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value: uuid() }));
  }

  get groups() {
    return [...this.form.querySelectorAll("[data-field]")];
  }

  get hasFile() {
    return [...this.form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
  }

  blank() {
    return {
      key: `${this.place}|${this.elements.row_id.value}`, place: this.place, page: page.id, sent: null, at: Date.now(),
      row: this.elements.row_id.value, request: this.elements.request.value, data: this.empty,
    };
  }

  read() {
    return Object.fromEntries(this.groups.map((group) => [group.dataset.field, read(group)]));
  }

  get flat() {
    return Object.values(this.record.data).flat();
  }

  isLike(data) {
    return this.groups.every((group) => same(this.record.data[group.dataset.field], data[group.dataset.field]));
  }

  take() {
    this.record.data = this.read();
    this.record.at = Date.now();
    if (!this.record.sent && this.isLike(this.empty)) return remove("drafts", this.record.key);
    return put("drafts", this.record);
  }

  // The same row and the same request as before, so that trying again makes one row.
  adopt(record) {
    this.record = { ...record, page: page.id };
    this.elements.row_id.value = record.row;
    this.elements.request.value = record.request;
    for (const group of this.groups) {
      const data = record.data[group.dataset.field];
      if (data) write(group, data);
    }
    put("drafts", this.record);
    this.tellRestored();
  }

  tellRestored() {
    const box = document.createElement("div");
    const button = document.createElement("button");
    box.className = "portal-notice workbench-restored";
    button.type = "button";
    button.className = "workbench-action";
    button.textContent = say("discard");
    button.addEventListener("click", () => this.discard(box));
    box.append(document.createElement("div"));
    box.firstChild.append(`${say("draftRestored")} `, button);
    this.form.before(box);
    tell("asked");
  }

  async discard(box) {
    await remove("drafts", this.record.key);
    this.elements.row_id.value = uuid();
    this.elements.request.value = uuid();
    for (const group of this.groups) write(group, this.empty[group.dataset.field]);
    this.record = this.blank();
    box.remove();
    this.form.querySelector("input:not([type=hidden]), select, textarea, .editor-text")?.focus();
  }

  // What may have arrived already is repeated as it was; what was typed since is then saved into the row it made.
  async add() {
    this.record.sent ??= { data: this.flat, request: this.record.request };
    await put("drafts", this.record);
    const { sent } = this.record;
    const answer = await post(page.saveUrl, {
      request: sent.request, op: "add", user: page.user, kind: this.form.dataset.kind, id: this.record.row,
      version: 0, fields: [], data: sent.data, held: null,
    });
    if (answer.status === "saved" && !same(sent.data, this.flat)) return this.saveRest(answer.version);
    return answer;
  }

  saveRest(version) {
    return post(page.saveUrl, {
      request: uuid(), op: "save", user: page.user, kind: this.form.dataset.kind, id: this.record.row,
      version, fields: this.groups.map((group) => group.dataset.field), data: this.flat, held: null,
    });
  }
}

function tellWaiting(draft, key, values = {}) {
  let line = draft.form.querySelector(":scope > .workbench-draft");
  if (!line) {
    line = document.createElement("p");
    line.className = "govuk-error-message workbench-draft";
    line.setAttribute("role", "alert");
    draft.form.querySelector(".portal-button-row").before(line);
  }
  line.textContent = say(key, values);
}

// The page that follows is the server's own: it says "Saved", or shows what is wrong. It makes no second row.
async function sendWhole(draft, isAdded) {
  draft.isLeaving = true;
  if (isAdded) await remove("drafts", draft.record.key);
  if (draft.submitter?.name) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: draft.submitter.name, value: draft.submitter.value });
    draft.form.append(field);
  }
  draft.form.submit();
}

const MEANINGS = {
  saved: (draft) => sendWhole(draft, true),
  invalid: (draft) => sendWhole(draft, false),
  clash: (draft) => sendWhole(draft, true),
  signed_out: (draft) => { tellWaiting(draft, "draftSignIn"); ended(); },
};

async function submit(draft) {
  await draft.take();
  try {
    if (!(await pulseNow()) && (session.isOver || connection.problem)) return tellWaiting(draft, session.isOver ? "draftSignIn" : "draftKept");
    // A file goes with the form itself.
    if (draft.hasFile) return sendWhole(draft, false);
    const answer = await draft.add();
    if (answer.status === "invalid") draft.record.sent = null;
    if (MEANINGS[answer.status]) await MEANINGS[answer.status](draft);
    else tellWaiting(draft, "notSaved", { why: answer.message ?? say("failed") });
  } catch {
    tellWaiting(draft, "draftKept");
  }
}

async function comeBack(draft) {
  const left = (await all("drafts")).filter((one) => one.place === draft.place);
  const closed = await closedOf(new Set(left.map((one) => one.page)));
  // The server has shown the same row's form again, with its errors: nothing to put back.
  const again = left.find((one) => one.row === draft.record.row);
  if (again) return Object.assign(draft.record, { sent: again.sent });
  const [last] = left.filter((one) => closed.has(one.page)).sort((one, other) => other.at - one.at);
  if (!last) return;
  draft.record.data = draft.read();
  if (draft.isLike(draft.empty)) draft.adopt(last);
}

// Puts back what was begun earlier. Rows that are in the document by now need no draft.
export async function restoreDrafts() {
  for (const one of await all("drafts")) {
    if (document.getElementById(`wiersz-${one.row}`)) await remove("drafts", one.key);
  }
  await Promise.all(drafts.map(comeBack));
}

export function startDrafts() {
  drafts.push(...[...document.querySelectorAll("form[data-new]")].map((form) => new Draft(form)));
  for (const draft of drafts) {
    let timer = 0;
    draft.form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => draft.take(), KEEP_AFTER);
    });
    draft.form.addEventListener("change", () => draft.take());
    draft.form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      draft.submitter = event.submitter;
      clearTimeout(timer);
      if (!draft.isLeaving) submit(draft);
    });
    window.addEventListener("pagehide", () => { if (!draft.isLeaving && !draft.isLike(draft.read())) draft.take(); });
  }
  hear("session", () => {
    if (!session.isOver) document.querySelectorAll(".workbench-draft").forEach((line) => line.remove());
  });
}
