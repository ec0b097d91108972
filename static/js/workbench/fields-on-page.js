// The fields that this page shows, by part and name.
const shown = new Map();
const keyOf = (part, name) => `${part}|${name}`;

export const enter = (part, name, field) => shown.set(keyOf(part, name), field);
export const find = (part, name) => shown.get(keyOf(part, name));
export const everyField = () => [...shown.values()];

// The field that shows a text of the queue; nothing for a text that another page left behind.
export function fieldOf(entry) {
  const field = find(entry.part, entry.field);
  return field?.entry === entry ? field : null;
}
