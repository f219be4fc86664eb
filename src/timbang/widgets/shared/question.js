/** Options of which a learner chooses, and what is told about each when it was checked. */

import { h, uid } from "./dom.js";

/**
 * @param {object} parts
 * @param {string | Node} parts.legend
 * @param {string} [parts.hint]
 * @param {boolean} [parts.several]
 * @param {string[]} parts.options
 * @param {() => void} parts.onchange
 * @param {string} [parts.look]  A class of its own for the group.
 */
export function choices({ legend, hint, several = false, options, onchange, look = "" }) {
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
      h("legend", {}, legend, hint ? h("span", { class: "tmb-hint" }, hint) : ""),
      h("div", { class: "tmb-options" }, ...rows.map(({ row }) => row))),

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
      feedback.replaceChildren(h("strong", {}, word), ` ${text}`);
    },

    /** Take back all that was told. */
    hush() {
      for (const { row, feedback } of rows) {
        delete row.dataset.mark;
        feedback.replaceChildren();
      }
    },

    focus: () => rows[0].input.focus(),
  };
}
