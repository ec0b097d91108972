// The toolbar of the rich text editor: one stop of the Tab key, arrows inside.
import { element } from "./elements.js";

const inList = ["bulletList", "orderedList"];

// Each button: key of its words, the sign on it, what it does, when it is pressed, and inside what it is shown.
const BUTTONS = [
  ["bold", "B", (chain) => chain.toggleBold(), ["bold"]],
  ["italic", "I", (chain) => chain.toggleItalic(), ["italic"]],
  ["heading", "H1", (chain) => chain.toggleHeading({ level: 3 }), ["heading", { level: 3 }]],
  ["subheading", "H2", (chain) => chain.toggleHeading({ level: 4 }), ["heading", { level: 4 }]],
  ["bullets", "•", (chain) => chain.toggleBulletList(), ["bulletList"]],
  ["numbers", "1.", (chain) => chain.toggleOrderedList(), ["orderedList"]],
  ["deeper", "⇥", (chain) => chain.sinkListItem("listItem"), null, inList],
  ["shallower", "⇤", (chain) => chain.liftListItem("listItem"), null, inList],
  ["quote", "„”", (chain) => chain.toggleBlockquote(), ["blockquote"]],
  ["link", "↗", null, ["link"]],
  ["footnote", "x¹", null, null],
  ["table", "▦", (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), null],
  ["row", "+ ↓", (chain) => chain.addRowAfter(), null, ["table"]],
  ["column", "+ →", (chain) => chain.addColumnAfter(), null, ["table"]],
  ["noRow", "− ↓", (chain) => chain.deleteRow(), null, ["table"]],
  ["noColumn", "− →", (chain) => chain.deleteColumn(), null, ["table"]],
  ["undo", "↶", (chain) => chain.undo(), null],
  ["redo", "↷", (chain) => chain.redo(), null],
];

function askForAddress(editor, words) {
  const input = element("input", { className: "govuk-input", id: `${words.id}-address`, type: "url", value: editor.getAttributes("link").href || "", autocomplete: "off" });
  const label = element("label", { className: "govuk-label", htmlFor: input.id }, words.address);
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

// A raised number where the caret is, and a paragraph with the same number at the end, where the caret goes.
function addFootnote(editor) {
  const used = [...editor.view.dom.querySelectorAll("p > sup:first-child")].map((one) => Number(one.textContent) || 0);
  const raised = { type: "text", text: String(Math.max(0, ...used) + 1), marks: [{ type: "superscript" }] };
  editor.chain().focus().insertContent(raised)
    .insertContentAt(editor.state.doc.content.size + 1, { type: "paragraph", content: [raised, { type: "text", text: " " }] })
    .focus("end").unsetSuperscript().run();
}

const OWN_ACTIONS = { link: askForAddress, footnote: addFootnote };

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

function makeButton(editor, words, [key, sign, action, pressed, inside], index) {
  const button = element("button", { type: "button", className: `editor-button editor-button--${key}`, title: words[key], tabIndex: index ? -1 : 0, "aria-label": words[key] }, sign);
  button.addEventListener("click", () => {
    if (!action) return OWN_ACTIONS[key](editor, words);
    // At once, not in the next frame: what is typed right after must not be lost.
    editor.view.focus();
    action(editor.chain()).run();
  });
  const update = () => {
    if (pressed) button.setAttribute("aria-pressed", String(editor.isActive(...pressed)));
    if (inside) button.hidden = !inside.some((name) => editor.isActive(name));
  };
  return [button, update];
}

export function makeToolbar(editor, words) {
  const toolbar = element("div", { className: "editor-toolbar", role: "toolbar", "aria-label": words.toolbar });
  const made = BUTTONS.map((one, index) => makeButton(editor, words, one, index));
  toolbar.append(...made.map(([button]) => button));
  const update = () => made.forEach(([, refresh]) => refresh());
  // Once per frame: the toolbar must not slow down typing.
  let waiting = 0;
  editor.on("transaction", () => {
    waiting ||= requestAnimationFrame(() => { waiting = 0; update(); });
  });
  update();
  moveByArrows(toolbar);
  return toolbar;
}
