/** Balance: evidence for and against each factor, weighed by the learner and compared with our weights. */

import { fill, h, sourceList, uid } from "./shared/dom.js";
import { exercise } from "./shared/exercise.js";
import { beamAndPans } from "./shared/beam.js";

const SIDES = ["for", "against"];
const CLEAR = 1 / 3;

/**
 * How far a balance leans, from -1 (all against) to 1 (all for).
 * @param {number} supporting @param {number} opposing
 */
export const lean = (supporting, opposing) =>
  (supporting + opposing ? (supporting - opposing) / (supporting + opposing) : 0);

/**
 * The same in one key, as `timbang.models.evidence.leaning` gives it.
 * @param {number} supporting @param {number} opposing
 */
export function leaning(supporting, opposing) {
  const leant = lean(supporting, opposing);
  if (!leant) return "level";
  return `${Math.abs(leant) >= CLEAR ? "clearly" : "slightly"}-${leant > 0 ? "for" : "against"}`;
}

/** @param {{ model: any, el: HTMLElement }} view */
function render(view) {
  const { model } = view;
  const texts = model.get("texts");
  /** @type {any[]} */
  const factors = model.get("factors");

  const shell = exercise(view, {
    prompt: model.get("prompt"),
    actions: [{ text: texts.compare, run: () => panels[shown].compare(), main: true }],
    refresh: () => panels.forEach(({ show }) => show()),
    rows,
  });
  const panels = factors.map((factor) => panel(model, shell, factor, named));
  let shown = 0;

  const group = uid("which");
  const marks = factors.map(() => h("span", { class: "tmb-mark" }));
  const choice = factors.map((_, index) =>
    h("input", { type: "radio", name: group, onchange: () => open(index) }));
  shell.body.append(
    h("fieldset", { class: "tmb-which" },
      h("legend", {}, texts.which),
      h("div", { class: "tmb-row" }, ...choice.map((input, index) =>
        h("label", { class: "tmb-box" }, input, h("span", {}, fill(texts.factor, { number: index + 1 })), marks[index])))),
    ...panels.map(({ element }) => element));
  panels.forEach(({ show }) => show());
  open(0);

  /** @param {number} index */
  function open(index) {
    shown = index;
    choice[index].checked = true;
    panels.forEach(({ element }, place) => { element.hidden = place !== index; });
  }

  /** Say beside a factor's name whether it was compared. */
  function named() {
    factors.forEach(({ id }, index) => {
      marks[index].textContent = shell.of(id).answer?.compared ? ` ✓ ${texts.done}` : "";
    });
  }

  function rows() {
    const header = ["factor", "piece", "side", "yours", "ours"].map((column) => texts[`column-${column}`]);
    return [header, ...factors.flatMap((factor) => {
      const { weights = {}, compared = false } = shell.of(factor.id).answer ?? {};
      return factor.pieces.map((/** @type {any} */ piece) =>
        [factor.title, piece.text, texts[`pan-${piece.side}`], weights[piece.id] ?? "", compared ? piece.weight : ""]);
    })];
  }
  return shell.unfollow;
}

