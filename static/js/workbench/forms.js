// Forms of rows that exist: when their fields are read, kept and sent.
import { isWriting } from "./dialogs.js";
import { Field } from "./field.js";
import { everyField, find } from "./fields-on-page.js";
import { showErrors } from "./fields.js";
import { hear, page, tell } from "./page.js";
import { takeOver } from "./queue.js";
import { send, sendOnLeaving } from "./saving.js";

const KEEP_AFTER = 400;
const SEND_AFTER = 1500;

export const forms = [];

class Form {
  constructor(element) {
    this.element = element;
    this.kind = element.dataset.kind;
    this.id = element.dataset.id;
    this.version = Number(element.dataset.version);
    this.isUnsaved = "unsaved" in element.dataset;
    this.fields = new Map();
    for (const group of element.querySelectorAll("[data-field]")) {
      if (group.querySelector("input[type=file]")) continue;
      this.fields.set(group.dataset.field, new Field(this, group));
    }
  }

  // Errors that belong to no single field.
  showWhole(sentences) {
    let box = this.element.querySelector(":scope > .workbench-whole");
    if (!sentences.length) return box?.remove();
    if (!box) {
      box = document.createElement("div");
      box.className = "workbench-whole";
      this.element.prepend(box);
    }
    box.replaceChildren(...sentences.map((sentence) => {
      const line = document.createElement("p");
      line.className = "govuk-error-message";
      line.textContent = sentence;
      return line;
    }));
  }

  get all() {
    return [...this.fields.values()];
  }
}

function fieldAt(target) {
  const group = target.closest?.("[data-field]");
  const form = group?.closest("form[data-part]");
  return form ? find(form.dataset.id, group.dataset.field) : null;
}

function later(field, name, pause, action) {
  clearTimeout(field[name]);
  field[name] = setTimeout(action, pause);
}

async function takeAndSend(field) {
  clearTimeout(field.keeping);
  clearTimeout(field.sending);
  await field.take();
  if (field.entry?.state === "waiting") await send(field.form.id);
}

function typed(event) {
  const field = fieldAt(event.target);
  if (!field) return;
  field.touched();
  tell("typing");
  later(field, "keeping", KEEP_AFTER, () => field.take());
  // Half a date is no date: boxes are sent when the person leaves them.
  if (field.isBoxes) return clearTimeout(field.sending);
  later(field, "sending", SEND_AFTER, () => takeAndSend(field));
}

function left(event) {
  const field = fieldAt(event.target);
  if (!field || field.group.contains(event.relatedTarget)) return;
  takeAndSend(field);
  field.refused();
  field.showTheirs();
}

function composing(event) {
  const field = fieldAt(event.target);
  if (field) field.isComposing = event.type === "compositionstart";
}

// All that was typed, into the queue and on its way.
export async function flush(which = forms) {
  await Promise.all(which.flatMap((form) => form.all).map((field) => field.take()));
  await send();
}

function leaving() {
  for (const field of everyField()) field.take();
  sendOnLeaving();
}

function restore(entries) {
  // The newest text of a field goes back into it; older ones are sent by themselves and meet it on the server.
  for (const entry of [...entries].reverse()) {
    const field = find(entry.part, entry.field);
    if (field && !field.isUnsent) field.restore(entry);
  }
}

async function save(event) {
  const form = forms.find((one) => one.element === event.target);
  if (!form || form.isLeaving) return;
  const files = [...form.element.querySelectorAll("input[type=file]")];
  event.preventDefault();
  event.stopPropagation();
  await flush([form]);
  const left = form.all.filter((field) => field.isUnsent);
  if (left.length) return explain(form, left);
  const { done } = form.element.dataset;
  if (files.some((input) => input.files.length)) return submitWhole(form);
  tell("asked");
  const goal = event.submitter?.dataset.goal || done;
  if (goal) location.assign(goal);
}

// A file cannot go with the single fields: the form is sent as a whole, with what is known now as its base.
function submitWhole(form) {
  form.isLeaving = true;
  const base = form.element.elements.base_version;
  if (base) base.value = String(Math.min(form.version, ...form.all.map((field) => field.base)));
  form.element.submit();
}

function explain(form, left) {
  const held = left.find((field) => field.entry?.state === "held");
  if (held) return tell("decide", { entry: held.entry });
  const wrong = left.find((field) => field.entry?.state === "invalid");
  if (wrong) {
    showErrors(wrong.group, wrong.entry.errors ?? []);
    (wrong.group.querySelector(".editor-text") ?? wrong.group.querySelector("input, select, textarea"))?.focus();
  }
  tell("asked");
}

// Done again with every pulse: another page may have been closed meanwhile.
export async function comeBack() {
  const entries = await takeOver();
  // What was refused once may be taken today.
  for (const entry of entries) if (entry.state === "refused") entry.state = "waiting";
  restore(entries);
  await send();
}

export function close() {
  for (const field of everyField()) field.take();
  page.closed = true;
  send();
  for (const field of everyField()) field.lock();
  for (const form of forms) form.element.querySelectorAll("button[type=submit]").forEach((button) => { button.hidden = true; });
}

export function startForms() {
  for (const element of document.querySelectorAll("form[data-part]:not([data-new])")) forms.push(new Form(element));
  document.addEventListener("input", typed);
  document.addEventListener("change", (event) => {
    const field = fieldAt(event.target);
    if (!field) return;
    field.dirty = true;
    if (!field.isBoxes || ["checkbox", "radio", "select-one"].includes(event.target.type)) takeAndSend(field);
  });
  document.addEventListener("focusout", left);
  document.addEventListener("compositionstart", composing);
  document.addEventListener("compositionend", composing);
  document.addEventListener("submit", save, true);
  window.addEventListener("pagehide", leaving);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") flush();
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) send(); });
  hear("go-on", () => send());
  hear("people", comeBack);
  // So much is new that the page is read again, when nothing here is unsent and nobody is just writing.
  hear("reload", () => {
    if (!isWriting() && !everyField().some((field) => field.isUnsent)) location.reload();
  });
}

