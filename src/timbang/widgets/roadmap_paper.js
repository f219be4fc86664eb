/** A plan on paper: a clean document of A4 pages beside the page, shown only while it is printed. */

import { fill, h } from "./shared/dom.js";
import { criticalPath, planned, shortest } from "./shared/schedule.js";

/**
 * What a document tells of a plan.
 * @typedef {object} Told
 * @property {any} texts
 * @property {string} language
 * @property {any} plan
 * @property {Map<string, import("./shared/schedule.js").Slot> | null} slots
 * @property {string[]} sentences
 * @property {{ id: string, name: string }[]} risks  Those that the actions name, were they only the example's.
 * @property {(passed: number) => string} monthName
 */

/** Print a plan; the page comes back as it was. @param {Told} told */
export function print(told) {
  const sheet = paper(told);
  const root = document.documentElement;
  const title = document.title;
  document.body.append(sheet);
  root.dataset.tmbPrint = "";
  document.title = told.plan.roadmap.title || title;
  addEventListener("afterprint", () => {
    sheet.remove();
    delete root.dataset.tmbPrint;
    document.title = title;
  }, { once: true });
  window.print();
}

/** @param {Told} told @returns {HTMLElement} */
export function paper(told) {
  const { texts, plan, sentences } = told;
  const label = (/** @type {string} */ name) => texts[`label-${name}`];
  const number = new Intl.NumberFormat(told.language);
  const { actions } = plan.roadmap;
  const risks = new Map(told.risks.map((/** @type {any} */ risk) => [risk.id, risk.name || risk.id]));
  const names = new Map(actions.map((/** @type {any} */ action) => [action.id, action.name || texts["no-name"]]));
  return h("div", { class: "tmb-paper", lang: told.language },
    h("h1", {}, plan.roadmap.title || label("roadmap")),
    plan.agency && h("p", { class: "tmb-paper-agency" }, plan.agency),
    ...inShort(told, number, names),
    actions.length > 0 && drawing(told),
    h("h2", {}, label("roadmap")),
    ...actions.map((/** @type {any} */ action) => actionBlock(told, action, names, risks, number)),
    ...gap(told, number),
    ...register(told, number),
    h("h2", {}, label("checks")),
    sentences.length ? h("ol", {}, ...sentences.map((one) => h("li", {}, one))) : h("p", {}, texts["checks-none"]));
}

/** @param {Told} told @param {Intl.NumberFormat} number @param {Map<string, string>} names */
function inShort({ texts, plan, slots, monthName }, number, names) {
  const { actions } = plan.roadmap;
  if (!actions.length) return [h("p", {}, texts["no-actions"])];
  const first = Math.min(...actions.map((/** @type {any} */ { start }) => start));
  const values = { count: actions.length, start: monthName(first), end: monthName(planned(actions) - 1), months: planned(actions),
    budget: number.format(actions.reduce((/** @type {number} */ sum, /** @type {any} */ { budget }) => sum + (budget ?? 0), 0)) };
  const lines = [fill(texts["paper-short"], values)];
  if (slots) {
    const path = criticalPath(actions, slots).map((id) => names.get(id)).join(" → ");
    lines.push(fill(texts["paper-path"], { months: shortest(actions, slots), path }));
  }
  return lines.map((line) => h("p", {}, line));
}

/** The Gantt chart, as a drawing of bars. @param {Told} told */
function drawing({ texts, plan, slots, monthName }) {
  const { actions } = plan.roadmap;
  const months = planned(actions);
  const step = [1, 3, 6, 12, 24, 60, 120].find((one) => months / one <= 8) ?? 240;
  const share = (/** @type {number} */ part) => `${((100 * part) / months).toFixed(3)}%`;
  const marks = Array.from({ length: Math.ceil(months / step) }, (_, index) => {
    const mark = h("span", {}, monthName(index * step));
    mark.style.left = share(index * step);
    return mark;
  });
  return h("div", { class: "tmb-paper-chart" },
    h("div", { class: "tmb-paper-axis" }, ...marks),
    ...actions.map((/** @type {any} */ action) => {
      const slot = slots?.get(action.id);
      const bar = h("span", { "data-critical": Boolean(slot && slot.earliest === slot.latest) });
      bar.style.left = share(action.start);
      bar.style.width = share(action.length);
      return h("div", { class: "tmb-paper-row" }, h("span", {}, action.name || texts["no-name"]), h("div", {}, bar));
    }),
    slots && h("p", { class: "tmb-paper-key" }, texts["paper-key"]));
}

