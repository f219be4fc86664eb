/** Self-check: questions with feedback for every option chosen. */

import { checked } from "./shared/checked.js";
import { fill, h, number, sourceList } from "./shared/dom.js";
import { exercise } from "./shared/exercise.js";
import { choices, mixed } from "./shared/question.js";
import { choicePoints, verdictPoints } from "./shared/score.js";

/** @param {any} question @param {any} answer */
export function points(question, answer) {
  const right = question.options.map((/** @type {any} */ option) => option.right);
  return question.kind === "true-false"
    ? verdictPoints(question.truth, right, answer.truth, answer.reason)
    : choicePoints(right, answer);
}

/** @param {{ model: any, el: HTMLElement }} view */
function render(view) {
  const { model } = view;
  const texts = model.get("texts");
  /** @type {any[]} */
  const questions = model.get("questions");
  const byId = Object.fromEntries(questions.map((question) => [question.id, question]));

  const shell = exercise(view, {
    marks: { points: (part, answer) => points(byId[part], answer), most: 1 },
    refresh: () => blocks.forEach(({ show }) => show()),
    rows,
  });
  /** @type {{ element: Node, show: () => void }[]} */
  const blocks = questions.map((question, index) => block(model, shell, question, index + 1));
  shell.body.append(...blocks.map(({ element }) => element));
  blocks.forEach(({ show }) => show());

  function rows() {
    const header = ["question", "answer", "points", "tries", "first"].map((column) => texts[`column-${column}`]);
    return [header, ...questions.map((question) => {
      const { answer, tries, first } = shell.of(question.id);
      const earned = answer === undefined ? 0 : points(question, answer);
      return [question.prompt, inWords(texts, question, answer), earned, tries, tries ? texts[first ? "yes" : "no"] : ""];
    })];
  }
  return shell.unfollow;
}

/** @param {any} texts @param {any} question @param {any} answer */
function inWords(texts, question, answer) {
  if (answer === undefined) return "";
  const verdict = question.kind === "true-false";
  const chosen = verdict ? (answer.reason === null ? [] : [answer.reason]) : answer;
  const options = chosen.map((/** @type {number} */ index) => question.options[index].text).join(" | ");
  return verdict ? `${texts[answer.truth]}: ${options}` : options;
}

/** One question with its place in the quiz. */
function block(/** @type {any} */ model, /** @type {any} */ shell, /** @type {any} */ question, /** @type {number} */ number_) {
  const texts = model.get("texts");
  const count = model.get("questions").length;
  return checked({
    shell,
    part: question.id,
    fields: (onchange) => (question.kind === "true-false" ? verdictFields : optionFields)(texts, question, onchange),
    head: count > 1 && h("p", { class: "tmb-number" }, fill(texts.number, { number: number_, count })),
    sources: sourceList(texts.sources, question.sources),
    check: texts.check,
    verdict(answer) {
      const earned = points(question, answer);
      const mark = earned === 1 ? "right" : earned ? "partly" : "wrong";
      const word = h("strong", {}, fill(texts[mark], { points: number(model.get("language"), earned) }));
      return { mark, words: mark === "right" ? [word] : [word, ` ${texts.improve}`] };
    },
  });
}

/** Fields of a question with one or several options to choose. */
function optionFields(/** @type {any} */ texts, /** @type {any} */ question, /** @type {() => void} */ onchange) {
  const several = question.kind === "choose-several";
  const options = choices({
    legend: question.prompt,
    hint: texts[question.kind],
    several,
    options: question.options.map((/** @type {any} */ option) => option.text),
    order: mixed(question.id, question.options.length),
    onchange,
  });
  return {
    element: options.element,
    value: options.chosen,
    lacks: (/** @type {number[]} */ answer) => (answer.length ? null : texts.choose),
    set: (/** @type {number[] | undefined} */ answer) => options.choose(answer ?? []),
    hush: options.hush,
    tell(/** @type {number[]} */ answer) {
      question.options.forEach((/** @type {any} */ option, /** @type {number} */ index) => {
        if (answer.includes(index)) tellChosen(options, texts, option, index);
        // One wrong choice of one does not give the right one away; a list is checked whole.
        else if (several && option.right) options.tell(index, "missed", texts.missed, option.feedback);
      });
    },
  };
}

/** Fields of a statement: a verdict, and a reason for it. */
function verdictFields(/** @type {any} */ texts, /** @type {any} */ question, /** @type {() => void} */ onchange) {
  const verdict = choices({ legend: texts.verdict, options: [texts.true, texts.false], onchange, look: "tmb-row" });
  const reason = choices({
    legend: texts.reason,
    options: question.options.map((/** @type {any} */ option) => option.text),
    order: mixed(question.id, question.options.length),
    onchange,
  });
  return {
    element: h("fieldset", { class: "tmb-choices" },
      h("legend", {}, question.prompt, h("span", { class: "tmb-hint" }, texts["true-false"])),
      verdict.element, reason.element),
    value: () => ({ truth: [true, false][verdict.chosen()[0]], reason: reason.chosen()[0] ?? null }),
    lacks: (/** @type {any} */ answer) =>
      (answer.truth === undefined || answer.reason === null ? texts["choose-both"] : null),
    set(/** @type {any} */ answer) {
      verdict.choose(answer?.truth === undefined ? [] : [answer.truth ? 0 : 1]);
      reason.choose(answer?.reason == null ? [] : [answer.reason]);
    },
    hush() {
      verdict.hush();
      reason.hush();
    },
    tell(/** @type {any} */ answer) {
      const right = answer.truth === question.truth;
      const word = texts[right ? "chosen-right" : "chosen-wrong"];
      verdict.tell(answer.truth ? 0 : 1, right ? "right" : "wrong", `${word}:`, question.verdicts[Number(answer.truth)]);
      if (answer.reason !== null) tellChosen(reason, texts, question.options[answer.reason], answer.reason);
    },
  };
}

function tellChosen(/** @type {any} */ options, /** @type {any} */ texts, /** @type {any} */ option, /** @type {number} */ index) {
  const word = texts[option.right ? "chosen-right" : "chosen-wrong"];
  options.tell(index, option.right ? "right" : "wrong", `${word}:`, option.feedback);
}

export default { render };
