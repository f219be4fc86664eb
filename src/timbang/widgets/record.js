/** A record of own work: one sheet, made from what the browser stored. */

import { fill, h, number, uid } from "./shared/dom.js";
import { frame } from "./shared/frame.js";
import { table } from "./shared/table.js";
import { CHANGED, all, get, put } from "./shared/work.js";

const TESTS = ["pre-test", "post-test"];
const MADE = "name";

/** @param {{ model: any, el: HTMLElement }} view */
function render(view) {
  const { model } = view;
  const texts = model.get("texts");
  const shell = frame(view, { actions: [{ text: texts.print, run: print, main: true }] });
  const [field, hint] = [uid("name"), uid("hint")];
  const name = h("input", {
    id: field, type: "text", maxlength: 80, autocomplete: "name", "aria-describedby": hint, oninput: keepName });
  const sheet = h("div", { class: "tmb-sheet", role: "region", "aria-label": texts.heading, tabindex: "0" });
  name.value = get(model.get("name")).entry?.parts.name?.draft ?? "";
  shell.body.append(
    h("label", { for: field }, texts.name), name, h("p", { class: "tmb-hint", id: hint }, texts["name-hint"]), sheet);
  show();

  function keepName() {
    const { trouble } = get(model.get("name"));
    const refused = trouble ?? put(model.get("name"), {
      kind: "record", title: model.get("title"), parts: { name: { made: MADE, draft: name.value } } });
    shell.warn(refused && texts[refused]);
    show();
  }

  function show() {
    sheet.replaceChildren(...lines(model, all().entries, name.value.trim()));
  }

  /** The sheet alone is printed: it stands beside the page, and the page is not shown on paper. */
  function print() {
    show();
    document.querySelector(".tmb-printed")?.remove();
    const alone = h("div", { class: "tmb tmb-record tmb-printed" }, sheet.cloneNode(true));
    document.body.append(alone);
    document.documentElement.classList.add("tmb-prints-sheet");
    addEventListener("afterprint", () => {
      document.documentElement.classList.remove("tmb-prints-sheet");
      alone.remove();
    }, { once: true });
    window.print();
    shell.say(texts.printing);
  }

  for (const kind of ["storage", "focus", CHANGED]) addEventListener(kind, show);
  return () => {
    for (const kind of ["storage", "focus", CHANGED]) removeEventListener(kind, show);
  };
}

/** @param {any} model @param {Record<string, any>} entries @param {string} name */
function lines(model, entries, name) {
  const texts = model.get("texts");
  const language = model.get("language");
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long" });
  const answered = Object.keys(entries).filter((one) => isAnswered(entries[one]));
  const days = answered.map((one) => new Date(entries[one].at)).sort((one, other) => Number(one) - Number(other));
  const tests = TESTS.filter((one) => answered.includes(one)).map((one) => {
    const { points, max, at } = entries[one];
    return h("p", {}, fill(texts["test-line"], {
      test: texts[one], points: number(language, points), max, day: day.format(new Date(at)) }));
  });
  return [
    h("p", { class: "tmb-sheet-course" }, texts.course),
    h("p", { class: "tmb-sheet-heading" }, texts.heading),
    h("p", { class: "tmb-sheet-name" }, `${texts.of}: `, name ? h("strong", {}, name) : h("span", { class: "tmb-rule" })),
    h("p", {}, days.length
      ? spanned(texts, day.format(days[0]), day.format(days[days.length - 1]))
      : texts.nothing),
    chapterTable(model, entries, answered),
    ...tests,
    h("p", {}, fill(texts.printed, { day: day.format(new Date()) })),
    h("p", { class: "tmb-sheet-plainly" }, texts.plainly),
  ];
}

/** @param {any} texts @param {string} first @param {string} last */
const spanned = (texts, first, last) => (first === last ? fill(texts["one-day"], { day: first }) : fill(texts.between, { first, last }));

/** @param {any} entry */
const isAnswered = (entry) => Object.values(entry.parts).some((kept) => kept.answer !== undefined);

/** @param {any} model @param {Record<string, any>} entries @param {string[]} answered */
function chapterTable(model, entries, answered) {
  const texts = model.get("texts");
  const points = (/** @type {string[]} */ names) => {
    const marked = names.filter((name) => entries[name].max !== undefined);
    const sum = (/** @type {"points" | "max"} */ what) => marked.reduce((total, name) => total + entries[name][what], 0);
    return marked.length
      ? fill(texts.share, { done: number(model.get("language"), sum("points")), all: number(model.get("language"), sum("max")) })
      : texts.dash;
  };
  const rows = model.get("chapters").map((/** @type {any} */ chapter) => {
    const mine = answered.filter((name) => name.startsWith(`${chapter.number}-`));
    const known = new Set([...chapter.exercises.map(([name]) => name), ...mine]);
    return { head: fill(texts.row, chapter), mine, known: known.size };
  });
  const everything = rows.flatMap(({ mine }) => mine);
  const known = rows.reduce((/** @type {number} */ total, /** @type {any} */ row) => total + row.known, 0);
  return table("", [texts.chapter, texts.exercises, texts.points], [
    ...rows.map(({ head, mine, known: count }) => [head, fill(texts.share, { done: mine.length, all: count }), points(mine)]),
    [h("strong", {}, texts.all), fill(texts.share, { done: everything.length, all: known }), points(everything)],
  ]);
}

export default { render };
