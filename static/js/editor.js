// Turns every <textarea data-rich-text> into a rich text editor. Without this file the text area itself is the editor.
import {
  Blockquote, Bold, BulletList, Document, Editor, Gapcursor, HardBreak, Heading, History, Italic, Link, ListItem,
  OrderedList, Paragraph, Subscript, Superscript, Table, TableCell, TableHeader, TableRow, Text,
} from "../django_prose_editor/editor.js";

const EXTENSIONS = [
  Document, Paragraph, Text, HardBreak, Gapcursor, History, Bold, Italic, Blockquote, BulletList, OrderedList, ListItem,
  Heading.configure({ levels: [3, 4] }), Subscript, Superscript,
  Link.configure({ openOnClick: false, enableTarget: false, protocols: ["http", "https", "mailto"] }),
  Table.configure({ resizable: false, renderWrapper: false }), TableRow, TableHeader, TableCell,
];

// Each button: key of its words, the sign on it, what it does, and when it is pressed.
const BUTTONS = [
  ["bold", "B", (chain) => chain.toggleBold(), ["bold"]],
  ["italic", "I", (chain) => chain.toggleItalic(), ["italic"]],
  ["heading", "H1", (chain) => chain.toggleHeading({ level: 3 }), ["heading", { level: 3 }]],
  ["subheading", "H2", (chain) => chain.toggleHeading({ level: 4 }), ["heading", { level: 4 }]],
  ["bullets", "•", (chain) => chain.toggleBulletList(), ["bulletList"]],
  ["numbers", "1.", (chain) => chain.toggleOrderedList(), ["orderedList"]],
  ["quote", "„”", (chain) => chain.toggleBlockquote(), ["blockquote"]],
  ["link", "↗", null, ["link"]],
  ["table", "▦", (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), null],
  ["row", "+ ↓", (chain) => chain.addRowAfter(), null, "table"],
  ["column", "+ →", (chain) => chain.addColumnAfter(), null, "table"],
  ["noRow", "− ↓", (chain) => chain.deleteRow(), null, "table"],
  ["noColumn", "− →", (chain) => chain.deleteColumn(), null, "table"],
  ["undo", "↶", (chain) => chain.undo(), null],
  ["redo", "↷", (chain) => chain.redo(), null],
];

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("aria-") || key === "role") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children);
  return made;
}

// Plain text (typed without scripts) has no tags: its empty lines separate paragraphs.
function asHtml(text) {
  if (/<[a-z/!]/i.test(text)) return text;
  const box = document.createElement("div");
  for (const block of text.split(/\n\s*\n/).filter((part) => part.trim())) {
    const lines = block.trim().split("\n");
    const paragraph = element("p");
    lines.forEach((line, index) => paragraph.append(...(index ? [element("br")] : []), line));
    box.append(paragraph);
  }
  return box.innerHTML;
}

// Word sends lists as paragraphs that begin with a sign or a number: they become real lists.
function listsFromWord(pasted) {
  // The content policy reports every style attribute that is parsed, and none is kept anyway.
  const html = pasted.replace(/\sstyle\s*=/gi, " data-style=");
  if (!/mso-list/i.test(html)) return html;
  const page = new DOMParser().parseFromString(html, "text/html");
  let list = null;
  for (const paragraph of page.querySelectorAll("p")) {
    if (!/mso-list/i.test(paragraph.getAttribute("data-style") || "")) { list = null; continue; }
    const sign = paragraph.querySelector("[data-style*='mso-list:Ignore' i], [data-style*='mso-list: Ignore' i]");
    const name = /^\s*(\d+|[a-z])[.)]/i.test(sign?.textContent || "") ? "OL" : "UL";
    sign?.remove();
    if (!list || list.nodeName !== name || list.nextElementSibling !== paragraph) {
      list = page.createElement(name);
      paragraph.before(list);
    }
    const item = page.createElement("li");
    item.append(...paragraph.childNodes);
    list.append(item);
    paragraph.remove();
  }
  return page.body.innerHTML;
}

