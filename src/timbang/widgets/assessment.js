/** The test before the course and the one after it: handed in whole, then told by chapter. */

import { fill, h, number, pageLink, sourceList } from "./shared/dom.js";
import { exercise } from "./shared/exercise.js";
import { choices } from "./shared/question.js";
import { choicePoints } from "./shared/score.js";
import { gains, readFirst, standings, sum } from "./shared/standing.js";
import { table } from "./shared/table.js";
import { get } from "./shared/work.js";

/** @typedef {{ id: string, chapter: string, kind: string, prompt: string, sources: any[], options: any[] }} Question */

/** A list of more chapters than these is no advice on where to begin. */
const MOST_AT_ONCE = 3;

/** @param {Question} question */
const rights = (question) => question.options.map(({ right }) => right);

/** @param {{ model: any, el: HTMLElement }} view */
function render(view) {
  const { model } = view;
  const texts = model.get("texts");
  /** @type {Question[]} */
  const questions = model.get("questions");
  const byId = Object.fromEntries(questions.map((question) => [question.id, question]));
  const told = Object.keys(model.get("earlier").keys).length > 0;
  let asked = false;

  const shell = exercise(view, {
    prompt: model.get("prompt"),
    marks: { points: (part, answer) => choicePoints(rights(byId[part]), answer), most: 1 },
    summary: () => "",
    sure: texts.sure,
    actions: [{ text: texts["hand-in"], run: handIn, main: true }],
    refresh,
    rows,
  });
  const progress = h("p", { class: "tmb-progress", role: "status" });
  const blocks = questions.map((question, index) => block(model, question, index + 1, () => changed(question.id)));
  const [handInButton] = shell.buttons;
  const results = h("section", { class: "tmb-results", hidden: true });
  shell.body.append(...blocks.map(({ element }) => element), progress);
  shell.after.append(results);
  refresh();

  /** @param {string} id */
  function changed(id) {
    asked = false;
    shell.draft(id, blocks[questions.indexOf(byId[id])].chosen());
    showProgress();
  }

  /** @returns {(number | null)[]} */
  function points() {
    return questions.map((question) => {
      const { answer } = shell.of(question.id);
      return answer === undefined ? null : choicePoints(rights(question), answer);
    });
  }

  function handedIn() {
    return points().some((one) => one !== null);
  }

  function handIn() {
    const open = blocks.flatMap((one, index) => (one.chosen().length ? [] : [index + 1]));
    if (open.length === questions.length) return shell.say(texts.nothing);
    if (open.length && !asked) {
      asked = true;
      return shell.say(fill(texts.open, { numbers: open.join(", ") }));
    }
    questions.forEach(({ id }, index) => shell.handIn(id, blocks[index].chosen()));
    refresh();
    shell.say(texts["handed-in"]);
    results.querySelector("[tabindex]").focus();
  }

  function showProgress() {
    const done = blocks.filter((one) => one.chosen().length).length;
    progress.textContent = fill(texts.progress, { done, all: questions.length });
  }

  function refresh() {
    asked = false;
    const over = handedIn();
    questions.forEach((question, index) => {
      const { draft, answer } = shell.of(question.id);
      blocks[index].show(draft, over, told ? answer : undefined);
    });
    showProgress();
    progress.hidden = over;
    handInButton.hidden = over;
    results.hidden = !over;
    results.replaceChildren(...(over ? report(model, questions, points()) : []));
  }

  function rows() {
    const header = ["question", "chapter", "answer", "points"].map((column) => texts[`column-${column}`]);
    return [header, ...questions.map((question, index) => {
      const { draft, answer } = shell.of(question.id);
      const chosen = (answer ?? draft ?? []).map((/** @type {number} */ one) => question.options[one].text).join(" | ");
      return [question.prompt, question.chapter, chosen, told || answer === undefined ? points()[index] : null];
    })];
  }
  return shell.unfollow;
}

/** One question; what is said of its options comes when the test is over, and only after the course. */
function block(/** @type {any} */ model, /** @type {Question} */ question, /** @type {number} */ place, /** @type {() => void} */ onchange) {
  const texts = model.get("texts");
  const options = choices({
    legend: question.prompt,
    hint: texts[question.kind],
    several: question.kind === "choose-several",
    options: question.options.map(({ text }) => text),
    onchange,
  });
  const result = h("p", { class: "tmb-result" });
  const sources = sourceList(texts.sources, question.sources);
  return {
    element: h("div", { class: "tmb-question" },
      h("p", { class: "tmb-number" }, fill(texts.number, { number: place, count: model.get("questions").length })),
      options.element, result, sources),
    chosen: options.chosen,
    /** @param {number[] | undefined} draft @param {boolean} over @param {number[] | undefined} answer  Given where it is to be told. */
    show(draft, over, answer) {
      options.choose(draft ?? []);
      options.hush();
      options.element.disabled = over;
      result.replaceChildren();
      delete result.dataset.mark;
      if (sources) sources.hidden = answer === undefined;
      if (answer === undefined) return;
      const earned = choicePoints(rights(question), answer);
      const mark = earned === 1 ? "right" : earned ? "partly" : answer.length ? "wrong" : "left-open";
      result.dataset.mark = mark;
      result.append(h("strong", {}, fill(texts[mark], { points: number(model.get("language"), earned) })));
      question.options.forEach(({ right, feedback }, index) => {
        const chosen = answer.includes(index);
        if (chosen) options.tell(index, right ? "right" : "wrong", `${texts[right ? "chosen-right" : "chosen-wrong"]}:`, feedback);
        else if (right && answer.length) options.tell(index, "missed", texts.missed, feedback);
        else if (right) options.tell(index, "missed", `${texts["chosen-right"]}:`, feedback);
        else options.tell(index, "aside", "", feedback);
      });
    },
  };
}

