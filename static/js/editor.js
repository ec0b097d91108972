// Turns every <textarea data-rich-text> into a rich text editor. Without this file the text area itself is the editor.
// Other scripts read and set `textarea.value` (HTML) as ever: reading takes what is in the editor, setting shows it.
import {
  Blockquote, Bold, BulletList, Document, Editor, Gapcursor, HardBreak, Heading, History, Italic, Link, ListItem,
  OrderedList, Paragraph, Subscript, Superscript, Table, TableCell, TableHeader, TableRow, Text,
  createNodeFromContent,
} from "../django_prose_editor/editor.js";
import { element } from "./editor/elements.js";
import { fromClipboard, hasPictures } from "./editor/paste.js";
import { makeToolbar } from "./editor/toolbar.js";

// Tab leaves the editor, also from a table or a list, so that nobody is caught in it.
const withoutTab = {
  addKeyboardShortcuts() {
    const { Tab, "Shift-Tab": back, ...kept } = this.parent?.() || {};
    return kept;
  },
};

const EXTENSIONS = [
  Document, Paragraph, Text, HardBreak, Gapcursor, History, Bold, Italic, Blockquote, BulletList, OrderedList,
  ListItem.extend(withoutTab), Heading.configure({ levels: [3, 4] }), Subscript, Superscript,
  Link.configure({ openOnClick: false, enableTarget: false, protocols: ["http", "https", "mailto"] }),
  Table.extend(withoutTab).configure({ resizable: false, renderWrapper: false }), TableRow, TableHeader, TableCell,
];
const native = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");

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

// Says something about a paste below the editor, until the text changes again.
function tell(place, sentence) {
  place.querySelector(".editor-note").textContent = sentence;
}

// A paste that would not fit is refused as a whole: the clipboard still holds it, and nothing is cut off unseen.
function judgePaste(editor, textarea, words, event) {
  const limit = Number(textarea.dataset.limit || 0);
  const place = editor.options.element;
  const text = event.clipboardData?.getData("text/plain") || "";
  const length = editor.state.doc.textContent.length + text.length;
  if (limit && length > limit) {
    tell(place, words.tooLong.replace("{length}", length).replace("{limit}", limit));
    return true;
  }
  tell(place, hasPictures(event.clipboardData?.getData("text/html") || "") ? words.noPictures : "");
  return false;
}

function attributesOf(textarea, label) {
  const attributes = {
    class: "editor-text portal-prose", role: "textbox", "aria-multiline": "true", spellcheck: "true",
    lang: textarea.lang || document.documentElement.lang,
  };
  if (label) attributes["aria-labelledby"] = label.id;
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.getAttribute(name)) attributes[name] = textarea.getAttribute(name);
  }
  return attributes;
}

// The text area holds what the editor holds, but a long text is written out only when somebody asks for it.
function join(textarea, editor) {
  let stale = false;
  const write = () => {
    if (stale) native.set.call(textarea, editor.isEmpty ? "" : editor.getHTML());
    stale = false;
  };
  Object.defineProperty(textarea, "value", {
    configurable: true,
    get() {
      write();
      return native.get.call(textarea);
    },
    set(html) {
      stale = false;
      native.set.call(textarea, html);
      show(editor, asHtml(html));
    },
  });
  textarea.form?.addEventListener("formdata", (event) => event.formData.set(textarea.name, textarea.value));
  window.addEventListener("pagehide", write);
  editor.on("update", () => {
    stale = true;
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// Another text in place of the present one. Only what differs is replaced, so that the caret and the selection stay at
// their words; undoing does not bring the old text back.
function show(editor, html) {
  const { state, view } = editor;
  const fresh = createNodeFromContent(html, editor.schema, { slice: false });
  const start = state.doc.content.findDiffStart(fresh.content);
  if (start === null) return;
  const { a, b } = state.doc.content.findDiffEnd(fresh.content);
  const shift = Math.max(0, start - Math.min(a, b));
  const change = state.tr.replace(start, a + shift, fresh.slice(start, b + shift));
  const [from, to] = [state.selection.from, state.selection.to].map((place) => sameBlock(state.doc, fresh, place));
  view.dispatch(change.setMeta("addToHistory", false).setMeta("preventUpdate", true));
  if (from && to) editor.commands.setTextSelection({ from, to });
}

// Where a place is in the other text, if its paragraph is there unchanged: texts may be new before and after it.
function sameBlock(doc, fresh, place) {
  const block = doc.maybeChild(doc.resolve(place).index(0));
  let found = 0;
  fresh.forEach((other, offset) => { if (block?.eq(other)) found = offset + 1; });
  if (!found) return 0;
  const start = doc.resolve(place).start(1);
  return found + place - start;
}

function start(textarea) {
  const words = { ...JSON.parse(textarea.dataset.words), id: textarea.id };
  const label = document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`);
  if (label && !label.id) label.id = `${textarea.id}_label`;
  const place = element("div", { className: "editor" });
  textarea.after(place);
  const editor = new Editor({
    element: place,
    extensions: EXTENSIONS,
    content: asHtml(textarea.value),
    injectCSS: false,
    editorProps: {
      attributes: attributesOf(textarea, label),
      transformPastedHTML: (html) => fromClipboard(html, editor.view.dom),
      handlePaste: (view, event) => judgePaste(editor, textarea, words, event),
    },
  });
  place.prepend(makeToolbar(editor, words));
  place.append(element("p", { className: "editor-note", role: "status" }));
  join(textarea, editor);
  textarea.hidden = true;
  label?.addEventListener("click", () => editor.commands.focus());
}

function startAll(scope) {
  for (const textarea of scope.querySelectorAll("textarea[data-rich-text]:not([hidden])")) start(textarea);
}

startAll(document);
document.body.addEventListener("htmx:load", (event) => startAll(event.target));