function actionBlock(/** @type {Told} */ { texts, slots, monthName }, /** @type {any} */ action, /** @type {Map<string, string>} */ names,
  /** @type {Map<string, string>} */ risks, /** @type {Intl.NumberFormat} */ number) {
  const label = (/** @type {string} */ name) => texts[`label-${name}`];
  const { start, length } = action;
  const slot = slots?.get(action.id);
  const time = [fill(texts["bar-dates"], { start: monthName(start), end: monthName(start + length - 1), length })];
  if (slot) time.push(slot.earliest === slot.latest ? texts["is-critical"] : fill(texts["has-slack"], { slack: slot.latest - slot.earliest }));
  const money = action.budget === null ? texts.missing : `Rp${number.format(action.budget)}${action.money ? ` (${action.money})` : ""}`;
  /** @type {[string, string][]} */
  const lines = [
    [label("thread"), label(action.thread)],
    [label("owner"), action.owner || texts.missing],
    [label("legal"), action.legal || texts.missing],
    [label("budget"), money],
    [label("measure"), action.measure || texts.missing],
    [texts.time, time.join("; ")],
    [label("needs"), action.needs.map((/** @type {string} */ id) => names.get(id) ?? id).join("; ")],
    [label("reduces"), action.reduces.map((/** @type {string} */ id) => risks.get(id) ?? id).join("; ")],
    [label("dimension"), action.dimension ? label(action.dimension) : ""],
  ];
  return h("section", {}, h("h3", {}, names.get(action.id)),
    h("table", {}, h("tbody", {}, ...lines.filter(([, value]) => value).map(([head, value]) =>
      h("tr", {}, h("th", { scope: "row" }, head), h("td", {}, value))))));
}

/** @param {string[]} heads @param {(string | number)[][]} rows @param {string} [look] */
function table(heads, rows, look = "") {
  return h("table", { class: look }, h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map((cell) => h("td", {}, `${cell}`))))));
}

/** @param {Told} told @param {Intl.NumberFormat} number */
function gap({ texts, plan }, number) {
  if (!plan.gap) return [];
  const label = (/** @type {string} */ name) => texts[`label-${name}`];
  const rated = Object.entries(plan.gap.ratings).filter(([, rating]) => rating !== null)
    .sort(([, one], [, other]) => /** @type {number} */ (other) - /** @type {number} */ (one));
  return [h("h2", {}, label("gap")), table([texts.dimension, texts["gap-scale"], texts.note],
    rated.map(([name, rating]) => [label(name), number.format(/** @type {number} */ (rating)), plan.gap.notes[name] ?? ""])),
  plan.gap.actions.length > 0 && table([texts.closing, texts.dimension, texts.way, texts.after],
    plan.gap.actions.map((/** @type {any} */ one) =>
      [one.text, label(one.dimension), label(one.way), one.after === null ? "" : number.format(one.after)]), "tmb-paper-closing")];
}

/** @param {Told} told @param {Intl.NumberFormat} number */
function register({ texts, plan }, number) {
  if (!plan.register?.risks.length) return [];
  const label = (/** @type {string} */ name) => texts[`label-${name}`];
  const range = (/** @type {number[] | null} */ three) => {
    if (!three) return "";
    const [low, mode, high] = three.map((one) => number.format(Math.round(one * 1e4) / 100));
    // The word joiner keeps the range on one line.
    return `${mode}% (${low}–\u2060${high}%)`;
  };
  return [h("h2", {}, label("register")), h("p", {}, texts["paper-range"]), table(
    [texts.risk, label("thread"), texts.likelihood, texts.impact, label("owner"), texts.response],
    plan.register.risks.map((/** @type {any} */ risk) =>
      [risk.name, label(risk.thread), range(risk.likelihood), range(risk.impact), risk.owner, risk.response]), "tmb-paper-risks")];
}
