/** Fields of a form, each with its label. */

import { h, uid } from "./dom.js";

/**
 * @typedef {{ element: HTMLElement, control: any }} Field
 * @param {string} label @param {any} control @param {string} [look]
 * @returns {Field}
 */
function labelled(label, control, look = "") {
  control.id = uid("field");
  return { element: h("div", { class: `tmb-field ${look}` }, h("label", { for: control.id }, label), control), control };
}

/** A text of one line, or of several rows. @param {string} label @param {{ rows?: number } & Record<string, any>} attributes */
export const textField = (label, { rows = 0, look = "", ...attributes }) =>
  labelled(label, rows
    ? h("textarea", { rows, autocomplete: "off", ...attributes })
    : h("input", { type: "text", autocomplete: "off", ...attributes }), look);

/** @param {string} label @param {[string, string][]} options  Value and words. @param {Record<string, any>} [attributes] */
export const choiceField = (label, options, { look = "", ...attributes } = {}) =>
  labelled(label, h("select", attributes, ...options.map(([value, words]) => h("option", { value }, words))), look);

/** Write into a field only what is not there, so that the caret stays. @param {any} control @param {string} value */
export function write(control, value) {
  if (control.value !== value) control.value = value;
}

/**
 * A table whose values are bars too.
 * @param {string} caption @param {string[]} heads
 * @param {{ name: string, values: { share: number, words: string, look?: string }[] }[]} rows  Shares from 0 to 1.
 */
export const barTable = (caption, heads, rows) =>
  h("table", { class: "tmb-bars" }, h("caption", {}, caption),
    h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, ...rows.map(({ name, values }) => h("tr", {}, h("th", { scope: "row" }, h("span", { class: "tmb-clamp" }, name)),
      ...values.map(({ share, words, look = "" }) => {
        const bar = h("span", { class: `tmb-bar ${look}`, "aria-hidden": "true" });
        bar.style.setProperty("--share", `${share}`);
        return h("td", {}, h("span", { class: "tmb-amount" }, words), bar);
      })))));
