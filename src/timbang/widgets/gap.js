/** Gap: seven dimensions rated, shown from the largest gap down, and closed by changing the design or reality. */

import { fill, h, number, sourceList } from "./shared/dom.js";
import { exercise } from "./shared/exercise.js";
import { barTable, choiceField, textField, write } from "./shared/fields.js";
import { MOST, SINGLE, closed, closedByWay, largeGaps, missing, overallConcern, profile, total } from "./shared/itposmo.js";
import { freshId, plan, unchanged } from "./shared/history.js";
import { choices } from "./shared/question.js";
import { get } from "./shared/work.js";

const PART = "gap";
const WAYS = ["design", "reality"];

/** @param {{ model: any, el: HTMLElement }} view */
function render(view) {
  const { model } = view;
  const texts = model.get("texts");
  const dimensions = model.get("dimensions");
  const example = model.get("example");
  const write_ = (/** @type {number} */ value) => number(model.get("language"), value);

  const shell = exercise(view, { prompt: model.get("prompt"), refresh, rows, actions: [
    { text: texts.undo, run: undo }, { text: texts.empty, run: clear }] });
  const work = plan(shell, PART, { example, empty: { agency: foundAgency(model), ratings: none(null), notes: {}, actions: [] } });

  const origin = h("p", { class: "tmb-notice" });
  const agency = textField(texts.agency, { maxlength: model.get("longest"), oninput: () =>
    work.change({ ...work.now(), agency: agency.control.value }, "agency") || refresh() });
  const fields = dimensions.map(dimensionFields);
  const told = h("div", { class: "tmb-told" });
  const profileTable = h("div", {});
  const form = actionForm(model, work, kept, shell.say);
  const list = h("ol", { class: "tmb-entries" });
  const noActions = h("p", { class: "tmb-hint" }, texts["no-actions"]);

  shell.body.append(origin, agency.element,
    h("p", { class: "tmb-hint" }, texts.scale),
    h("div", { class: "tmb-dimensions" }, ...fields.map((/** @type {any} */ one) => one.element)),
    profileTable, told, sourceList(texts.sources, model.get("sources")),
    h("div", { class: "tmb-closing" }, h("p", { class: "tmb-label" }, texts.actions), noActions, list, form.element));
  refresh();

  /** The same for each dimension. @param {any} value */
  function none(value) {
    return Object.fromEntries(dimensions.map((/** @type {string} */ one) => [one, value]));
  }

  /** @param {string} dimension */
  function dimensionFields(dimension) {
    const named = { dimension: texts[dimension] };
    const rating = choiceField(texts.rating, ratingOptions(texts, write_), {
      "aria-label": fill(texts["rating-of"], named), onchange: () => rate(dimension, rating.control.value) });
    const note = textField(texts.note, { rows: 2, maxlength: model.get("longest"),
      "aria-label": fill(texts["note-of"], named), oninput: () => {
        work.change({ ...work.now(), notes: { ...work.now().notes, [dimension]: note.control.value } }, `note ${dimension}`);
        tellOrigin();
      } });
    return {
      element: h("fieldset", { class: "tmb-dimension", "data-dimension": dimension },
        h("legend", {}, texts[dimension], h("span", { class: "tmb-hint" }, texts[`${dimension}-asks`])),
        rating.element, note.element),
      show(/** @type {any} */ now) {
        const value = now.ratings[dimension];
        const stored = value == null ? "" : `${value}`;
        if (![...rating.control.options].some((option) => option.value === stored)) {
          rating.control.append(h("option", { value: stored }, write_(value)));
        }
        write(rating.control, stored);
        write(note.control, now.notes[dimension] ?? "");
      },
    };
  }

  /** @param {string} dimension @param {string} typed */
  function rate(dimension, typed) {
    const ratings = { ...none(null), ...work.now().ratings, [dimension]: typed === "" ? null : Number(typed) };
    work.change({ ...work.now(), ratings });
    refresh();
    shell.say(fill(texts.rated, { dimension: texts[dimension], total: write_(total(ratings)),
      rating: typed === "" ? texts.unrated : write_(Number(typed)) }));
  }

  /** @param {any} action */
  function kept(action) {
    const { actions, ...rest } = work.now();
    const known = actions.some((/** @type {any} */ one) => one.id === action.id);
    work.change({ ...rest, actions: known
      ? actions.map((/** @type {any} */ one) => (one.id === action.id ? action : one)) : [...actions, action] });
    refresh();
    const { ratings, actions: now } = work.now();
    shell.say(fill(texts["action-kept"], { after: write_(total(closed(ratings, now))) }));
  }

  function undo() {
    if (form.busy()) return;
    const done = work.undo();
    refresh();
    shell.say(texts[done ? "undone" : "nothing-to-undo"]);
  }

  function clear() {
    if (form.busy()) return;
    work.clear();
    refresh();
    shell.say(texts.emptied);
    agency.control.focus();
  }

  function refresh() {
    if (work.notice()) form.close();
    const now = work.now();
    write(agency.control, now.agency);
    for (const one of fields) one.show(now);
    const after = closed(now.ratings, now.actions);
    const ordered = profile(dimensions, now.ratings);
    const bar = (/** @type {number} */ value) =>
      ({ share: value / MOST, words: write_(value), look: value > SINGLE ? "tmb-large" : "" });
    profileTable.replaceChildren(ordered.length
      ? barTable(texts.profile, [texts["column-dimension"], texts["column-now"], texts["column-after"]],
        ordered.map(([one, value]) => ({ name: texts[one], values: [bar(value), bar(after[one])] })))
      : h("p", { class: "tmb-hint" }, texts["nothing-rated"]));
    told.replaceChildren(...verdict(texts, dimensions, now, write_).map((words) => h("p", {}, words)));
    noActions.hidden = now.actions.length > 0;
    list.replaceChildren(...now.actions.map((/** @type {any} */ one) => entry(one, now)));
    tellOrigin();
  }

  /** @param {any} action @param {any} now */
  function entry(action, now) {
    const before = now.actions.slice(0, now.actions.findIndex((/** @type {any} */ one) => one.id === action.id));
    const left = closed(now.ratings, before)[action.dimension];
    const state = left == null ? "action-unrated" : action.after == null || left <= action.after ? "action-idle" : "action-told";
    const item = h("li", { class: "tmb-entry" },
      h("p", { class: "tmb-entry-name" }, action.text),
      h("p", { class: "tmb-hint" }, fill(texts[state], { dimension: texts[action.dimension], way: texts[action.way],
        before: write_(left ?? 0), after: write_(action.after ?? left ?? 0) })),
      h("div", { class: "tmb-entry-buttons" },
        h("button", { type: "button", class: "tmb-button", "aria-label": fill(texts["edit-action"], { text: action.text }),
          onclick: () => form.busy() || form.open(action) }, texts.edit),
        h("button", { type: "button", class: "tmb-button", "aria-label": fill(texts["delete-action"], { text: action.text }),
          onclick: () => remove(action) }, texts.delete)));
    return item;
  }

  /** @param {any} action */
  function remove(action) {
    if (form.busy()) return;
    const { actions, ...rest } = work.now();
    work.change({ ...rest, actions: actions.filter((/** @type {any} */ one) => one.id !== action.id) });
    refresh();
    shell.say(texts["action-deleted"]);
    form.focus();
  }

  function tellOrigin() {
    const now = work.now();
    const entries = (/** @type {any} */ of) => [of.agency, ...dimensions.map((/** @type {string} */ one) =>
      [one, of.ratings[one], of.notes[one]]), ...of.actions];
    const count = unchanged(entries(now).filter((one) => one !== ""), entries(example));
    origin.hidden = count === 0;
    origin.textContent = work.untouched() ? texts.example
      : fill(texts["example-left"], { count, all: entries(now).length });
  }

  function rows() {
    const { agency: named, ratings, notes, actions } = work.now();
    const after = closed(ratings, actions);
    return [
      ["kind", "dimension", "value", "after", "text", "way"].map((column) => texts[`column-${column}`]),
      [texts.agency, "", "", "", named, ""],
      ...[...profile(dimensions, ratings).map(([one]) => one), ...missing(dimensions, ratings)].map((one) =>
        [texts["row-rating"], texts[one], ratings[one], after[one], notes[one] ?? "", ""]),
      ...actions.map((/** @type {any} */ one) =>
        [texts["row-action"], texts[one.dimension], "", one.after, one.text, texts[one.way]]),
      [texts["row-sum"], "", total(ratings), total(after), "", ""],
    ];
  }
  return shell.unfollow;
}

