/**
 * The learner's work in this browser: one versioned key, one entry an exercise. Nothing here throws;
 * what the store refuses is told as a trouble: "unavailable", "full", "damaged" or "newer".
 *
 * @typedef {{ made: string, draft?: any, answer?: any, tries?: number, first?: boolean }} Kept
 *   What a learner did with a part; `made` is the fingerprint of the part as it was then.
 * @typedef {{ kind: string, title: string, at: string, points?: number, max?: number,
 *   parts: Record<string, Kept>, older?: Record<string, Kept> }} Entry
 *   `older`: work on parts that have changed or gone since, kept and no longer filled in.
 * @typedef {"unavailable" | "full" | "damaged" | "newer" | null} Trouble
 */

const KEY = "timbang.work";
const VERSION = 1;
/** The event on the window when work was stored by this page: a browser tells only other pages. Its detail is the exercise, or null for all. */
export const CHANGED = "timbang-work";

/** @returns {{ entries: Record<string, Entry>, trouble: Trouble }} */
function read() {
  let text;
  try {
    text = localStorage.getItem(KEY);
  } catch {
    return { entries: {}, trouble: "unavailable" };
  }
  if (text === null) return { entries: {}, trouble: null };
  try {
    const { version, entries } = JSON.parse(text);
    if (version > VERSION) return { entries: {}, trouble: "newer" };
    if (version === VERSION && isRecord(entries)) return { entries: each(entries, full), trouble: null };
  } catch {
    // No JSON: set aside below, like JSON of another shape.
  }
  write(`${KEY}.damaged`, text);
  return { entries: {}, trouble: "damaged" };
}

/** @param {string} key @param {string} text @returns {Trouble} */
function write(key, text) {
  try {
    localStorage.setItem(key, text);
    return null;
  } catch {
    // Some private windows have a store of no size: it is full while it is empty.
    try {
      return localStorage.length ? "full" : "unavailable";
    } catch {
      return "unavailable";
    }
  }
}

/** @param {unknown} value */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {Record<string, Entry>} entries */
const packed = (entries) => JSON.stringify({ version: VERSION, entries: each(entries, lean) });

/**
 * Entries with every part changed by `change`, also the parts of older versions.
 * @param {Record<string, Entry>} entries @param {(kept: Kept) => Kept} change
 */
function each(entries, change) {
  const changed = (/** @type {Record<string, Kept>} */ parts) =>
    Object.fromEntries(Object.entries(parts).map(([part, kept]) => [part, isRecord(kept) ? change(kept) : kept]));
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, isRecord(entry) && isRecord(entry.parts)
    ? { ...entry, parts: changed(entry.parts), ...(isRecord(entry.older) ? { older: changed(entry.older) } : {}) }
    : entry]));
}

/** A part as it is stored: a draft that was handed in as it is is not stored twice. @param {Kept} kept */
const lean = ({ draft, ...kept }) =>
  (draft === undefined || (kept.answer !== undefined && JSON.stringify(draft) === JSON.stringify(kept.answer))
    ? kept : { draft, ...kept });

/** A part as exercises know it. @param {Kept} kept */
const full = (kept) => (kept.answer !== undefined && kept.draft === undefined ? { ...kept, draft: kept.answer } : kept);

/** The work on an exercise. @param {string} exercise @returns {{ entry: Entry | null, trouble: Trouble }} */
export function get(exercise) {
  const { entries, trouble } = read();
  const entry = entries[exercise];
  return { entry: isRecord(entry) && isRecord(entry.parts) ? entry : null, trouble };
}

/**
 * Keep the work on an exercise. Reads anew, so that another tab's work on other exercises stays.
 * @param {string} exercise @param {Omit<Entry, "at">} entry @returns {Trouble}
 */
export function put(exercise, entry) {
  const { entries, trouble } = read();
  if (trouble === "unavailable" || trouble === "newer") return trouble;
  return told(exercise, write(KEY, packed({ ...entries, [exercise]: { ...entry, at: new Date().toISOString() } })));
}

/** @param {string | null} exercise @param {Trouble} trouble */
function told(exercise, trouble) {
  if (!trouble) dispatchEvent(new CustomEvent(CHANGED, { detail: exercise }));
  return trouble;
}

/** All work in this browser, its trouble, and its size in characters. */
export function all() {
  const { entries, trouble } = read();
  return { entries, trouble, size: Object.keys(entries).length ? packed(entries).length : 0 };
}

/** Keep these entries in the place of all others, or leave all as it is. @param {Record<string, Entry>} entries @returns {Trouble} */
export function replace(entries) {
  const { trouble } = read();
  return trouble === "unavailable" || trouble === "newer" ? trouble : told(null, write(KEY, packed(entries)));
}

/** Forget the work on an exercise, or all of it with what was set aside as damaged. @param {string} [exercise] @returns {Trouble} */
export function erase(exercise) {
  const { entries } = read();
  const rest = Object.entries(entries).filter(([name]) => exercise !== undefined && name !== exercise);
  const refused = replace(Object.fromEntries(rest));
  if (exercise === undefined && !refused) localStorage.removeItem(`${KEY}.damaged`);
  return refused;
}
