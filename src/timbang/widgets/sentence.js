/** Sentence: the measure that fits a question, then a sentence that the evidence bears, built from parts. */

import { checked } from "./shared/checked.js";
import { fill, h, sourceList, uid, unbroken } from "./shared/dom.js";
import { exercise } from "./shared/exercise.js";
import { choices } from "./shared/question.js";

const FITS = { well: 1, partly: 0.5, not: 0 };
const LOOKS = { well: "right", partly: "partly", not: "wrong" };
const SLOTS = ["source", "hedge", "figure", "measure", "year"];

/** For each slot, whether its part agrees with the fact that agrees with most of them, the first of several.
 * @param {Record<string, string>[]} facts @param {Record<string, string>} chosen */
export function slotMarks(facts, chosen) {
  const agreeing = facts.map((fact) => SLOTS.filter((slot) => fact[slot] === chosen[slot]));
  const most = Math.max(...agreeing.map(({ length }) => length));
  const nearest = agreeing.find(({ length }) => length === most);
  return Object.fromEntries(SLOTS.map((slot) => [slot, nearest.includes(slot)]));
}

/** @param {Record<string, string>[]} facts @param {Record<string, string>} chosen */
export const sentencePoints = (facts, chosen) =>
  Object.values(slotMarks(facts, chosen)).filter(Boolean).length / SLOTS.length;

/** @param {{ model: any, el: HTMLElement }} view */
function render(view) {
  const { model } = view;
  const texts = model.get("texts");
  /** @type {any[]} */
  const questions = model.get("questions");
  /** @type {any[]} */
  const tasks = model.get("tasks");
  const byId = Object.fromEntries([...questions, ...tasks].map((one) => [one.id, one]));

  const shell = exercise(view, {
    prompt: model.get("prompt"),
    marks: { points, most: 1 },
    refresh: () => blocks.forEach(({ show }) => show()),
    rows,
  });
  /** @type {{ element: Node, show: () => void }[]} */
  const blocks = [
    ...questions.map((question, index) => questionBlock(shell, texts, question, index + 1, questions.length)),
    ...tasks.map((task, index) => taskBlock(shell, texts, task, index + 1, tasks.length)),
  ];
  const elements = blocks.map(({ element }) => element);
  shell.body.append(
    half(texts["first-half"], elements.slice(0, questions.length)),
    half(texts["second-half"], elements.slice(questions.length)));
  blocks.forEach(({ show }) => show());

  /** @param {string} part @param {any} answer */
  function points(part, answer) {
    const { options, facts } = byId[part];
    return options ? FITS[options[answer].fits] : sentencePoints(facts, answer);
  }

  function rows() {
    const header = ["part", "answer", "points", "tries"].map((column) => texts[`column-${column}`]);
    return [header, ...[...questions, ...tasks].map((one) => {
      const { answer, tries } = shell.of(one.id);
      const done = answer !== undefined;
      const said = !done ? "" : one.options ? one.options[answer].text : written(texts, one, answer);
      return [one.prompt ?? one.task, said, done ? points(one.id, answer) : 0, tries];
    })];
  }
  return shell.unfollow;
}

/** @param {string} words @param {Node[]} blocks */
function half(words, blocks) {
  const id = uid("half");
  return h("div", { class: "tmb-half", role: "group", "aria-labelledby": id },
    h("p", { class: "tmb-half-title", id }, words), ...blocks);
}

/** A question with measures to choose from. */
function questionBlock(/** @type {any} */ shell, /** @type {any} */ texts, /** @type {any} */ question, /** @type {number} */ place, /** @type {number} */ count) {
  return checked({
    shell,
    part: question.id,
    fields(onchange) {
      const options = choices({
        legend: question.prompt,
        hint: texts["choose-measure"],
        options: question.options.map((/** @type {any} */ option) => option.text),
        onchange,
      });
      return {
        element: options.element,
        value: () => options.chosen()[0],
        set: (/** @type {number | undefined} */ answer) => options.choose(answer === undefined ? [] : [answer]),
        lacks: (/** @type {number | undefined} */ answer) => (answer === undefined ? texts.choose : null),
        hush: options.hush,
        tell(/** @type {number} */ answer) {
          const { fits, feedback } = question.options[answer];
          options.tell(answer, LOOKS[fits], texts[`fits-${fits}`], feedback);
        },
      };
    },
    head: h("p", { class: "tmb-number" }, fill(texts.number, { number: place, count })),
    sources: sourceList(texts.sources, question.sources),
    check: texts.check,
    verdict(answer) {
      const { fits } = question.options[answer];
      const words = [h("strong", {}, texts[`fits-${fits}`])];
      return { mark: LOOKS[fits], words: fits === "well" ? words : [...words, ` ${texts.improve}`] };
    },
  });
}

