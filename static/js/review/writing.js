// Forms in which remarks are written: the names of people after "@", and words that wait in this browser until the
// portal has them (a closed round, an ended session or a lost connection costs nothing). Without this file the names
// can be ticked in the list, and a form that is refused comes back with its words.
import { forgetSent, load, store } from "./kept.js";

const KEEP_AFTER = 500;
const KEPT_FOR = 14 * 24 * 3600 * 1000;

const key = (form) => `review:${form.dataset.user}:${form.dataset.keep}:${place(form)}`;

// A remark belongs to what it is about, which may be one passage of a field; a reply to its thread.
const PLACE = ["section", "kind", "row", "field"];
const PASSAGE = ["quote", "before", "hint"];

function place(form) {
  if (!form.dataset.keep.startsWith("remark-")) return "";
  const query = new URLSearchParams(location.search);
  return [...PLACE, ...(query.get("quote") ? PASSAGE : [])].map((name) => query.get(name) ?? "").join("|");
}

const FIELDS = ["text", "quote", "kind"];

function read(form) {
  return Object.fromEntries(FIELDS.filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value]));
}

const isBlank = (data) => !data.text?.replace(/<[^>]*>/g, "").trim();

function keep(form) {
  const data = read(form);
  store(key(form), isBlank(data) ? null : { data, at: Date.now() });
}

// What was written and never arrived is put back, unless the page has words of its own (a form that came back).
function comeBack(form) {
  const kept = load(key(form));
  if (!kept) return;
  if (Date.now() - kept.at > KEPT_FOR) return store(key(form), null);
  if (!isBlank(read(form))) return;
  for (const name of FIELDS) {
    const field = form.elements[name];
    if (field && kept.data[name] && !(name === "quote" && field.value)) field.value = kept.data[name];
  }
  const note = form.querySelector("[data-came-back]");
  if (note) note.hidden = false;
}

function watch(form) {
  comeBack(form);
  let timer = 0;
  let isSent = false;
  const later = () => {
    isSent = false;
    clearTimeout(timer);
    timer = setTimeout(() => keep(form), KEEP_AFTER);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    keep(form);
    isSent = true;
    store("review:sent", { key: key(form), keep: form.dataset.keep });
  });
  // Words that were sent stay as they are: who goes back to this page and leaves it again does not keep them anew.
  addEventListener("pagehide", () => isSent || keep(form));
  form.querySelector("[data-throw-away]")?.addEventListener("click", () => {
    form.elements.text.value = "";
    store(key(form), null);
    form.querySelector("[data-came-back]").hidden = true;
  });
}

// A list of names under the caret while "@..." is typed.
class Names {
  constructor(textarea) {
    this.names = JSON.parse(textarea.dataset.mentions);
    this.editor = textarea.parentElement.querySelector(".editor-text");
    if (!this.editor || !this.names.length) return;
    this.list = Object.assign(document.createElement("ul"), { className: "review-names", hidden: true, id: `${textarea.id}-names` });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", textarea.dataset.mentionsLabel ?? "@");
    this.editor.after(this.list);
    this.editor.setAttribute("aria-controls", this.list.id);
    this.editor.addEventListener("keydown", (event) => this.press(event), true);
    this.editor.addEventListener("keyup", () => this.look());
    this.editor.addEventListener("click", () => this.look());
    this.editor.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const item = event.target.closest("li");
      if (item) this.take(item);
    });
  }

  // What was typed after the last "@", when the caret stands right behind it.
  typed() {
    const { anchorNode: node, anchorOffset: end, isCollapsed } = getSelection();
    if (!isCollapsed || node?.nodeType !== Node.TEXT_NODE || !this.editor.contains(node)) return null;
    return node.textContent.slice(0, end).match(/(?:^|[\s(\u00a0])@([\p{L}'’-]*(?: [\p{L}'’-]*)?)$/u)?.[1] ?? null;
  }

  look() {
    const typed = this.typed();
    const found = typed === null ? [] : this.names.filter((name) => name.toLowerCase().includes(typed.toLowerCase()) && name !== typed);
    if (!found.length) return this.close();
    const was = this.list.querySelector("[aria-selected=true]")?.textContent;
    this.list.replaceChildren(...found.slice(0, 8).map((name, index) => {
      const item = Object.assign(document.createElement("li"), { textContent: name, id: `${this.list.id}-${index}` });
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(was ? name === was : index === 0));
      return item;
    }));
    if (!this.current) this.list.firstChild.setAttribute("aria-selected", "true");
    this.list.hidden = false;
    this.tell();
  }

  get current() {
    return this.list.querySelector("[aria-selected=true]");
  }

  tell() {
    this.editor.setAttribute("aria-activedescendant", this.current?.id ?? "");
  }

  close() {
    if (!this.list || this.list.hidden) return;
    this.list.hidden = true;
    this.editor.removeAttribute("aria-activedescendant");
  }

  move(step) {
    const items = [...this.list.children];
    const next = items[(items.indexOf(this.current) + step + items.length) % items.length];
    this.current.setAttribute("aria-selected", "false");
    next.setAttribute("aria-selected", "true");
    this.tell();
  }

  press(event) {
    if (this.list.hidden) return;
    const acts = { ArrowDown: () => this.move(1), ArrowUp: () => this.move(-1), Enter: () => this.take(this.current), Tab: () => this.take(this.current), Escape: () => this.close() };
    if (!acts[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  }

  take(item) {
    const typed = this.typed() ?? "";
    const selection = getSelection();
    for (let step = 0; step < typed.length; step += 1) selection.modify("extend", "backward", "character");
    document.execCommand("insertText", false, `${item.textContent} `);
    this.close();
  }
}

forgetSent();
// The editor has been started by now: modules run in the order of the page.
for (const form of document.querySelectorAll("form[data-keep]")) watch(form);
for (const textarea of document.querySelectorAll("textarea[data-mentions]")) new Names(textarea);