/** The agency that the learner found in chapter 07, if any. @param {any} model @returns {string} */
function foundAgency(model) {
  const name = get(model.get("agency_from")).entry?.parts.agency?.answer?.agency;
  return typeof name === "string" ? name : "";
}

/** The ratings that can be chosen. */
const ratingOptions = (/** @type {any} */ texts, /** @type {(value: number) => string} */ write_) =>
  /** @type {[string, string][]} */ ([["", texts.unrated],
    ...Array.from({ length: MOST + 1 }, (_, value) => [`${value}`, write_(value)])]);

/** What sum and thresholds say, and how rough they are. */
function verdict(/** @type {any} */ texts, /** @type {string[]} */ dimensions, /** @type {any} */ { ratings, actions },
  /** @type {(value: number) => string} */ write_) {
  if (missing(dimensions, ratings).length === dimensions.length) return [texts.rough];
  const after = closed(ratings, actions);
  const names = (/** @type {string[]} */ list) => list.map((one) => texts[one]).join(", ");
  const lowered = closedByWay(ratings, actions);
  const large = largeGaps(dimensions, ratings);
  const left = missing(dimensions, ratings);
  const [now, then] = [overallConcern(dimensions, ratings), overallConcern(dimensions, after)];
  const overall = now === null ? texts.open : now === false ? texts.under
    : `${texts.over} ${actions.length ? texts[then ? "over-left" : "over-closed"] : ""}`;
  return [
    fill(texts.sum, { before: write_(total(ratings)), after: write_(total(after)) })
      + (actions.length ? ` ${fill(texts.ways, { design: write_(lowered.design), reality: write_(lowered.reality) })}` : ""),
    ...(left.length ? [fill(texts.missing, { names: names(left) })] : []),
    overall,
    large.length ? fill(texts.single, { names: names(large) }) : texts["no-single"],
    texts.rough,
  ];
}

