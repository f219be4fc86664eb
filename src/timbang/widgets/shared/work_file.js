/**
 * All work as a file that a learner takes home and brings back, from this or an older version of the course.
 * A file that cannot be taken changes nothing; why is told as a fault.
 *
 * @typedef {"foreign" | "plan" | "damaged" | "newer-file" | "large" | import("./work.js").Trouble} Fault
 */

import { all, replace } from "./work.js";

export const FORMAT = "timbang-work";
/** The file that the roadmap saves; learners take it for their work. */
const PLAN = "timbang-plan";
const VERSION = 1;
/** Characters of a file that is still read; a year of use is far below. */
export const MOST = 2_000_000;
const MOST_EXERCISES = 1000;
const NAME = /^[a-z0-9][a-z0-9_-]{0,99}$/;

/** The text of the file. */
export function exported() {
  const { entries } = all();
  return JSON.stringify({ format: FORMAT, version: VERSION, saved: new Date().toISOString(), sum: sum(entries), entries }, null, 1);
}

/**
 * Take the work in a file over: of each exercise the later work stays, that here or that in the file.
 * @param {string} text @returns {{ fault: Fault, taken: number, kept: number }}
 */
export function imported(text) {
  const { entries, fault } = opened(text);
  if (fault) return { fault, taken: 0, kept: 0 };
  const mine = all().entries;
  const later = Object.entries(entries).filter(([name, entry]) => !(mine[name]?.at >= entry.at));
  const refused = replace({ ...mine, ...Object.fromEntries(later) });
  return refused
    ? { fault: refused, taken: 0, kept: 0 }
    : { fault: null, taken: later.length, kept: Object.keys(entries).length - later.length };
}

/** @param {string} text @returns {{ entries: Record<string, any>, fault: Fault }} */
function opened(text) {
  const no = (/** @type {Fault} */ fault) => ({ entries: {}, fault });
  if (text.length > MOST) return no("large");
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return no(text.includes(FORMAT) ? "damaged" : "foreign");
  }
  if (file?.format === PLAN) return no("plan");
  // The first version of the file had no name of its format and no sum.
  if (!isRecord(file) || (file.format !== undefined ? file.format !== FORMAT : !("version" in file && "entries" in file))) return no("foreign");
  if (Number.isInteger(file.version) && file.version > VERSION) return no("newer-file");
  if (file.version !== VERSION || !isRecord(file.entries)) return no("damaged");
  const entries = Object.entries(file.entries);
  if (entries.length > MOST_EXERCISES) return no("large");
  if (!entries.every(([name, entry]) => NAME.test(name) && isEntry(entry))) return no("damaged");
  if (file.sum !== undefined && file.sum !== sum(file.entries)) return no("damaged");
  return { entries: file.entries, fault: null };
}

/** @param {any} entry */
function isEntry(entry) {
  return isRecord(entry)
    && [entry.kind, entry.title].every((text) => typeof text === "string" && text.length < 1000)
    && typeof entry.at === "string" && !Number.isNaN(Date.parse(entry.at))
    && [entry.points, entry.max].every((value) => value === undefined || Number.isFinite(value))
    && isRecord(entry.parts) && Object.values(entry.parts).every(isKept)
    && (entry.older === undefined || (isRecord(entry.older) && Object.values(entry.older).every(isKept)));
}

/** @param {any} kept */
const isKept = (kept) => isRecord(kept) && typeof kept.made === "string"
  && (kept.tries === undefined || (Number.isInteger(kept.tries) && kept.tries >= 0))
  && (kept.first === undefined || typeof kept.first === "boolean");

/** @param {any} value */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** A short sum over the entries, by which a file that was cut or changed by accident is known (FNV-1a). @param {any} entries */
function sum(entries) {
  let value = 0x811c9dc5;
  for (const sign of JSON.stringify(entries)) value = Math.imul(value ^ sign.codePointAt(0), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, "0");
}
