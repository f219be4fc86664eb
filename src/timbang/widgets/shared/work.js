/**
 * The learner's work in this browser: one versioned key, one entry an exercise. Nothing here throws;
 * what the store refuses is told as a trouble: "unavailable", "full", "damaged" or "newer".
 *
 * @typedef {{ made: string, draft?: any, answer?: any, tries?: number, first?: boolean }} Kept
 *   What a learner did with a part; `made` is the fingerprint of the part as it was then.
 * @typedef {{ kind: string, title: string, at: string, points?: number, max?: number,
 *   parts: Record<string, Kept>, older?: Record<string, Kept> }} Entry
 *   `older`: work on parts that have changed since, kept and no longer filled in.
 * @typedef {"unavailable" | "full" | "damaged" | "newer" | null} Trouble
 */

const KEY = "timbang.work";
const VERSION = 1;

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
    if (version === VERSION && isRecord(entries)) return { entries, trouble: null };
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
const packed = (entries) => JSON.stringify({ version: VERSION, entries });

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
  return write(KEY, packed({ ...entries, [exercise]: { ...entry, at: new Date().toISOString() } }));
}

/** All work, the latest first. @returns {[string, Entry][]} */
export const list = () =>
  Object.entries(read().entries).sort(([, one], [, other]) => (one.at < other.at ? 1 : -1));

/** Forget the work on an exercise, or all of it. @param {string} [exercise] @returns {Trouble} */
export function erase(exercise) {
  const { entries, trouble } = read();
  if (trouble === "unavailable" || trouble === "newer") return trouble;
  const rest = Object.entries(entries).filter(([name]) => exercise !== undefined && name !== exercise);
  return write(KEY, packed(Object.fromEntries(rest)));
}

/** All work as the text of a file. */
export const exported = () => packed(read().entries);
