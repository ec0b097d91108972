// Signing in again in place: the sign-in page's own form in a dialog. What was typed waits meanwhile and goes on after.
import { button, buttons, isOpen, isWriting, openDialog, paragraph } from "./dialogs.js";
import { hear, page, renewCsrf } from "./page.js";
import { look } from "./pulse.js";
import { belongsTo, renewed, session } from "./session-state.js";
import { say } from "./words.js";

const LOOK_EVERY = 5000;

let shown = null;
let timer = 0;

const signInUrl = () => `${document.querySelector("[data-workbench]").dataset.signInUrl}?${new URLSearchParams({ next: page.pulseUrl })}`;

// The form that asks for the password, or for the code of the second step.
const formIn = (html) => html.querySelector("main form:has(input[name=password]), main form:has(input[name=code])");

function tell(text) {
  shown.place.replaceChildren(paragraph(text));
}

function passkeyLink() {
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = signInUrl();
  link.target = "_blank";
  link.textContent = say("signInElsewhere");
  const line = document.createElement("p");
  line.className = "govuk-body";
  line.append(link);
  return line;
}

function prepare(form) {
  const copy = document.importNode(form, true);
  copy.removeAttribute("data-warn-unsaved");
  // Names of the dialog must not meet those of the page.
  for (const one of copy.querySelectorAll("[id]")) one.id = `again-${one.id}`;
  for (const one of copy.querySelectorAll("[for]")) one.htmlFor = `again-${one.htmlFor}`;
  for (const one of copy.querySelectorAll("[aria-describedby]")) {
    one.setAttribute("aria-describedby", one.getAttribute("aria-describedby").split(/\s+/).map((id) => `again-${id}`).join(" "));
  }
  for (const one of copy.querySelectorAll("[aria-controls]")) one.setAttribute("aria-controls", `again-${one.getAttribute("aria-controls")}`);
  return copy;
}

function errorsOf(html) {
  const box = document.createElement("div");
  box.setAttribute("role", "alert");
  for (const item of html.querySelectorAll(".govuk-error-summary__list li")) {
    box.append(paragraph(item.textContent.trim(), "govuk-error-message"));
  }
  return box;
}

function showForm(html, form, url) {
  const copy = prepare(form);
  copy.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(copy, form.getAttribute("action") || url);
  });
  const errors = errorsOf(html);
  shown.place.replaceChildren(paragraph(say("signInWhy")), errors, copy, passkeyLink());
  const first = copy.querySelector("[aria-invalid=true], input[type=password], input[name=code]");
  (errors.hasChildNodes() ? first : shown.heading).focus();
}

async function read(answer) {
  if (!shown) return;
  const isPage = (answer.headers.get("Content-Type") ?? "").includes("text/html");
  const html = isPage && new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = html && formIn(html);
  if (form) showForm(html, form, answer.url);
  else if (!(await check())) tell(say("signInFailed"));
}

async function submit(form, url) {
  const body = new FormData(form);
  try {
    await read(await fetch(url, { method: "POST", credentials: "same-origin", body }));
  } catch {
    form.before(paragraph(say("noConnection"), "govuk-error-message"));
  }
}

function otherPerson() {
  shown.place.replaceChildren(
    paragraph(say("otherPerson")),
    buttons(button(say("reload"), () => location.reload(), true)),
  );
}

// Asks the portal who is signed in by now. Returns whether there is anything more to ask.
async function check() {
  let answer;
  try {
    answer = await look();
  } catch {
    return false;
  }
  if (answer.status === "signed_out") return false;
  if (answer.status !== "ok" || !belongsTo(answer.user)) {
    session.who ||= "?";
    if (shown) otherPerson();
    return true;
  }
  renewCsrf(answer.csrf);
  shown?.dialog.close();
  renewed();
  return true;
}

export async function askToSignIn() {
  if (shown || isOpen()) return;
  shown = openDialog({
    title: say("signInTitle"),
    content: [paragraph(say("wait"))],
    later: say("notNow"),
    onClose() {
      shown = null;
      clearInterval(timer);
    },
  });
  // Signed in meanwhile in another window, with a passkey for instance.
  timer = setInterval(check, LOOK_EVERY);
  if (session.who) return otherPerson();
  try {
    await read(await fetch(signInUrl(), { credentials: "same-origin" }));
  } catch {
    if (shown) tell(say("noConnection"));
  }
}

export function startSession() {
  hear("session", () => {
    if (session.isOver && !isWriting()) askToSignIn();
  });
  window.addEventListener("focus", () => { if (session.isOver && !session.who) check(); });
}
