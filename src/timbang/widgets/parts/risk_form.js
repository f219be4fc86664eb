/** The form for one risk: what may happen, its thread and kind, and three values each of likelihood and impact. */

import { fill, h } from "../shared/dom.js";
import { choiceField, textField, write } from "../shared/fields.js";
import { percent, share } from "../shared/quantity.js";

const PARTS = ["low", "mode", "high"];
const SPANS = ["likelihood", "impact"];

/** @param {any} model @param {(risk: any) => void} done  Called with the risk, or null when it is to be left. */
export function riskForm(model, done) {
  const texts = model.get("texts");
  const language = model.get("language");
  const longest = model.get("longest");
  /** @type {any} */
  let before = null;
  /** @param {string} kind */
  const options = (kind) => /** @type {[string, string][]} */ ([["", "–"],
    ...model.get(`${kind}s`).map((/** @type {string} */ one) => [one, texts[one]])]);

  const name = textField(texts.name, { rows: 2, maxlength: longest });
  const thread = choiceField(texts.thread, options("thread"));
  const kind = choiceField(texts.kind, options("kind"));
  const spans = Object.fromEntries(SPANS.map((span) => [span, PARTS.map((part) =>
    textField(texts[part], { inputmode: "text", maxlength: 12 }))]));
  const owner = textField(texts.owner, { maxlength: longest });
  const response = textField(texts.response, { rows: 2, maxlength: longest });
  const fault = h("p", { class: "tmb-fault", role: "status" });

  const element = h("div", { class: "tmb-form", role: "group", onkeydown: escape },
    name.element,
    h("div", { class: "tmb-pair" }, thread.element, kind.element),
    ...SPANS.map((span) => h("fieldset", { class: "tmb-span", "data-span": span }, h("legend", {}, texts[span]),
      h("div", { class: "tmb-three" }, ...spans[span].map((one) => one.element)))),
    h("p", { class: "tmb-hint" }, texts["percent-hint"]),
    owner.element, response.element, fault,
    h("div", { class: "tmb-entry-buttons" },
      h("button", { type: "button", class: "tmb-button tmb-main", onclick: keep }, texts.save),
      h("button", { type: "button", class: "tmb-button", onclick: () => done(null) }, texts.cancel)));

  /** @param {KeyboardEvent} event */
  function escape(event) {
    if (event.key === "Escape") done(null);
  }

  /** @param {any} risk */
  function open(risk) {
    before = risk;
    element.setAttribute("aria-label", risk ? texts.edit : texts["add-risk"]);
    write(name.control, risk?.name ?? "");
    write(thread.control, risk?.thread ?? "");
    write(kind.control, risk?.kind ?? "");
    write(owner.control, risk?.owner ?? "");
    write(response.control, risk?.response ?? "");
    for (const span of SPANS) {
      spans[span].forEach(({ control }, at) => {
        write(control, risk?.[span] ? percent(language, risk[span][at], 2) : "");
        control.removeAttribute("aria-invalid");
      });
    }
    fault.textContent = "";
    name.control.focus();
  }

  /** @param {string} words @param {any} control */
  function refuse(words, control) {
    fault.textContent = words;
    control.setAttribute("aria-invalid", "true");
    control.focus();
    return null;
  }

  /** The three values of a span, or null where one is at fault. @param {string} span */
  function values(span) {
    const field = texts[`word-${span}`];
    /** @type {number[]} */
    const read = [];
    for (const [at, { control }] of spans[span].entries()) {
      control.removeAttribute("aria-invalid");
      const typed = control.value;
      // As it was written from the exact value, so that keeping it changes nothing.
      const same = before?.[span] && typed === percent(language, before[span][at], 2);
      const found = same ? { value: before[span][at] } : share(typed);
      if (found.fault) {
        const told = typed.trim() ? `bad-${found.fault}` : "bad-empty";
        return refuse(fill(texts[told], { field, part: texts[PARTS[at]], typed }), control);
      }
      read.push(found.value);
    }
    const [low, mode, high] = read;
    if (low <= mode && mode <= high) return read;
    const [a, b, c] = read.map((one) => percent(language, one, 2));
    return refuse(fill(texts["bad-order"], { field, low: a, mode: b, high: c }), spans[span][low > mode ? 0 : 2].control);
  }

  function keep() {
    for (const one of [name, thread, kind]) one.control.removeAttribute("aria-invalid");
    if (!name.control.value.trim()) return refuse(texts["need-name"], name.control);
    if (!thread.control.value) return refuse(texts["need-thread"], thread.control);
    if (!kind.control.value) return refuse(texts["need-kind"], kind.control);
    const likelihood = values("likelihood");
    const impact = likelihood && values("impact");
    if (!impact) return null;
    return done({ id: before?.id, name: name.control.value.trim(), thread: thread.control.value, kind: kind.control.value,
      likelihood, impact, owner: owner.control.value.trim(), response: response.control.value.trim() });
  }

  return { element, open, focus: () => name.control.focus(), editing: () => /** @type {string | null} */ (before?.id ?? null) };
}