/** What stands below a test that was handed in. @param {any} model @param {Question[]} questions @param {(number | null)[]} points */
function report(model, questions, points) {
  const texts = model.get("texts");
  const of = (/** @type {number} */ reached, /** @type {number} */ most) =>
    fill(texts.of, { points: number(model.get("language"), reached), most });
  const chapters = questions.map(({ chapter }) => chapter);
  const reached = standings(chapters, points);
  const { name, keys } = model.get("earlier");
  const earlier = pointsBefore(name, keys, questions);
  const pairs = gains(chapters, earlier, points);
  const uncounted = points.filter((one) => one === null).length;
  const counted = points.length - uncounted;
  const after = Object.keys(keys).length > 0;
  const weak = readFirst(reached);
  const many = weak.length > MOST_AT_ONCE;
  const word = (many ? "read-many" : "read") + (after ? "-again" : many ? "" : "-first");

  return [
    h("h3", { class: "tmb-results-title", tabindex: "-1" }, texts.results, ": ",
      fill(texts.result, { points: number(model.get("language"), sum(points)), most: counted })),
    uncounted ? h("p", {}, fill(texts.changed, { count: uncounted })) : "",
    pairs.length ? gainTable(model, pairs, of) : standingTable(model, reached, of),
    after && !pairs.length ? h("p", {}, texts["not-before"]) : "",
    weak.length
      ? h("div", {}, h("p", {}, texts[word]), h("ol", {}, ...weak.slice(0, MOST_AT_ONCE).map((chapter) => h("li", {}, chapterLink(model, chapter)))))
      : h("p", {}, after ? "" : texts["read-any"]),
    h("p", { class: "tmb-hint" }, texts.caution),
  ];
}

/** Points of the test before, null where it was not handed in or asked something else then. */
function pointsBefore(/** @type {string} */ name, /** @type {any} */ keys, /** @type {Question[]} */ questions) {
  const parts = get(name).entry?.parts ?? {};
  return questions.map(({ id }) => {
    const [kept, key] = [parts[id], keys[id]];
    if (!key || kept?.made !== key.made || !Array.isArray(kept.answer)) return null;
    return choicePoints(key.right, kept.answer);
  });
}

/** @param {any} model @param {string} chapter */
function chapterLink(model, chapter) {
  const [, title, page] = model.get("chapters").find(([number_]) => number_ === chapter);
  return pageLink(`${chapter} · ${title}`, page);
}

function standingTable(/** @type {any} */ model, /** @type {any[]} */ reached, /** @type {any} */ of) {
  const texts = model.get("texts");
  return table(texts["by-chapter"], [texts.chapter, texts["column-points"]], reached.map(({ chapter, points, most }) =>
    [chapterLink(model, chapter), bar(of(points, most), points / most)]));
}

function gainTable(/** @type {any} */ model, /** @type {any[]} */ pairs, /** @type {any} */ of) {
  const texts = model.get("texts");
  const signed = new Intl.NumberFormat(model.get("language"), { maximumFractionDigits: 2, signDisplay: "exceptZero" });
  const [before, after] = [sum(pairs.map((pair) => pair.before)), sum(pairs.map((pair) => pair.after))];
  const most = sum(pairs.map((pair) => pair.most));
  const line = (/** @type {Node | string} */ head, /** @type {number} */ one, /** @type {number} */ other, /** @type {number} */ count) =>
    [head, bar(of(one, count), one / count), bar(of(other, count), other / count), signed.format(other - one)];
  return table(texts["by-chapter"], ["chapter", "before", "after", "gain"].map((column) => texts[column]), [
    ...pairs.map((pair) => line(chapterLink(model, pair.chapter), pair.before, pair.after, pair.most)),
    line(texts.all, before, after, most),
  ]);
}

/** A number with a bar behind it. @param {string} text @param {number} share */
function bar(text, share) {
  const line = h("span", { class: "tmb-share", "aria-hidden": "true" });
  line.style.setProperty("--share", `${Math.round(100 * share)}%`);
  return h("span", {}, text, line);
}

export default { render };