/** The form for one action, closed until it is wanted. */
function actionForm(/** @type {any} */ model, /** @type {any} */ work, /** @type {(action: any) => void} */ keep,
  /** @type {(words: string) => void} */ say) {
  const texts = model.get("texts");
  const write_ = (/** @type {number} */ value) => number(model.get("language"), value);
  /** @type {string | null} */
  let editing = null;
  const opener = h("button", { type: "button", class: "tmb-button", onclick: () => open(null) }, texts["add-action"]);
  const dimension = choiceField(texts.dimension, [["", texts.choose],
    ...model.get("dimensions").map((/** @type {string} */ one) => [one, texts[one]])]);
  const way = choices({ legend: texts.way, options: WAYS.map((one) => texts[one]), onchange: () => {}, look: "tmb-ways" });
  const what = textField(texts.what, { rows: 2, maxlength: model.get("longest") });
  const after = choiceField(texts.after, [["", texts.choose], ...ratingOptions(texts, write_).slice(1)]);
  const fault = h("p", { class: "tmb-fault", role: "status" });
  const panel = h("div", { class: "tmb-form", role: "group", "aria-label": texts["add-action"], hidden: true },
    dimension.element, what.element, way.element, after.element, fault,
    h("div", { class: "tmb-entry-buttons" },
      h("button", { type: "button", class: "tmb-button tmb-main", onclick: done }, texts.save),
      h("button", { type: "button", class: "tmb-button", onclick: close }, texts.cancel)));
  panel.addEventListener("keydown", ({ key }) => { if (key === "Escape") close(); });

  /** @param {any} action */
  function open(action) {
    editing = action?.id ?? null;
    write(dimension.control, action?.dimension ?? "");
    way.choose([Math.max(0, WAYS.indexOf(action?.way))]);
    write(what.control, action?.text ?? "");
    write(after.control, `${action?.after ?? ""}`);
    fault.textContent = "";
    panel.hidden = false;
    opener.hidden = true;
    dimension.control.focus();
  }

  /** Whether it is open, with words that would be lost; says so. */
  function busy() {
    if (panel.hidden) return false;
    say(texts["form-open"]);
    what.control.focus();
    return true;
  }

  function close() {
    const inside = panel.contains(document.activeElement);
    panel.hidden = true;
    opener.hidden = false;
    if (inside) opener.focus();
  }

  function done() {
    const { ratings, actions } = work.now();
    const [one, text, left] = [dimension.control.value, what.control.value.trim(), after.control.value];
    const rating = ratings[one];
    const named = { dimension: texts[one], rating: write_(rating ?? 0), most: model.get("most_actions") };
    const lacks = !one ? ["need-dimension", dimension] : rating == null ? ["need-rating", dimension]
      : !text ? ["need-text", what] : left === "" ? ["need-after", after]
        : Number(left) >= rating ? ["need-less", after]
          : editing === null && actions.length >= named.most ? ["too-many", what] : null;
    if (lacks) {
      fault.textContent = fill(texts[/** @type {string} */ (lacks[0])], named);
      /** @type {any} */ (lacks[1]).control.focus();
      return;
    }
    const [index] = way.chosen();
    const action = { id: editing ?? freshId("a", actions), dimension: one, way: WAYS[index], text, after: Number(left) };
    close();
    keep(action);
  }

  return { element: h("div", {}, opener, panel), open, close, busy, focus: () => opener.focus() };
}

export default { render };
