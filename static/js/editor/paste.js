// What comes from other programs' clipboards, above all from Word: lists, tables and footnotes become real ones.

const LEVEL = /level(\d+)/;
const MARKER = "[data-style*='mso-list:Ignore' i], [data-style*='mso-list: Ignore' i]";
// Word names its pictures, forms and comments with these; none of them is text.
const NO_TEXT = "style, script, meta, link, title, xml, del, img, [data-style*='mso-element:comment' i]";

const styleOf = (node) => node.getAttribute?.("data-style") || "";

function parse(pasted) {
  // The content policy reports every style that is parsed, and none is kept anyway. Word hides the signs of
  // its lists in conditions that browsers take for comments.
  const html = pasted
    .replace(/<style\b[\s\S]*?<\/style>/gi, "")
    .replace(/\sstyle\s*=/gi, " data-style=")
    .replace(/<!--\[if !supportLists\]-->|<!--\[endif\]-->|<!\[if !supportLists\]>|<!\[endif\]>/gi, "");
  return new DOMParser().parseFromString(html, "text/html");
}

function rename(page, node, name) {
  const made = page.createElement(name);
  made.append(...node.childNodes);
  node.replaceWith(made);
  return made;
}

// Word's first two levels are our headings, the deeper ones our smaller headings.
function headings(page) {
  for (const one of page.querySelectorAll("h1, h2, h5, h6")) rename(page, one, /[12]/.test(one.nodeName) ? "h3" : "h4");
}

// One paragraph that stands for a list item: its level from 1, the kind of its list, and its sign taken away.
function item(paragraph) {
  const sign = paragraph.querySelector(MARKER);
  const text = (sign?.textContent || "").trim();
  sign?.remove();
  return {
    level: Number(LEVEL.exec(styleOf(paragraph))?.[1] || 1),
    name: /^(\d+|[a-z]{1,4})[.)]/i.test(text) ? "OL" : "UL",
  };
}

// Word sends lists as paragraphs with a sign, a level and a style. `open` are the lists begun, the outermost first.
function lists(page) {
  let open = [];
  let last = null;
  for (const paragraph of page.querySelectorAll("p")) {
    if (!/mso-list\s*:/i.test(styleOf(paragraph)) || /mso-list\s*:\s*none/i.test(styleOf(paragraph))) continue;
    const { level, name } = item(paragraph);
    if (!last || paragraph.previousElementSibling !== open[0]) open = [];
    open.length = Math.min(open.length, level);
    if (open.length === level && open.at(-1).nodeName !== name) open.pop();
    while (open.length < level) {
      const list = page.createElement(open.length === level - 1 ? name : "UL");
      if (!open.length) paragraph.before(list);
      else (open.at(-1).lastElementChild || open.at(-1).appendChild(page.createElement("li"))).append(list);
      open.push(list);
    }
    const made = page.createElement("li");
    made.append(...paragraph.childNodes);
    open.at(-1).append(made);
    paragraph.remove();
    last = made;
  }
}

// A table without headers is read out without them: its first row heads the columns.
function tables(page) {
  for (const table of page.querySelectorAll("table")) {
    if (table.querySelector("th") || table.rows.length < 2) continue;
    for (const cell of [...table.rows[0].cells]) {
      const head = rename(page, cell, "th");
      for (const name of ["colspan", "rowspan"]) if (cell.getAttribute(name)) head.setAttribute(name, cell.getAttribute(name));
    }
  }
}

// A footnote is a raised number in the text and a paragraph with the same number at the end. `used` numbers are taken.
function footnotes(page, used) {
  let number = used;
  const notes = [...page.querySelectorAll("[data-style*='mso-element:footnote' i], [data-style*='mso-element:endnote' i]")]
    .filter((one) => one.id);
  for (const note of notes) {
    number += 1;
    const back = note.id.replace(/(\d+)$/, "ref$1");
    for (const link of page.querySelectorAll(`a[href$="#_${CSS.escape(note.id)}"], a[href$="#_${CSS.escape(back)}"]`)) {
      const sign = page.createElement("sup");
      sign.textContent = String(number);
      link.replaceWith(sign);
    }
    for (const paragraph of note.querySelectorAll("p")) page.body.append(paragraph);
  }
  page.querySelectorAll("[data-style*='mso-element:footnote-list' i], [data-style*='mso-element:endnote-list' i]")
    .forEach((box) => box.remove());
}

// The footnotes that a text already has.
function footnotesIn(text) {
  return [...text.querySelectorAll("p > sup:first-child")].reduce((most, one) => Math.max(most, Number(one.textContent) || 0), 0);
}

// Pasted HTML as the editor takes it. `text` is the element that holds what is already written.
export function fromClipboard(pasted, text) {
  const page = parse(pasted);
  footnotes(page, text ? footnotesIn(text) : 0);
  page.querySelectorAll(NO_TEXT).forEach((node) => node.remove());
  // What a link inside the Word file leads to stays in that file.
  page.querySelectorAll('a[href*="#_"], a[href^="#"]').forEach((link) => link.replaceWith(...link.childNodes));
  headings(page);
  lists(page);
  tables(page);
  return page.body.innerHTML;
}

export const hasPictures = (pasted) => /<img\b|<v:imagedata\b/i.test(pasted);
