/** Numbers as a learner types them: decimal comma or point in either language, with a percent sign or without. */

const NUMBER = /^(\d+(?:[.,]\d*)?|[.,]\d+)(%?)$/;

/**
 * A share from 0 to 1. Above 1 a number is one of percent, below 1 it is a share; 1 by itself could be either.
 * @param {string} typed
 * @returns {{ value: number, fault?: undefined } | { value?: undefined, fault: "number" | "either" | "outside" }}
 */
export function share(typed) {
  const found = NUMBER.exec(typed.replace(/\s/g, ""));
  if (!found) return { fault: "number" };
  const value = Number(found[1].replace(",", "."));
  if (!found[2] && value === 1) return { fault: "either" };
  const read = found[2] || value > 1 ? value / 100 : value;
  return read > 1 ? { fault: "outside" } : { value: read };
}

/** A whole number within bounds, or null. @param {string} typed @param {number} least @param {number} most */
export function whole(typed, least, most) {
  const value = /^\d+$/.test(typed.trim()) ? Number(typed) : NaN;
  return value >= least && value <= most ? value : null;
}

/** A share as the language writes percent. @param {string} language @param {number} value */
export const percent = (language, value, decimals = 0) =>
  new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: decimals }).format(value);
