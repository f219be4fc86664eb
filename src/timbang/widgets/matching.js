/** Matching: pieces of evidence to place under a factor and on a side. */

import { fill, h, number, sourceList, uid } from "./shared/dom.js";
import { exercise } from "./shared/exercise.js";

const SIDES = ["for", "against"];

/**
 * Points for the place of a piece, as `timbang.models.evidence.match_points` gives them.
 * @param {any} piece @param {{ factor: string, side: string }} answer
 */
export function points(piece, answer) {
  const earned = answer.factor === piece.factor ? 0.5 : answer.factor === piece.near?.factor ? 0.25 : 0;
  return earned && answer.side === piece.side ? earned + 0.5 : earned;
}

/** @param {{ model: any, el: HTMLElement }} view */
function render(view) {
  const { model } = view;
  const texts = model.get("texts");
  /** @type {any[]} */
  const pieces = model.get("pieces");
  const byId = Object.fromEntries(pieces.map((piece) => [piece.id, piece]));
  const result = h("p", { class: "tmb-result", role: "status" });
  const again = h("p", { class: "tmb-again" });

  const shell = exercise(view, {
    prompt: model.get("prompt"),
    marks: { points: (part, answer) => points(byId[part], answer), most: 1 },
    actions: [{ text: texts.check, run: check, main: true }],
    refresh: () => {
      hush();
      cards.forEach(({ show }) => show());
    },
    rows,
  });
  const cards = pieces.map((piece, index) => card(model, shell, piece, index + 1, hush));
  shell.body.append(h("ol", { class: "tmb-pieces" }, ...cards.map(({ element }) => element)));
  shell.after.append(result, again);
  cards.forEach(({ show }) => show());

  function hush() {
    result.replaceChildren();
    again.replaceChildren();
  }

  /** Hand in the pieces that are placed and changed; those that are as they were handed in stay as told. */
  function check() {
    shell.say("");
    const placed = pieces.filter(({ id }) => whole(shell.of(id).draft));
    if (!placed.length) {
      result.textContent = texts.nothing;
      return;
    }
    for (const { id } of placed) {
      const { draft, answer } = shell.of(id);
      if (!same(draft, answer)) shell.handIn(id, draft);
    }
    cards.forEach(({ show }) => show());
    const right = placed.filter((piece) => points(piece, shell.of(piece.id).answer) === 1).length;
    const left = pieces.length - placed.length;
    const more = left ? ` ${fill(texts.left, { count: left })}` : "";
    const open = cards.filter((_, index) => points(pieces[index], shell.of(pieces[index].id).answer ?? {}) < 1);
    result.replaceChildren(h("strong", {}, fill(texts.checked, { right, placed: placed.length })), more);
    again.replaceChildren(...(open.length ? [h("span", {}, texts.again), ...open.map(({ way }) => way)] : []));
  }

  function rows() {
    const titles = Object.fromEntries(model.get("factors"));
    const header = ["piece", "factor", "side", "points", "tries"].map((column) => texts[`column-${column}`]);
    return [header, ...pieces.map((piece) => {
      const { answer, tries } = shell.of(piece.id);
      const place = answer ? [titles[answer.factor], texts[answer.side], points(piece, answer)] : ["", "", 0];
      return [piece.text, ...place, tries];
    })];
  }
  return shell.unfollow;
}

/** @param {any} draft */
const whole = (draft) => Boolean(draft?.factor && draft?.side);
/** @param {any} one @param {any} other */
const same = (one, other) => one?.factor === other?.factor && one?.side === other?.side;

/** One piece: its text, a factor, a side, and what is said about them while they are as handed in. */
function card(/** @type {any} */ model, /** @type {any} */ shell, /** @type {any} */ piece, /** @type {number} */ place, /** @type {() => void} */ onchange) {
  const texts = model.get("texts");
  const [words, field, group] = [uid("piece"), uid("factor"), uid("side")];
  const factor = h("select", { id: field, "aria-describedby": words, onchange: changed },
    h("option", { value: "" }, texts.choose),
    ...model.get("factors").map(([id, title]) => h("option", { value: id }, title)));
  const sides = SIDES.map((side) => h("input", { type: "radio", name: group, value: side, onchange: changed }));
  const told = h("div", { class: "tmb-told" });
  const element = h("li", { class: "tmb-piece", "data-id": piece.id },
    h("p", { class: "tmb-number" }, fill(texts.number, { number: place, count: model.get("pieces").length })),
    h("p", { class: "tmb-words", id: words }, piece.text),
    h("div", { class: "tmb-place" },
      h("div", { class: "tmb-field" }, h("label", { for: field }, texts.factor), factor),
      h("fieldset", { "aria-describedby": words },
        h("legend", {}, texts.side),
        h("div", { class: "tmb-sides" },
          ...sides.map((input, index) => h("label", { class: "tmb-box" }, input, h("span", {}, texts[SIDES[index]])))))),
    told);

  function changed() {
    const side = sides.find(({ checked }) => checked)?.value ?? "";
    hush();
    onchange();
    shell.draft(piece.id, { factor: factor.value, side });
  }

  function hush() {
    delete element.dataset.mark;
    told.replaceChildren();
  }

  function tell(/** @type {any} */ answer) {
    const earned = points(piece, answer);
    const mark = earned === 1 ? "right" : earned ? "partly" : "wrong";
    element.dataset.mark = mark;
    const word = fill(texts[mark], { points: number(model.get("language"), earned) });
    const more = mark === "right" ? piece.why : hints(texts, piece, answer).join(" ");
    told.replaceChildren(h("p", {}, h("strong", {}, word), ` ${more}`));
    const sources = mark === "right" && sourceList(texts.sources, piece.sources);
    if (sources) told.append(sources);
  }

  return {
    element,
    /** A button that leads here from below. */
    way: h("button", {
      type: "button", class: "tmb-button", onclick: () => factor.focus(),
      "aria-label": fill(texts.number, { number: place, count: model.get("pieces").length }),
    }, `${place}`),
    show() {
      const { draft, answer } = shell.of(piece.id);
      factor.value = draft?.factor ?? "";
      sides.forEach((input) => { input.checked = input.value === draft?.side; });
      hush();
      if (answer !== undefined && same(draft, answer)) tell(answer);
    },
  };
}

/** What helps on without giving the place away. */
function hints(/** @type {any} */ texts, /** @type {any} */ piece, /** @type {any} */ answer) {
  if (answer.factor === piece.factor) return [texts["factor-right"], piece.hint];
  return answer.factor === piece.near?.factor ? [texts.near, piece.near.why] : [piece.hint];
}

export default { render };
