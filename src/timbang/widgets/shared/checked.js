/** One part of an exercise: its fields, a button that hands the answer in, and what is said about it. */

import { h } from "./dom.js";

/**
 * @typedef {object} Fields
 * @property {HTMLElement} element
 * @property {() => any} value  The answer as it stands.
 * @property {(answer: any) => void} set  Show an answer, or none.
 * @property {(answer: any) => string | null} lacks  What is still missing, in words.
 * @property {(answer: any) => void} tell  Say what is to be said about each field.
 * @property {() => void} hush  Take that back.
 *
 * @param {object} parts
 * @param {any} parts.shell  The exercise.
 * @param {string} parts.part
 * @param {(onchange: () => void) => Fields} parts.fields
 * @param {(answer: any) => { mark: "right" | "partly" | "wrong", words: (string | Node)[] }} parts.verdict
 * @param {Node | null | false} [parts.head]
 * @param {HTMLElement | null} [parts.sources]  Shown once the answer was checked.
 * @param {string} parts.check  The word on the button.
 */
export function checked({ shell, part, fields: make, verdict, head = null, sources = null, check: word }) {
  const fields = make(changed);
  const result = h("p", { class: "tmb-result", role: "status" });
  const button = h("button", { type: "button", class: "tmb-button tmb-main", onclick: check }, word);

  function changed() {
    hush();
    shell.draft(part, fields.value());
  }

  function hush() {
    fields.hush();
    result.replaceChildren();
    delete result.dataset.mark;
    if (sources) sources.hidden = true;
  }

  function check() {
    const answer = fields.value();
    const lacking = fields.lacks(answer);
    if (lacking) {
      result.textContent = lacking;
      return;
    }
    shell.handIn(part, answer);
    tell(answer);
  }

  /** @param {any} answer */
  function tell(answer) {
    const { mark, words } = verdict(answer);
    result.dataset.mark = mark;
    result.replaceChildren(...words);
    fields.tell(answer);
    if (sources) sources.hidden = false;
  }

  return {
    element: h("div", { class: "tmb-question" }, head, fields.element, h("div", { class: "tmb-check" }, button, result), sources),

    /** Show the learner's answer, and what was said about it if it is still as it was handed in. */
    show() {
      const { draft, answer } = shell.of(part);
      fields.set(draft);
      hush();
      if (answer !== undefined && JSON.stringify(draft) === JSON.stringify(answer)) tell(answer);
    },
  };
}