/** One factor: the balance, its pieces, and our weights once they were asked for. */
function panel(/** @type {any} */ model, /** @type {any} */ shell, /** @type {any} */ factor, /** @type {() => void} */ onchange) {
  const texts = model.get("texts");
  const title = uid("factor");
  const drawing = beamAndPans(texts["pan-for"], texts["pan-against"]);
  const sums = h("p", { class: "tmb-sums", role: "status" });
  const result = h("p", { class: "tmb-result", role: "status" });
  const ours = h("div", { class: "tmb-ours" });
  const pieces = factor.pieces.map((/** @type {any} */ piece) => weighed(model, piece, changed));
  const element = h("div", { class: "tmb-panel", role: "group", "aria-labelledby": title, "data-id": factor.id },
    h("p", { class: "tmb-factor", id: title }, factor.title),
    h("div", { class: "tmb-poise" }, drawing.element, sums),
    h("div", { class: "tmb-pans" }, ...SIDES.map((side) =>
      h("div", { class: "tmb-pan" },
        h("p", { class: "tmb-side" }, texts[side]),
        ...pieces.filter((/** @type {any} */ { piece }) => piece.side === side).map((/** @type {any} */ one) => one.element)))),
    result, ours);

  const weights = () => shell.of(factor.id).answer?.weights ?? {};
  const sum = (/** @type {string} */ side, /** @type {(piece: any) => number} */ weight) =>
    factor.pieces.reduce((/** @type {number} */ all, /** @type {any} */ piece) => all + (piece.side === side ? weight(piece) : 0), 0);
  /** @param {(piece: any) => number} weight */
  const both = (weight) => SIDES.map((side) => sum(side, weight));

  function changed(/** @type {string} */ piece, /** @type {number} */ weight) {
    // A comparison once made stays open: to see what a second thought changes is the point of it.
    const { compared = false } = shell.of(factor.id).answer ?? {};
    shell.keep(factor.id, { weights: { ...weights(), [piece]: weight }, compared });
    show();
  }

  function compare() {
    shell.say("");
    const open = pieces.filter((/** @type {any} */ { piece }) => weights()[piece.id] === undefined);
    if (open.length) {
      result.textContent = fill(texts.unweighed, { count: open.length });
      open[0].focus();
      return;
    }
    shell.keep(factor.id, { weights: weights(), compared: true });
    show();
  }

  function show() {
    const given = weights();
    const compared = shell.of(factor.id).answer?.compared ?? false;
    const [supporting, opposing] = both(({ id }) => given[id] ?? 0);
    drawing.tilt(lean(supporting, opposing), supporting, opposing);
    sums.textContent = Object.keys(given).length
      ? `${fill(texts.yours, { for: supporting, against: opposing })} ${texts[leaning(supporting, opposing)]}`
      : texts.empty;
    pieces.forEach((/** @type {any} */ one) => one.show(given[one.piece.id], compared));
    result.replaceChildren(...(compared ? [h("strong", {}, agreed(given))] : []));
    ours.replaceChildren(...(compared ? told(given) : []));
    onchange();
  }

  const apart = (/** @type {any} */ given, /** @type {any} */ piece) => Math.abs((given[piece.id] ?? 0) - piece.weight);

  function agreed(/** @type {any} */ given) {
    const same = factor.pieces.filter((/** @type {any} */ piece) => !apart(given, piece)).length;
    return fill(texts.compared, { same, count: factor.pieces.length });
  }

  function told(/** @type {any} */ given) {
    const [supporting, opposing] = both(({ weight }) => weight);
    const farthest = [...factor.pieces].sort((one, other) => apart(given, other) - apart(given, one))[0];
    const own = `${fill(texts.ours, { for: supporting, against: opposing })} ${texts[leaning(supporting, opposing)]}`;
    return [
      h("p", {}, `${own} ${factor.reading}`),
      apart(given, farthest) > 1 && h("p", {}, fill(texts.differs, { piece: farthest.text })),
      h("p", { class: "tmb-hint" }, texts.judgement),
    ].filter(Boolean);
  }

  return { element, show, compare };
}

/** One piece with its weight. */
function weighed(/** @type {any} */ model, /** @type {any} */ piece, /** @type {(piece: string, weight: number) => void} */ onchange) {
  const texts = model.get("texts");
  const group = uid("weight");
  const inputs = Array.from({ length: model.get("most_weight") + 1 }, (_, weight) =>
    h("input", { type: "radio", name: group, value: weight, onchange: () => onchange(piece.id, weight) }));
  const told = h("div", { class: "tmb-told" });
  const element = h("fieldset", { class: "tmb-piece", "data-id": piece.id },
    h("legend", {}, piece.text, h("span", { class: "tmb-hint" }, texts.weighs)),
    h("div", { class: "tmb-weights" },
      ...inputs.map((input, weight) =>
        h("label", { class: "tmb-box" }, input, h("span", {}, h("b", {}, `${weight}`), ` ${texts[`weight-${weight}`]}`)))),
    told);
  return {
    piece,
    element,
    focus: () => inputs[0].focus(),
    show(/** @type {number | undefined} */ weight, /** @type {boolean} */ compared) {
      inputs.forEach((input, value) => { input.checked = value === weight; });
      told.replaceChildren(...(compared ? reason() : []));
    },
  };

  function reason() {
    const word = h("strong", {}, fill(texts["ours-piece"], { weight: piece.weight }));
    return [h("p", {}, word, ` ${piece.why}`), sourceList(texts.sources, piece.sources)].filter(Boolean);
  }
}

export default { render };
