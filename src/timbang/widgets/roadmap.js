/** Roadmap: a plan drawn as a Gantt chart, checked as it grows, with the gap and the risks of chapter 08. */

import { chart } from "./roadmap_chart.js";
import { checks, sentence } from "./roadmap_checks.js";
import { files } from "./roadmap_files.js";
import { form as actionForm } from "./roadmap_form.js";
import { nearby } from "./roadmap_nearby.js";
import { print } from "./roadmap_paper.js";
import { fill, h, uid } from "./shared/dom.js";
import { exercise } from "./shared/exercise.js";
import { criticalPath, faults, planned, schedule, shortest } from "./shared/schedule.js";
import { CHANGED } from "./shared/work.js";

const [ROADMAP, BESIDE] = ["roadmap", "beside"];
/** Milliseconds after which the checks follow an edit, and the store. */
const [SOON, LATER] = [40, 400];
const STEPS = 100;
/** As far as an action may start, and as long as it may be. */
const MONTHS = 1200;

/** @param {{ model: any, el: HTMLElement }} view */
function render(view) {
  const { model } = view;
  const texts = model.get("texts");
  const language = model.get("language");
  const example = model.get("example");
  const shell = exercise(view, {
    prompt: model.get("prompt"),
    actions: [
      { text: texts.save, run: () => desk.save(), main: true },
      { text: texts.open, run: () => desk.open() },
      { text: texts.table, run: () => desk.table() },
      { text: texts.print, run: printPlan },
    ],
    refresh: restore,
  });
  const around = nearby(model, shell);
  /** @type {any} */
  let roadmap = null;
  /** @type {any[]} */
  const past = [];
  /** @type {string | null} */
  let selected = null;
  let lastTag = "";
  /** @type {Map<string, import("./shared/schedule.js").Slot> | null} */
  let slots = null;
  /** @type {import("./shared/schedule.js").Fault[]} */
  let found = [];
  /** @type {ReturnType<typeof setTimeout>} */
  let checking;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let keeping;

  const months = new Intl.DateTimeFormat(language, { month: "short", year: "numeric", timeZone: "UTC" });
  /** @param {number} passed */
  const monthName = (passed) => {
    const [year, number] = roadmap.start.split("-").map(Number);
    return months.format(new Date(Date.UTC(year, number - 1 + passed)));
  };
  const commands = { select, move, stretch, remove, shift, close: () => { const id = selected; select(null); if (id) board.focus(id); } };
  const form = actionForm({ texts, language, most: model.get("characters"), threads: model.get("threads"),
    dimensions: model.get("dimensions"), edit, commands });
  const board = chart({ texts, monthName, commands, form: form.element });
  const panel = checks({ texts, open: (id) => { if (selected !== id) select(id); board.focus(id); } });
  const summary = h("p", { class: "tmb-summary" });
  const heads = planFields();
  const undoButton = h("button", { type: "button", class: "tmb-button", onclick: undo }, texts.undo);
  const desk = files({ model, say: shell.say, plan, slots: () => slots, risks, take });
  shell.body.append(around.element, heads.element,
    h("div", { class: "tmb-check" },
      h("button", { type: "button", class: "tmb-button tmb-main", onclick: add }, texts.add), undoButton,
      h("button", { type: "button", class: "tmb-button", onclick: sort }, texts.sort),
      h("button", { type: "button", class: "tmb-button", onclick: clear }, texts.clear)),
    board.element, summary, panel.element);
  shell.after.append(desk.element);
  shell.body.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const writing = /** @type {HTMLElement} */ (event.target).matches("input, textarea, select");
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || writing) return;
    event.preventDefault();
    undo();
  });
  shell.body.addEventListener("focusout", () => { lastTag = ""; });
  const ended = new AbortController();
  for (const kind of ["pagehide", "visibilitychange"]) addEventListener(kind, flush, { signal: ended.signal });
  const lookAgain = () => { flush(); around.read(); heads.show(); check(); };
  addEventListener("storage", lookAgain, { signal: ended.signal });
  // In JupyterLab chapter 08 may lie open in the same page.
  addEventListener(CHANGED, (/** @type {any} */ { detail }) => { if (detail !== model.get("name")) lookAgain(); }, { signal: ended.signal });
  restore();

  /** Show the plan that was kept, or the example. */
  function restore() {
    clearTimeout(keeping);
    keeping = undefined;
    if (roadmap) remember();
    around.read();
    const kept = shell.of(ROADMAP).draft;
    roadmap = kept ?? around.starting(example.roadmap);
    if (kept) roadmap = around.unlinked(roadmap);
    selected = null;
    refresh();
  }

  function remember() {
    past.push({ roadmap, stores: null });
    if (past.length > STEPS) past.shift();
  }

  /** Show all at once. */
  function refresh() {
    slots = schedule(roadmap.actions);
    heads.show();
    draw();
    check();
  }

  /** Put another plan in the place of the present one. @param {any} next @param {string} [tag]  Edits with one tag are undone as one. */
  function change(next, tag = "") {
    if (!tag || tag !== lastTag) remember();
    lastTag = tag;
    roadmap = next;
    slots = schedule(roadmap.actions);
    draw();
    clearTimeout(checking);
    checking = setTimeout(check, SOON);
    keep();
  }

  function keep() {
    clearTimeout(keeping);
    keeping = setTimeout(flush, LATER);
  }

  function flush() {
    if (keeping === undefined) return;
    clearTimeout(keeping);
    keeping = undefined;
    shell.keep(BESIDE, around.beside());
    shell.keep(ROADMAP, roadmap);
  }

  function draw() {
    const faulty = new Map();
    for (const { actions } of found) for (const id of actions) faulty.set(id, (faulty.get(id) ?? 0) + 1);
    const chosen = roadmap.actions.find((/** @type {any} */ { id }) => id === selected);
    board.update({ actions: roadmap.actions, slots, faulty, selected, start: roadmap.start });
    undoButton.disabled = past.length === 0;
    if (!chosen) return;
    const slot = slots?.get(chosen.id);
    const range = slot && { first: monthName(slot.earliest), last: monthName(slot.latest) };
    form.show({
      action: chosen,
      others: roadmap.actions.filter((/** @type {any} */ { id }) => id !== chosen.id),
      risks: risks(),
      when: [fill(texts["bar-dates"], { start: monthName(chosen.start), end: monthName(chosen.start + chosen.length - 1), length: chosen.length }),
        range && fill(texts["may-start"], range)].filter(Boolean).join(". "),
    });
  }

  function check() {
    found = faults(roadmap, around.gap(), around.register());
    draw();
    panel.show(sentences(), roadmap.actions.length > 0);
    summary.textContent = summed();
  }

  function sentences() {
    const names = new Map(roadmap.actions.map((/** @type {any} */ { id, name }) => [id, name || texts["no-name"]]));
    const named = new Map(risks().map(({ id, name }) => [id, name]));
    return found.map((fault) => ({ text: sentence(texts, fault, names, named), id: fault.actions[0] }));
  }

  /** How long the plan is, and what decides it. */
  function summed() {
    const { actions } = roadmap;
    if (!actions.length) return "";
    const drawn = fill(texts.drawn, { count: actions.length, months: planned(actions) });
    if (!slots) return `${drawn} ${texts["no-path"]}`;
    const names = new Map(actions.map((/** @type {any} */ { id, name }) => [id, name || texts["no-name"]]));
    const path = criticalPath(actions, slots).map((id) => names.get(id)).join(" → ");
    return `${drawn} ${fill(texts.path, { months: shortest(actions, slots), path })}`;
  }

  /** @param {string} id */
  const at = (id) => roadmap.actions.findIndex((/** @type {any} */ one) => one.id === id);

  /** @param {string} id @param {any} changed @param {string} [tag] */
  function edit(id, changed, tag) {
    change({ ...roadmap, actions: roadmap.actions.map((/** @type {any} */ one) => (one.id === id ? { ...one, ...changed } : one)) }, tag);
  }

  /** @param {string} id */
  function tellDates(id) {
    const { name, start, length } = roadmap.actions[at(id)];
    shell.say(`${name || texts["no-name"]}: ${fill(texts["bar-dates"], { start: monthName(start), end: monthName(start + length - 1), length })}`);
  }

  /** @param {string} id @param {number} by */
  function move(id, by) {
    const start = Math.min(Math.max(0, roadmap.actions[at(id)].start + by), MONTHS);
    if (start !== roadmap.actions[at(id)].start) edit(id, { start }, `${id}-move`);
    tellDates(id);
  }

  /** @param {string} id @param {number} by */
  function stretch(id, by) {
    const length = Math.min(Math.max(1, roadmap.actions[at(id)].length + by), MONTHS);
    if (length !== roadmap.actions[at(id)].length) edit(id, { length }, `${id}-length`);
    tellDates(id);
  }

  /** Move an action up or down the list. @param {string} id @param {number} by */
  function shift(id, by) {
    const [from, to] = [at(id), at(id) + by];
    if (to < 0 || to >= roadmap.actions.length) return;
    const actions = [...roadmap.actions];
    [actions[from], actions[to]] = [actions[to], actions[from]];
    change({ ...roadmap, actions }, `${id}-shift`);
    shell.say(fill(texts.shifted, { name: actions[to].name || texts["no-name"], place: to + 1, count: actions.length }));
  }

  /** @param {string | null} id */
  function select(id) {
    selected = selected === id ? null : id;
    draw();
  }

  function add() {
    if (roadmap.actions.length >= model.get("most_actions")) return shell.say(fill(texts["too-many"], { count: model.get("most_actions") }));
    const taken = new Set(roadmap.actions.map((/** @type {any} */ one) => one.id));
    let number = roadmap.actions.length + 1;
    while (taken.has(`t${number}`)) number += 1;
    const action = { id: `t${number}`, name: "", thread: model.get("threads")[0], owner: "", legal: "", budget: null, money: "",
      measure: "", start: 0, length: 3, needs: [], reduces: [], dimension: null };
    selected = action.id;
    change({ ...roadmap, actions: [...roadmap.actions, action] });
    form.focus();
    shell.say(texts.added);
  }

  /** @param {string} id */
  function remove(id) {
    const place = at(id);
    const { name } = roadmap.actions[place];
    const rest = roadmap.actions.filter((/** @type {any} */ one) => one.id !== id)
      .map((/** @type {any} */ one) => (one.needs.includes(id) ? { ...one, needs: one.needs.filter((/** @type {string} */ need) => need !== id) } : one));
    selected = null;
    change({ ...roadmap, actions: rest });
    if (rest.length) board.focus(rest[Math.min(place, rest.length - 1)].id);
    else undoButton.focus();
    shell.say(fill(texts.removed, { name: name || texts["no-name"] }));
  }

  function sort() {
    change({ ...roadmap, actions: [...roadmap.actions].sort((one, other) => one.start - other.start || one.length - other.length) });
    shell.say(texts.sorted);
  }

  function clear() {
    selected = null;
    change({ ...roadmap, title: "", actions: [] });
    heads.show();
    shell.say(texts.cleared);
  }

  function undo() {
    const before = past.pop();
    if (!before) return;
    lastTag = "";
    if (before.stores) around.put(before.stores);
    roadmap = before.roadmap;
    if (at(selected) < 0) selected = null;
    keep();
    refresh();
    shell.say(texts.undone);
  }

  /** The risks that an action may name: one's own, or those of the example. @returns {{ id: string, name: string }[]} */
  function risks() {
    return around.register()?.risks ?? [];
  }

  function plan() {
    const { format, version } = model.get("form");
    return { format, version, language, saved: new Date().toISOString(), ...around.beside(), roadmap };
  }

  /** @param {any} next */
  function take(next) {
    past.push({ roadmap, stores: around.stores() });
    lastTag = "";
    around.take(next);
    if (next.roadmap) roadmap = next.roadmap;
    selected = null;
    keep();
    refresh();
    shell.say(texts.taken);
  }

  function printPlan() {
    print({ texts, language, plan: plan(), slots, risks: risks(), sentences: sentences().map(({ text }) => text), monthName });
  }

  /** Title, agency and first month of the plan. */
  function planFields() {
    const most = model.get("characters");
    const input = (/** @type {string} */ stem, /** @type {any} */ more) =>
      h("input", { type: "text", class: "tmb-input", id: uid(stem), autocomplete: "off", maxlength: most, ...more });
    const title = input("title", { oninput: () => change({ ...roadmap, title: title.value }, "title") });
    const agency = input("agency", { oninput() { around.name(agency.value); keep(); } });
    const told = h("p", { class: "tmb-told", role: "status", id: uid("told") });
    const start = input("start", { maxlength: 7, inputmode: "numeric", "aria-describedby": told.id, oninput() {
      const good = /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(start.value);
      told.textContent = good ? "" : fill(texts["bad-month"], { kept: roadmap.start });
      if (good) change({ ...roadmap, start: start.value }, "start");
    } });
    const field = (/** @type {string} */ name, /** @type {any} */ element, /** @type {any} */ more = null) =>
      h("div", { class: "tmb-field-box" }, h("label", { for: element.id }, texts[`label-${name}`]), element, more);
    return {
      element: h("div", { class: "tmb-fields tmb-plan-fields" }, field("title", title), field("agency", agency),
        field("start-month", start, told)),
      show() {
        if (title.value !== roadmap.title) title.value = roadmap.title;
        if (agency.value !== around.beside().agency) agency.value = around.beside().agency;
        if (start.value !== roadmap.start) start.value = roadmap.start;
        told.textContent = "";
      },
    };
  }

  return () => {
    flush();
    ended.abort();
    shell.unfollow();
  };
}

export default { render };
