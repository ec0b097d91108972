// Suggestions while typing: the field becomes an ARIA combobox with a list of links that the server wrote.
// Without this script the field is a plain search field, and the address of the suggestions a plain page.
const WAIT = 200;
const SHORTEST = 2;
let boxes = 0;

class Box {
  constructor(field) {
    this.field = field;
    this.input = field.querySelector("input");
    this.id = `suggestions-${++boxes}`;
    this.list = document.createElement("ul");
    this.active = -1;
    this.asked = "";
    this.prepare();
  }

  prepare() {
    const { input, list } = this;
    list.id = this.id;
    list.hidden = true;
    list.className = "catalogue-suggest";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.field.dataset.label);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.id);
    input.setAttribute("aria-expanded", "false");
    this.field.append(list);
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    input.form.addEventListener("submit", () => this.close());
    // A press must not take the focus out of the field before the click arrives.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
  }

  later() {
    clearTimeout(this.timer);
    this.waiting?.abort();
    const text = this.input.value.trim();
    if (text.length < SHORTEST) return this.close();
    this.timer = setTimeout(() => this.ask(text), WAIT);
  }

  async ask(text) {
    this.waiting = new AbortController();
    try {
      const address = `${this.field.dataset.suggest}?q=${encodeURIComponent(text)}`;
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: this.waiting.signal });
      if (answer.ok && document.activeElement === this.input) this.show(await answer.text());
    } catch {
      // Aborted by the next letter, or no connection: searching itself still works.
    }
  }

  show(html) {
    const written = new DOMParser().parseFromString(html, "text/html").querySelector("ul");
    this.list.replaceChildren(...[...written.querySelectorAll("li")].map((item, place) => this.option(item, place)));
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.open(this.list.children.length > 0);
    const said = written.dataset.said;
    document.body.dispatchEvent(new CustomEvent("portal:announce", { detail: { value: said } }));
  }

  // A list box has no links inside, so an option keeps the words of its link and its address.
  option(item, place) {
    const link = item.querySelector("a");
    const kind = item.querySelector("span");
    const option = document.createElement("li");
    const words = document.createElement("span");
    words.textContent = link.textContent;
    if (link.lang) words.lang = link.lang;
    option.append(words);
    if (kind) option.append(" ", kind);
    option.id = `${this.id}-${place}`;
    option.dataset.url = link.href;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    return option;
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  close() {
    clearTimeout(this.timer);
    this.waiting?.abort();
    this.move(-1);
    this.open(false);
  }

  move(place) {
    const options = this.list.children;
    options[this.active]?.setAttribute("aria-selected", "false");
    this.active = place;
    const chosen = options[place];
    if (!chosen) return this.input.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    chosen.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", chosen.id);
  }

  key(event) {
    const count = this.list.children.length;
    if (this.list.hidden) {
      if (event.key === "ArrowDown" && count) {
        event.preventDefault();
        this.open(true);
        this.move(0);
      }
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      // One place more than options: the field itself stands between the last and the first.
      this.move(((this.active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.go(this.list.children[this.active]);
    }
  }

  go(option) {
    if (option) window.location.assign(option.dataset.url);
  }
}

for (const field of document.querySelectorAll("[data-suggest]")) new Box(field);