/** A sentence to build. */
function taskBlock(/** @type {any} */ shell, /** @type {any} */ texts, /** @type {any} */ task, /** @type {number} */ place, /** @type {number} */ count) {
  return checked({
    shell,
    part: task.id,
    fields: (onchange) => slotFields(texts, task, onchange),
    head: h("div", {},
      h("p", { class: "tmb-number" }, fill(texts.number, { number: place, count })),
      h("p", { class: "tmb-task" }, task.task)),
    sources: sourceList(texts.sources, task.sources),
    check: texts["check-sentence"],
    verdict: (answer) => verdict(texts, task, answer),
  });
}

/** One list of words for each slot, and the sentence as it stands. */
function slotFields(/** @type {any} */ texts, /** @type {any} */ task, /** @type {() => void} */ onchange) {
  const sentence = h("p", { class: "tmb-built" });
  const slots = inOrder(task.template).map((slot) => {
    const [field, about] = [uid("slot"), uid("about")];
    const select = h("select", { id: field, "aria-describedby": about, onchange: () => { show(); onchange(); } },
      h("option", { value: "" }, texts.pick),
      ...task.parts[slot].map((/** @type {any} */ part) => h("option", { value: part.id }, part.text)));
    const feedback = h("p", { class: "tmb-slot-feedback", id: about });
    const row = h("div", { class: "tmb-slot" },
      h("label", { for: field }, texts[`slot-${slot}`]), select, feedback);
    return { slot, select, feedback, row };
  });

  const value = () => Object.fromEntries(slots.map(({ slot, select }) => [slot, select.value]));
  const show = () => { sentence.replaceChildren(...unbroken(written(texts, task, value()))); };

  return {
    element: h("div", { role: "group", "aria-label": task.task },
      h("div", { class: "tmb-slots" }, ...slots.map(({ row }) => row)),
      h("div", { class: "tmb-yours" }, h("p", { class: "tmb-number" }, texts.yours), sentence)),
    value,
    set(/** @type {any} */ answer) {
      for (const { slot, select } of slots) select.value = answer?.[slot] ?? "";
      show();
    },
    lacks(/** @type {any} */ answer) {
      const open = slots.filter(({ slot }) => !answer[slot]).map(({ slot }) => texts[`slot-${slot}`]);
      return open.length ? fill(texts.incomplete, { slots: open.join(" ") }) : null;
    },
    hush() {
      for (const { row, feedback } of slots) {
        delete row.dataset.mark;
        feedback.replaceChildren();
      }
    },
    tell(/** @type {any} */ answer) {
      const marks = slotMarks(task.facts, answer);
      for (const { slot, row, feedback } of slots) {
        const { claims, note } = part(task, slot, answer[slot]);
        row.dataset.mark = marks[slot] ? "right" : claims === "too-little" ? "partly" : "wrong";
        feedback.replaceChildren(h("strong", {}, `${texts[marks[slot] ? "holds" : claims ?? "apart"]}.`), " ", ...unbroken(note));
      }
    },
  };
}

/** @param {any} texts @param {any} task @param {Record<string, string>} answer */
function verdict(texts, task, answer) {
  const marks = slotMarks(task.facts, answer);
  const wrong = SLOTS.filter((slot) => !marks[slot]);
  if (!wrong.length) return { mark: /** @type {const} */ ("right"), words: [h("strong", {}, texts.bears)] };
  const beside = task.beside.some((/** @type {any} */ fact) => SLOTS.every((slot) => fact[slot] === answer[slot]));
  const values = { right: SLOTS.length - wrong.length, count: SLOTS.length };
  const told = [h("strong", {}, beside ? texts.beside : fill(texts["not-yet"], values))];
  for (const [claims, word] of [["too-much", "over"], ["too-little", "under"]]) {
    const parts = wrong.map((slot) => part(task, slot, answer[slot])).filter((one) => one.claims === claims);
    if (parts.length) told.push(` ${fill(texts[word], { parts: parts.map(({ text }) => `“${text}”`).join(", ") })}`);
  }
  const mark = wrong.length === SLOTS.length ? /** @type {const} */ ("wrong") : /** @type {const} */ ("partly");
  return { mark, words: [...told, ` ${texts.improve}`] };
}

/** @param {any} task @param {string} slot @param {string} id */
const part = (task, slot, id) => task.parts[slot].find((/** @type {any} */ one) => one.id === id);

/** The slots as the language puts them in a sentence. @param {string} template */
const inOrder = (template) => [...template.matchAll(/\{(\w+)\}/g)].map(([, slot]) => slot);

/** The sentence, with gaps where nothing is chosen. @param {any} texts @param {any} task @param {any} answer */
const written = (texts, task, answer) =>
  fill(task.template, Object.fromEntries(SLOTS.map((slot) => [slot, part(task, slot, answer?.[slot])?.text ?? "…"])));

export default { render };
