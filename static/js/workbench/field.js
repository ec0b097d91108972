// One field of a row that exists: what it showed when it was in step with the server, and what was typed since.
import { enter } from "./fields-on-page.js";
import { controls, isRich, lock, note, read, same, showErrors, write } from "./fields.js";
import { page, tell } from "./page.js";
import { whenReleased } from "./press.js";
import { drop, keep, make } from "./queue.js";
import { say } from "./words.js";

// Typing comes in bursts: within this time after a key the text is left alone.
const HANDS_ON_KEYS = 2000;

export class Field {
  constructor(form, group) {
    this.form = form;
    this.group = group;
    this.name = group.dataset.field;
    this.base = form.version;
    this.baseData = null;
    this.floor = 0;
    this.synced = read(group);
    this.entry = null;
    this.dirty = false;
    this.isComposing = false;
    this.isMarkedWaiting = false;
    this.lastKey = -HANDS_ON_KEYS;
    this.theirs = null;
    enter(form.id, this.name, this);
    // The server has shown the form again with texts that it did not take.
    if (form.isUnsaved) Object.assign(this, { synced: null, dirty: true });
  }

  get label() {
    const words = this.group.querySelector("legend, label");
    return (words?.firstChild?.textContent ?? this.name).trim();
  }

  get isHere() {
    return this.group.contains(document.activeElement);
  }

  get isBoxes() {
    return !isRich(this.group) && controls(this.group).length > 1;
  }

  get isUnsent() {
    return this.dirty || Boolean(this.entry);
  }

  touched() {
    this.dirty = true;
    this.lastKey = performance.now();
  }

  // Reads what was typed into the queue. The reading is done at once; the promise is that of the disk.
  take() {
    if (!this.dirty || page.closed) return Promise.resolve();
    this.dirty = false;
    const data = read(this.group);
    if (!this.entry) {
      if (same(data, this.synced)) return Promise.resolve();
      this.entry = make({
        kind: this.form.kind, part: this.form.id, field: this.name, label: this.label, base: this.base, baseData: this.baseData,
      }, data);
      return keep(this.entry);
    }
    if (same(data, this.entry.data)) return Promise.resolve();
    Object.assign(this.entry, { data, at: Date.now(), state: "waiting" });
    if (!this.entry.sent && !this.entry.held && same(data, this.synced)) return this.undone();
    return keep(this.entry);
  }

  // The text is again what it was, and nothing was sent in between.
  undone() {
    const { entry } = this;
    this.entry = null;
    this.settled();
    return drop(entry);
  }

  // Puts a text that waited (from a page that is closed by now) back where it was typed.
  restore(entry) {
    this.entry = entry;
    this.base = entry.base;
    this.baseData = entry.baseData ?? null;
    write(this.group, entry.data);
    if (entry.state === "waiting") note(this.group, "mark", say("restored"));
    else this.refused();
  }

  // A newer text from the server. It is shown when nothing here is unsent and no hand is on the keys.
  receive(theirs) {
    if (theirs.version < this.floor) return;
    this.theirs = theirs;
    this.showTheirs();
  }

  showTheirs() {
    const { theirs } = this;
    if (!theirs || this.dirty || this.isComposing) return;
    // What waits or is on its way is not in any text of the server yet: nothing is shown over it.
    if (this.entry) return;
    const rest = HANDS_ON_KEYS - (performance.now() - this.lastKey);
    if (this.isHere && rest > 0) return this.showLater(rest);
    // One's own words in the server's writing: an amount under the caret is left alone, a rich text looks the same.
    if (this.isHere && theirs.isOwn && !isRich(this.group)) return;
    this.theirs = null;
    const isNew = !same(read(this.group), theirs.data) && !(theirs.isOwn && isRich(this.group));
    if (isNew) write(this.group, theirs.data);
    Object.assign(this, { base: theirs.version, baseData: null, synced: read(this.group) });
    if (isNew && theirs.by) note(this.group, "mark", say("changedBy", { name: theirs.by }), { tone: "merged" });
  }

  showLater(rest) {
    clearTimeout(this.showing);
    this.showing = setTimeout(() => this.showTheirs(), rest + 50);
  }

  settled() {
    this.isMarkedWaiting = false;
    whenReleased(() => {
      showErrors(this.group, []);
      note(this.group, "mark", "");
    });
    if (this.theirs?.version <= this.base) this.theirs = null;
  }

  // Shows why the text waits for the person; an error of a short field not before the person has left it.
  refused() {
    whenReleased(() => this.showRefused());
  }

  showRefused() {
    const { entry } = this;
    if (!entry) return;
    if (entry.state === "invalid" && !(this.isHere && this.isShort)) showErrors(this.group, entry.errors ?? []);
    if (entry.state === "refused") note(this.group, "mark", entry.message || say("failed"), { tone: "error" });
    if (entry.state === "held") this.showHeld();
  }

  get isShort() {
    return !this.group.querySelector("textarea");
  }

  showHeld() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "workbench-action";
    button.textContent = say("decide");
    button.addEventListener("click", () => tell("decide", { entry: this.entry }));
    const words = { gone: "heldGone", closed: "heldClosed" }[this.entry.reason] ?? "heldClash";
    note(this.group, "mark", say(words, { name: this.entry.who ?? "" }), { tone: "held", button });
  }

  // Only what really waits is marked: a save that takes its second is not worth a word.
  showWaiting(isOffline) {
    const waits = isOffline && this.entry?.state === "waiting";
    if (waits === this.isMarkedWaiting) return;
    this.isMarkedWaiting = waits;
    if (waits || !this.entry || this.entry.state === "waiting") note(this.group, "mark", waits ? say("waitingHere") : "");
  }

  showNear(names) {
    note(this.group, "near", names.length ? say("alsoHere", { name: names.join(", ") }) : "", { tone: "near" });
  }

  lock() {
    lock(this.group);
  }
}
