/** Register: risks with likelihood and impact, a matrix of them, and what they may cost together. */

import { fill, h, sourceList } from "./shared/dom.js";
import { exercise } from "./shared/exercise.js";
import { textField, write } from "./shared/fields.js";
import { freshId, plan, unchanged } from "./shared/history.js";
import { percent, whole } from "./shared/quantity.js";
import { riskForm } from "./parts/risk_form.js";
import { matrix, outcome } from "./parts/risk_views.js";
import { simulate } from "./shared/risk.js";
import { sliced } from "./shared/sliced.js";

const PART = "register";

/** The risks that can be counted: a plan from elsewhere may leave numbers open. @param {any[]} risks @returns {any[]} */
const numbered = (risks) => risks.filter((one) => one.likelihood && one.impact);

/** @param {{ model: any, el: HTMLElement }} view */
function render(view) {
  const { model } = view;
  const texts = model.get("texts");
  const language = model.get("language");
  const example = model.get("example");
  /** @type {import("./shared/risk.js").Simulation | null} */
  let found = null;
  /** What was done, to be told with its outcome. */
  let deed = "";
  let counted = "";

  const shell = exercise(view, { prompt: model.get("prompt"), refresh, rows, actions: [
    { text: texts.undo, run: undo }, { text: texts.empty, run: clear }] });
  const work = plan(shell, PART, { example, empty: { horizon: example.horizon, risks: [] } });
  const reckoning = sliced(show);

  const origin = h("p", { class: "tmb-notice" });
  const horizonFault = h("p", { class: "tmb-fault", role: "status" });
  const horizon = textField(texts.horizon, { inputmode: "numeric", look: "tmb-narrow", onchange: setHorizon });
  const list = h("ol", { class: "tmb-entries" });
  const none = h("p", { class: "tmb-hint" }, texts["no-risks"]);
  const form = riskForm(model, keep);
  const adder = h("button", { type: "button", class: "tmb-button", onclick: add }, texts["add-risk"]);
  const place = h("div", { class: "tmb-adding" }, adder);
  const grid = matrix(model, (index) => cards()[index]?.focus());
  const together = outcome(model);

  shell.body.append(origin, h("div", {}, horizon.element, horizonFault),
    h("div", { class: "tmb-risks" }, h("p", { class: "tmb-label" }, texts.risks), none, list, place),
    grid.element, together.element, sourceList(texts.sources, model.get("sources")) ?? "");
  refresh();

  /** @returns {any[]} */
  const cards = () => [...list.children];

  function setHorizon() {
    const typed = horizon.control.value;
    const months = whole(typed, 1, model.get("longest_horizon"));
    horizonFault.textContent = months === null ? fill(texts["bad-horizon"], { typed, most: model.get("longest_horizon") }) : "";
    horizon.control.toggleAttribute("aria-invalid", months === null);
    if (months !== null && months !== work.now().horizon) {
      work.change({ ...work.now(), horizon: months });
      refresh();
    }
  }

  /** Whether a form is open, whose unfinished words would be lost; says so. */
  function busy() {
    if (!form.element.isConnected) return false;
    shell.say(texts["form-open"]);
    form.focus();
    return true;
  }

  function add() {
    if (busy()) return;
    const most = model.get("most_risks");
    if (work.now().risks.length >= most) {
      shell.say(fill(texts["too-many"], { most }));
      return;
    }
    place.append(form.element);
    adder.hidden = true;
    form.open(null);
  }

  /** @param {any} risk @param {HTMLElement} card */
  function edit(risk, card) {
    if (busy()) return;
    card.append(form.element);
    form.open(risk);
  }

  /** @param {any} risk  Null where nothing is to be kept. */
  function keep(risk) {
    const { risks, ...rest } = work.now();
    const at = form.editing() === null ? risks.length : risks.findIndex((/** @type {any} */ one) => one.id === form.editing());
    stow();
    if (risk) {
      const next = { ...risk, id: form.editing() ?? freshId("r", risks) };
      deed = texts["risk-kept"];
      work.change({ ...rest, risks: [...risks.slice(0, at), next, ...risks.slice(at + 1)] });
      refresh();
    } else {
      shell.say(texts.cancelled);
    }
    if (form.editing() === null) adder.focus();
    else cards()[at]?.querySelector("button").focus();
  }

  function stow() {
    form.element.remove();
    adder.hidden = false;
  }

  /** @param {number} index */
  function remove(index) {
    if (busy()) return;
    const { risks, ...rest } = work.now();
    deed = fill(texts["risk-deleted"], { number: index + 1 });
    work.change({ ...rest, risks: risks.filter((/** @type {any} */ _, /** @type {number} */ at) => at !== index) });
    refresh();
    (cards()[Math.min(index, risks.length - 2)] ?? adder).focus();
  }

  function undo() {
    if (busy()) return;
    if (!work.undo()) {
      shell.say(texts["nothing-to-undo"]);
      return;
    }
    deed = texts.undone;
    refresh();
  }

  function clear() {
    if (busy()) return;
    work.clear();
    deed = texts.emptied;
    refresh();
    adder.focus();
  }

  function refresh() {
    if (work.notice()) stow();
    const { risks, horizon: months } = work.now();
    if (horizon.control !== document.activeElement || horizonFault.textContent === "") write(horizon.control, `${months ?? ""}`);
    const count = unchanged(risks, example.risks);
    origin.hidden = count === 0;
    origin.textContent = work.untouched() ? texts.example : fill(texts["example-left"], { count, all: risks.length });
    none.hidden = risks.length > 0;
    const open = form.element.isConnected && form.editing();
    if (!open) list.replaceChildren(...risks.map(card));
    grid.show(risks);
    const known = numbered(risks);
    const drawn = JSON.stringify(known.map((/** @type {any} */ one) => [one.likelihood, one.impact]));
    if (known.length && drawn !== counted) {
      counted = drawn;
      found = null;
      together.wait();
      reckoning.run(simulate(known, model.get("draws"), model.get("seed")));
    } else {
      show(known.length ? found : null);
    }
    if (!known.length) counted = "";
  }

  /** @param {import("./shared/risk.js").Simulation | null} result */
  function show(result) {
    found = result;
    const { risks } = work.now();
    if (!numbered(risks).length) together.clear();
    else if (found) together.show(risks, found, numbered(risks).map((one) => risks.indexOf(one)));
    if (deed && (found || !numbered(risks).length)) {
      shell.say(found ? fill(texts["mean-told"], { done: deed, mean: percent(language, found.mean) }) : deed);
      deed = "";
    }
  }

  /** @param {any} risk @param {number} index */
  function card(risk, index) {
    const number = index + 1;
    const span = (/** @type {number[] | null} */ three) => {
      const [low, mode, high] = (three ?? []).map((value) => percent(language, value, 2));
      return three ? fill(texts.span, { low, mode, high }) : "–";
    };
    const item = h("li", { class: "tmb-entry", tabindex: -1 },
      h("p", { class: "tmb-entry-name" }, risk.name),
      h("p", { class: "tmb-hint" }, fill(texts["risk-told"], { thread: texts[risk.thread], kind: texts[risk.kind],
        likelihood: span(risk.likelihood), impact: span(risk.impact) })),
      h("p", { class: "tmb-hint" }, risk.owner ? fill(texts.owned, risk) : texts.unowned,
        risk.response ? `. ${fill(texts.answered, risk)}` : ""),
      h("div", { class: "tmb-entry-buttons" },
        h("button", { type: "button", class: "tmb-button", "aria-label": fill(texts["edit-risk"], { number }),
          onclick: () => edit(risk, item) }, texts.edit),
        h("button", { type: "button", class: "tmb-button", "aria-label": fill(texts["delete-risk"], { number }),
          onclick: () => remove(index) }, texts.delete)));
    return item;
  }

  function rows() {
    const { risks } = work.now();
    const parts = ["low", "mode", "high"];
    const spans = (/** @type {string} */ column) => parts.map((part) => fill(texts[`column-${column}`], { part: texts[part] }));
    return [
      [texts["column-number"], texts["column-risk"], texts["column-thread"], texts["column-kind"],
        ...spans("likelihood"), ...spans("impact"), texts["column-owner"], texts["column-response"],
        texts["column-chance"], texts["column-correlation"]],
      ...risks.map((/** @type {any} */ one, /** @type {number} */ at) =>
        [at + 1, one.name, texts[one.thread], texts[one.kind], ...(one.likelihood ?? ["", "", ""]),
          ...(one.impact ?? ["", "", ""]), one.owner, one.response, ...weights(numbered(risks).indexOf(one))]),
    ];
  }

  /** What the simulation says of a risk, by its place among those that have numbers. @param {number} place */
  function weights(place) {
    return [found?.amongLargest[place], found?.correlations[place]];
  }

  return () => {
    reckoning.stop();
    shell.unfollow();
  };
}

export default { render };
