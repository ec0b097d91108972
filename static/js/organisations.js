// A box with suggestions that adds one line to a list of organisations.
const folded = (text) => text.trim().toLocaleLowerCase("pl").replace(/\s+/g, " ");

function add(box) {
  const input = box.querySelector("input");
  const button = box.querySelector("button");
  const list = document.getElementById(box.dataset.organisationsOf);
  const name = input.value.trim().replace(/\s+/g, " ");
  if (!name || list.readOnly) return;
  const lines = list.value.split("\n").filter((line) => line.trim());
  const isThere = lines.some((line) => folded(line) === folded(name));
  if (!isThere) {
    list.value = [...lines, name].join("\n");
    list.dispatchEvent(new Event("input", { bubbles: true }));
    list.dispatchEvent(new Event("change", { bubbles: true }));
  }
  input.value = "";
  input.focus();
  const sentence = (isThere ? button.dataset.there : button.dataset.added).replace("{name}", name);
  document.body.dispatchEvent(new CustomEvent("portal:announce", { detail: { value: sentence } }));
}

for (const box of document.querySelectorAll("[data-organisations-of]")) {
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => add(box));
  box.querySelector("input").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add(box);
  });
  // What was chosen but not added yet is not lost when the form is sent.
  box.closest("form")?.addEventListener("submit", () => add(box));
}
