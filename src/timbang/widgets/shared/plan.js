/** The file of a plan, judged by the form that `timbang.plans.form` gives. */

/** What does not fit: the place, and what is wanted there. */
export class Misfit extends Error {
  /** @param {(string | number)[]} place @param {string} wanted @param {Record<string, any>} [values] */
  constructor(place, wanted, values = {}) {
    super(wanted);
    this.place = place;
    this.wanted = wanted;
    this.values = values;
  }
}

/** @param {unknown} value */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
// What neither XML nor a spreadsheet can hold.
const NO_TEXT = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/**
 * A value with its defaults filled in and unknown fields left out; throws a `Misfit` where it does not fit.
 * @param {any} form @param {any} value @param {(string | number)[]} [place] @returns {any}
 */
export function fitted(form, value, place = []) {
  let given = value ?? null;
  if (given === null && "default" in form) {
    if (form.default === null) return null;
    given = form.default;
  }
  return FITTERS[form.is](form, given, place);
}

/** @param {any} form @param {any} value @param {(string | number)[]} place */
function number(form, value, place) {
  const fits = typeof value === "number" && Number.isFinite(value) && value >= form.least && value <= form.most;
  if (!fits || (form.is === "whole" && !Number.isInteger(value))) {
    throw new Misfit(place, form.is, { least: form.least, most: form.most });
  }
  return value;
}

/** @param {RegExp} shape */
const shaped = (shape) => (/** @type {any} */ form, /** @type {any} */ value, /** @type {(string | number)[]} */ place) => {
  if (typeof value !== "string" || !shape.test(value)) throw new Misfit(place, form.is);
  return value;
};

/** @type {Record<string, (form: any, value: any, place: (string | number)[]) => any>} */
const FITTERS = {
  record(form, value, place) {
    if (!isRecord(value)) throw new Misfit(place, "record");
    return Object.fromEntries(Object.entries(form.of).map(([name, of]) =>
      [name, fitted(of, Object.hasOwn(value, name) ? value[name] : null, [...place, name])]));
  },
  list(form, value, place) {
    if (!Array.isArray(value)) throw new Misfit(place, "list");
    if (value.length > form.most) throw new Misfit(place, "fewer", { most: form.most, now: value.length });
    const items = value.map((one, index) => fitted(form.of, one, [...place, index + 1]));
    const names = new Set();
    items.forEach((one, index) => {
      if (!isRecord(one)) return;
      if (names.has(one.id)) throw new Misfit([...place, index + 1, "id"], "unique", { id: one.id });
      names.add(one.id);
    });
    return items;
  },
  text(form, value, place) {
    if (typeof value !== "string") throw new Misfit(place, "text");
    const now = value.length > form.most ? [...value].length : 0;
    if (now > form.most) throw new Misfit(place, "shorter", { most: form.most, now });
    return value.replace(NO_TEXT, "").replace(/\p{Surrogate}/gu, "");
  },
  choice(form, value, place) {
    if (!form.of.includes(value)) throw new Misfit(place, "choice", { known: form.of.join(", ") });
    return value;
  },
  triple(form, value, place) {
    if (!Array.isArray(value) || value.length !== 3) throw new Misfit(place, "triple");
    const three = value.map((one, index) => fitted(form.of, one, [...place, index + 1]));
    if (three[0] > three[1] || three[1] > three[2]) throw new Misfit(place, "triple");
    return three;
  },
  id: shaped(/^[A-Za-z0-9_-]{1,40}$/),
  month: shaped(/^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$/),
  number,
  whole: number,
};

/** A part of a plan if it fits, else null. @param {any} form @param {any} value */
export function fittedOrNull(form, value) {
  try {
    return fitted({ ...form, default: null }, value);
  } catch (error) {
    if (error instanceof Misfit) return null;
    throw error;
  }
}

/**
 * The plan in the text of a file, or why it is refused.
 * @param {{ format: string, version: number, work: string, form: any }} kind @param {string} text
 * @returns {{ plan?: any, refused?: string, misfit?: Misfit }}
 */
export function opened({ format, version, work, form }, text) {
  let value;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { refused: "damaged" };
  }
  if (!isRecord(value) || value.format !== format) return { refused: isRecord(value) && value.format === work ? "work" : "foreign" };
  if (value.version !== version) return { refused: value.version > version && typeof value.version === "number" ? "newer" : "older" };
  try {
    return { plan: { format, version, ...fitted(form, value) } };
  } catch (error) {
    if (error instanceof Misfit) return { refused: "misfit", misfit: error };
    throw error;
  }
}
