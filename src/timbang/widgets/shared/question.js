/** Options of which a learner chooses, and what is told about each when it was checked. */

import { h, uid, unbroken } from "./dom.js";

/**
 * @param {object} parts
 * @param {string | Node} parts.legend
 * @param {string} [parts.hint]
 * @param {boolean} [parts.several]
 * @param {string[]} parts.options
 * @param {() => void} parts.onchange
 * @param {string} [parts.look]  A class of its own for the group.
 * @param {number[]} [parts.order]  The indexes in the order in which they are shown; by default as they are given.
 */
export function choices({ legend, hint, several = false, options, onchange, look = "", order = [...options.keys()] }) {
  const group = uid("group");
  const rows = options.map((text) => {
    const about = uid("about");
    const input = h("input", { type: several ? "checkbox" : "radio", name: group, "aria-describedby": about, onchange });
    const feedback = h("div", { class: "tmb-feedback", id: about });
    const row = h("div", { class: "tmb-option" }, h("label", {}, input, h("span", {}, text)), feedback);
    return { row, input, feedback };
  });

  return {
    element: h("fieldset", { class: `tmb-choices ${look}` },
      h("legend", {}, ...asked(legend), hint ? h("span", { class: "tmb-hint" }, hint) : ""),
      h("div", { class: "tmb-options" }, ...order.map((index) => rows[index].row))),

    /** Indexes of the options chosen. */
    chosen: () => rows.flatMap(({ input }, index) => (input.checked ? [index] : [])),

    /** @param {number[]} indexes */
    choose(indexes) {
      rows.forEach(({ input }, index) => { input.checked = indexes.includes(index); });
    },

    /**
     * Tell what is to be said about an option.
     * @param {number} index @param {"right" | "wrong" | "missed"} mark @param {string} word @param {string} text
     */
    tell(index, mark, word, text) {
      const { row, feedback } = rows[index];
      row.dataset.mark = mark;
      feedback.replaceChildren(h("strong", {}, word), " ", ...unbroken(text));
    },

    /** Take back all that was told. */
    hush() {
      for (const { row, feedback } of rows) {
        delete row.dataset.mark;
        feedback.replaceChildren();
      }
    },

    focus: () => rows[order[0]].input.focus(),
  };
}

/**
 * A prompt whose last sentence asks: the case that it asks about stands apart, and in plain letters.
 * @param {string | Node} prompt @returns {(string | Node)[]}
 */
function asked(prompt) {
  if (typeof prompt !== "string" || !prompt.endsWith("?") || !("Segmenter" in Intl)) return [prompt];
  const sentences = [...new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(prompt)].map(({ segment }) => segment);
  const question = /** @type {string} */ (sentences.pop());
  return sentences.length ? [h("span", { class: "tmb-case" }, sentences.join("")), question] : [question];
}

/**
 * The indexes of options in an order that tells nothing of which are right, the same on every visit and in
 * every language.
 * @param {string} seed @param {number} count
 */
export function mixed(seed, count) {
  const drawn = new Map(Array.from({ length: count }, (_, index) => [index, draw(`${index} ${seed}`)]));
  return [...drawn.keys()].sort((one, other) => drawn.get(one) - drawn.get(other));
}

/** A number that looks drawn by chance (FNV-1a, stirred once more). @param {string} text */
function draw(text) {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ sign.codePointAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}
