// Sentences of the interface, translated by the server: templates/documents/workbench/words.html.
const source = document.getElementById("workbench-words")?.dataset ?? {};

export function say(key, values = {}) {
  return (source[key] ?? "").replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// The server's times, in the programme's time zone: the clock of the computer may be wrong.
const clock = new Intl.DateTimeFormat(document.documentElement.lang || "pl", {
  hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Europe/Warsaw",
});
export const hour = (iso) => clock.format(new Date(iso));
