// What must survive the page, in IndexedDB. Where that is not to be had (a private window, a full disk) it is kept in
// memory, and `store.lasting` is false: then people are warned before they leave.
const NAME = "pim-workbench";
const KINDS = ["texts", "drafts", "pages"];
const PATIENCE = 4000;

const memory = new Map(KINDS.map((kind) => [kind, new Map()]));
// Where records wait that the database may not get any more: it is not open yet, or the page is going away and the
// browser gives up what it has not finished writing.
const LAST = "pim-workbench-last";

let opened = null;
let isSure = false;
const watchers = [];

export const store = { lasting: true };

export const onLost = (action) => watchers.push(action);

function lose() {
  if (!store.lasting) return;
  store.lasting = false;
  watchers.forEach((action) => action());
}

window.addEventListener("pagehide", () => { isSure = false; });
window.addEventListener("pageshow", (event) => { isSure = event.persisted && opened !== null; });

function lastWords(change) {
  try {
    const records = JSON.parse(localStorage.getItem(LAST) ?? "{}");
    if (!change(records)) return;
    if (Object.keys(records).length) localStorage.setItem(LAST, JSON.stringify(records));
    else localStorage.removeItem(LAST);
  } catch {
    // This storage is shut or full: the database is the place that counts.
  }
}

const keepLast = (kind, record) => lastWords((records) => { records[`${kind}|${record.key}`] = { kind, record }; return true; });
const forgetLast = (kind, key) => lastWords((records) => `${kind}|${key}` in records && delete records[`${kind}|${key}`]);

// Puts what waits outside into the database, unless that has newer words of the same record.
function takeIn(database) {
  lastWords((records) => {
    for (const { kind, record } of Object.values(records)) {
      const transaction = database.transaction(kind, "readwrite");
      const box = transaction.objectStore(kind);
      box.get(record.key).onsuccess = ({ target: { result } }) => {
        if (!result || result.at < record.at) box.put(record);
      };
      transaction.oncomplete = () => forgetLast(kind, record.key);
    }
  });
}

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    setTimeout(() => reject(new Error("no answer from IndexedDB")), PATIENCE);
    request.onupgradeneeded = () => KINDS.forEach((kind) => request.result.createObjectStore(kind, { keyPath: "key" }));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      // The data was cleared or another tab needs a newer layout: the next use opens it anew.
      const shut = () => { opened = null; isSure = false; };
      database.onversionchange = () => { database.close(); shut(); };
      database.onclose = shut;
      isSure = true;
      resolve(database);
    };
  });
  return opened;
}

// Runs `work(objectStore)` in one transaction; the result is that of the request which it returns. `isWhole`: that
// request is all there is to do.
async function transact(kind, mode, work, isWhole = false) {
  const database = await open();
  if (!isWhole) takeIn(database);
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(kind, mode, mode === "readwrite" ? { durability: "strict" } : {});
    const request = work(transaction.objectStore(kind));
    // Without waiting for anything more: the page may be going away.
    if (isWhole) transaction.commit?.();
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

async function tryTo(work, otherwise) {
  if (store.lasting) {
    try {
      return await work();
    } catch {
      lose();
    }
  }
  return otherwise();
}

// A record that could not be written to the disk is found in memory, and the other way round.
export async function all(kind) {
  const kept = await tryTo(() => transact(kind, "readonly", (box) => box.getAll()), () => []);
  return [...kept, ...memory.get(kind).values()];
}

export function put(kind, record) {
  const copy = structuredClone(record);
  if (!isSure) keepLast(kind, copy);
  return tryTo(
    () => transact(kind, "readwrite", (box) => box.put(copy), true),
    () => memory.get(kind).set(copy.key, copy),
  );
}

export function remove(kind, key) {
  forgetLast(kind, key);
  memory.get(kind).delete(key);
  return tryTo(() => transact(kind, "readwrite", (box) => box.delete(key), true), () => null);
}

// Changes the records that `change(record)` returns anew, all in one transaction: two tabs cannot take the same one.
export function changeAll(kind, change) {
  const taken = [];
  return tryTo(
    () => transact(kind, "readwrite", (box) => {
      box.openCursor().onsuccess = ({ target: { result: cursor } }) => {
        if (!cursor) return;
        const changed = change(cursor.value);
        if (changed) {
          cursor.update(changed);
          taken.push(changed);
        }
        cursor.continue();
      };
    }).then(() => taken),
    () => [],
  );
}
