// Texts that the server keeps because it could not take them: two people changed the same words, a row was deleted, a
// document was closed. The server's page about such a text is shown in a dialog; "later" leaves the text waiting.
import { ask } from "./connection.js";
import { isLasting, isOpen, isWriting, openDialog, paragraph } from "./dialogs.js";
import { everyField, find } from "./fields-on-page.js";
import { flush } from "./forms.js";
import { csrf, hear, page, tell } from "./page.js";
import { pulseNow } from "./pulse.js";
import { drop, keep, mine } from "./queue.js";
import { say } from "./words.js";

const TITLES = { gone: "goneTitle", closed: "closedTitle" };
let waiting = [];
let elsewhere = [];

function startEditors(place) {
  place.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
}

// The server's page as a fragment: what stands in its main column.
async function fragment(url) {
  const answer = await fetch(url, { credentials: "same-origin", headers: { "X-Fragment": "1" } });
  const html = new DOMParser().parseFromString(await answer.text(), "text/html");
  return html.querySelector("[data-fragment]") ?? html.querySelector(".workbench-main");
}

// The text is settled: the field shows what the document holds now. What was typed on since is a text of its own.
export async function forget(id) {
  for (const entry of mine().filter((one) => one.held === id)) {
    const field = find(entry.part, entry.field);
    if (entry.state !== "held" || (field?.entry === entry && field.dirty)) {
      await keep(Object.assign(entry, { held: null, heldUrl: "", state: "waiting" }));
      continue;
    }
    if (field?.entry === entry) {
      Object.assign(field, { entry: null, dirty: false, base: 0, floor: 0, baseData: null });
      field.settled();
    }
    await drop(entry);
  }
}

async function settled(id, answer) {
  await forget(id);
  tell("saved", { at: answer.saved_at });
  for (const [name, value] of Object.entries(answer.values ?? {})) {
    const field = find(answer.id, name);
    if (!field || field.isUnsent) continue;
    field.receive({ data: value.data, version: value.version ?? answer.version, by: "" });
    // A pulse may have brought the same words meanwhile, as news from the colleague: to whoever chose them they are none.
    field.settled();
  }
}

function again(shown, html) {
  // The fragment's heading is that of the dialog.
  const heading = html.querySelector("h2");
  if (heading) shown.heading.textContent = heading.textContent.trim();
  heading?.remove();
  shown.text = html.dataset;
  shown.place.replaceChildren(...html.childNodes);
  startEditors(shown.place);
  shown.heading.focus();
}

function wrong(form, sentences) {
  form.querySelector(":scope > .workbench-whole")?.remove();
  const box = paragraph(sentences.filter(Boolean).join(" ") || say("failed"), "govuk-error-message workbench-whole");
  box.setAttribute("role", "alert");
  form.prepend(box);
}

// Who came to the text from another page goes on in its field.
function goOn({ part, name }) {
  if (isLasting(document.activeElement)) return;
  const group = find(part, name)?.group;
  (group?.querySelector(".editor-text") ?? group?.querySelector("input, select, textarea"))?.focus();
}

async function send(shown, form, submitter) {
  const body = new FormData(form, submitter);
  body.set("csrfmiddlewaretoken", csrf());
  const url = form.getAttribute("action") || shown.url;
  const answer = await ask(url, { method: "POST", body, headers: { "X-Fragment": "1" } });
  if (["saved", "settled"].includes(answer.status)) {
    await settled(shown.id, answer);
    page.revision = 0;
    shown.isSettled = true;
    shown.dialog.close();
    goOn(shown.text);
    return pulseNow();
  }
  if (answer.status === "clash") return again(shown, await fragment(shown.url));
  wrong(form, [...Object.values(answer.errors ?? {}).flat(), ...(answer.form ?? []), answer.message]);
}

async function show({ id, url, reason }) {
  if (!url || isOpen()) return;
  const html = await fragment(url).catch(() => null);
  if (!html || isOpen()) return;
  const shown = { id, url, ...openDialog({ title: say(TITLES[reason] ?? "conflictTitle"), onClose: () => { waiting = shown.isSettled ? waiting : []; next(); } }) };
  again(shown, html);
  shown.place.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    send(shown, event.target, event.submitter).catch(() => wrong(event.target, [say("noConnection")]));
  });
}

function next() {
  const first = waiting.shift();
  if (first) show(first);
}

// Shows the text of an entry of the queue, the latest as it was typed; or the first text that waits on the server.
async function decide(entry) {
  if (!entry) return show(elsewhere[0] ?? {});
  const field = find(entry.part, entry.field);
  if (field?.entry === entry) await flush([field.form]);
  if (entry.state === "held") show({ id: entry.held, url: entry.heldUrl, reason: entry.reason });
}

export function startConflicts() {
  hear("decide", ({ entry }) => decide(entry));
  hear("held", ({ held }) => { elsewhere = held.filter((one) => !mine().some((entry) => entry.held === one.id)); });
  hear("settled", ({ id }) => forget(id));
  // A dialog never opens under the hands of somebody who writes: then the mark at the field offers it.
  const offer = ({ group }) => {
    const news = group.filter((entry) => entry.state === "held" && !entry.isOffered);
    for (const entry of news) entry.isOffered = true;
    if (!news.length || isWriting()) return;
    waiting = news.map((entry) => ({ id: entry.held, url: entry.heldUrl, reason: entry.reason }));
    next();
  };
  hear("clash", offer);
  hear("gone", offer);
  hear("deleted", ({ part }) => {
    const fields = everyField().filter((field) => field.form.id === part.id);
    if (fields.length && !fields[0].form.isGone) showGone(fields, part);
  });
}

// The row on this page was deleted while nothing of it was unsent.
function showGone(fields, part) {
  fields[0].form.isGone = true;
  if (fields.some((field) => field.isUnsent)) return;
  for (const field of fields) field.lock();
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = fields[0].form.element.getAttribute("action") || location.pathname;
  link.textContent = say("more");
  const line = paragraph(`${say("goneBy", { name: part.by || "" })} `);
  line.append(link);
  if (isOpen()) return;
  openDialog({ title: say("goneTitle"), content: [line], later: say("close") });
}