function askForAddress(editor, words) {
  const input = element("input", { type: "url", className: "govuk-input", id: `${words.id}-address`, value: editor.getAttributes("link").href || "" });
  const label = element("label", { className: "govuk-label portal-label", htmlFor: input.id }, words.address);
  const save = element("button", { type: "submit", className: "govuk-button", value: "save" }, words.save);
  const remove = element("button", { type: "submit", className: "govuk-button govuk-button--secondary", value: "remove" }, words.removeLink);
  const cancel = element("button", { type: "submit", className: "govuk-button govuk-button--secondary", value: "" }, words.cancel);
  const form = element("form", { method: "dialog", noValidate: true }, label, input, element("div", { className: "portal-button-row" }, save, remove, cancel));
  const dialog = element("dialog", { className: "editor-dialog", "aria-label": words.link }, form);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    const address = input.value.trim();
    const chain = editor.chain().focus().extendMarkRange("link");
    if (dialog.returnValue === "save" && /^(https?:\/\/|mailto:)/.test(address)) chain.setLink({ href: address }).run();
    else if (dialog.returnValue === "save" && address) chain.setLink({ href: `https://${address}` }).run();
    else if (dialog.returnValue) chain.unsetLink().run();
    else editor.commands.focus();
    dialog.remove();
  });
  dialog.showModal();
}

// One stop of the Tab key; arrows, Home and End move inside.
function moveByArrows(toolbar) {
  toolbar.addEventListener("keydown", (event) => {
    const shown = [...toolbar.querySelectorAll("button:not([hidden])")];
    const here = shown.indexOf(document.activeElement);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (to === undefined || here < 0) return;
    event.preventDefault();
    const next = shown[(to + shown.length) % shown.length];
    shown.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
    next.focus();
  });
}

function makeToolbar(editor, words) {
  const toolbar = element("div", { className: "editor-toolbar", role: "toolbar", "aria-label": words.toolbar });
  const updates = BUTTONS.map(([key, sign, action, pressed, inside], index) => {
    const button = element("button", { type: "button", className: `editor-button editor-button--${key}`, title: words[key], tabIndex: index ? -1 : 0, "aria-label": words[key] }, sign);
    button.addEventListener("click", () => {
      if (!action) return askForAddress(editor, words);
      // At once, not in the next frame: what is typed right after must not be lost.
      editor.view.focus();
      action(editor.chain()).run();
    });
    toolbar.append(button);
    return () => {
      if (pressed) button.setAttribute("aria-pressed", String(editor.isActive(...pressed)));
      if (inside) button.hidden = !editor.isActive(inside);
    };
  });
  const update = () => updates.forEach((one) => one());
  editor.on("transaction", update);
  update();
  moveByArrows(toolbar);
  return toolbar;
}

function start(textarea) {
  const words = { ...JSON.parse(textarea.dataset.words), id: textarea.id };
  const label = document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`);
  if (label && !label.id) label.id = `${textarea.id}_label`;
  const attributes = { class: "editor-text portal-prose", role: "textbox", "aria-multiline": "true", lang: document.documentElement.lang, spellcheck: "true" };
  if (label) attributes["aria-labelledby"] = label.id;
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.getAttribute(name)) attributes[name] = textarea.getAttribute(name);
  }
  const place = element("div", { className: "editor" });
  textarea.after(place);
  const editor = new Editor({
    element: place,
    extensions: EXTENSIONS,
    content: asHtml(textarea.value),
    injectCSS: false,
    editorProps: { attributes, transformPastedHTML: listsFromWord },
    onUpdate() {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  place.prepend(makeToolbar(editor, words));
  textarea.hidden = true;
  label?.addEventListener("click", () => editor.commands.focus());
}

function startAll(scope) {
  for (const textarea of scope.querySelectorAll("textarea[data-rich-text]:not([hidden])")) start(textarea);
}

startAll(document);
document.body.addEventListener("htmx:load", (event) => startAll(event.target));
