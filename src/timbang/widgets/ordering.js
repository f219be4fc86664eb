/** Ordering: events to put in order, marked by the pairs that are. */

import { fill, h, sourceList } from "./shared/dom.js";
import { exercise } from "./shared/exercise.js";
import { reorderable } from "./shared/reorder.js";
import { pairsInOrder, wrongPairs } from "./shared/score.js";

const PART = "order";
const TOLD = 3;

/** @param {{ model: any, el: HTMLElement }} view */
function render(view) {
  const { model } = view;
  const texts = model.get("texts");
  /** @type {any[]} */
  const items = model.get("items");
  const trueOrder = items.map(({ id }) => id);
  const byId = new Map(items.map((item) => [item.id, item]));
  const most = (items.length * (items.length - 1)) / 2;
  const behind = new Map(items.map(({ id }) => [id, h("div", { class: "tmb-behind" })]));
  const headline = h("p", { class: "tmb-result", role: "status" });
  const told = h("div", { class: "tmb-told" });

  const shell = exercise(view, {
    prompt: model.get("prompt"),
    marks: { points: (_part, order) => pairsInOrder(order, trueOrder), most },
    summary: () => "",
    actions: [{ text: texts.check, run: check, main: true }],
    refresh,
    rows,
  });
  const cards = reorderable({
    label: texts.list,
    texts,
    cards: new Map(items.map(({ id, label }) => [id, { label, more: behind.get(id) }])),
    say: shell.say,
    onmove() {
      shell.draft(PART, cards.order());
      refresh();
    },
  });
  shell.body.append(h("p", { class: "tmb-axis", "aria-hidden": "true" }, texts.earliest), cards.element);
  shell.after.append(h("div", { class: "tmb-verdict" }, headline, told));
  refresh();

  function check() {
    shell.say("");
    shell.handIn(PART, cards.order());
    refresh();
  }

  /** Show the learner's order; dates once it was checked; marks while it is as it was checked. */
  function refresh() {
    const { draft = model.get("start"), answer } = shell.of(PART);
    if (cards.order().join() !== draft.join()) cards.show(draft);
    const checked = draft.join() === answer?.join();
    const wrong = checked ? wrongPairs(draft, trueOrder) : [];
    draft.forEach((/** @type {string} */ id, /** @type {number} */ place) => {
      const mark = checked && (trueOrder[place] === id ? "right" : "wrong");
      mark ? (cards.card(id).dataset.mark = mark) : delete cards.card(id).dataset.mark;
      behind.get(id).replaceChildren(...(answer ? behindCard(byId.get(id), mark, checked && !wrong.length) : []));
    });
    headline.replaceChildren(...(checked ? summed(wrong.length) : []));
    headline.dataset.mark = wrong.length ? "partly" : "right";
    told.replaceChildren(...(checked ? explained(wrong) : []));
  }

  /** What a card shows besides its event. @param {any} item @param {false | string} mark @param {boolean} whole */
  function behindCard(item, mark, whole) {
    const word = texts[mark === "right" ? "in-place" : "out-of-place"];
    return [
      h("p", { class: "tmb-date" }, item.date, mark && h("span", { class: "tmb-place" }, word)),
      ...(whole ? [h("p", {}, item.why), sourceList(texts.sources, item.sources)] : []),
    ].filter(Boolean);
  }

  /** @param {number} wrong */
  function summed(wrong) {
    const values = { points: most - wrong, max: most };
    return wrong
      ? [h("strong", {}, fill(texts.pairs, values)), ` ${texts.again}`]
      : [h("strong", {}, fill(texts.all, values))];
  }

  /** @param {[string, string][]} wrong */
  function explained(wrong) {
    const pairs = wrong.slice(0, TOLD).map(([first, second]) => pair(byId.get(first), byId.get(second)));
    const more = wrong.length - pairs.length;
    return [
      pairs.length > 0 && h("ul", { class: "tmb-pairs" }, ...pairs),
      more > 0 && h("p", {}, fill(texts[more === 1 ? "more-one" : "more"], { count: more })),
    ].filter(Boolean);
  }

  /** @param {any} first @param {any} second */
  function pair(first, second) {
    const values = { first: first.label, first_date: first.date, second: second.label, second_date: second.date };
    return h("li", {},
      h("p", {}, h("strong", {}, fill(texts["wrong-pair"], values))),
      h("p", {}, second.why),
      sourceList(texts.sources, second.sources));
  }

  function rows() {
    const header = ["place", "event", "date", "true-place"].map((column) => texts[`column-${column}`]);
    return [header, ...cards.order().map((id, place) =>
      [place + 1, byId.get(id).label, byId.get(id).date, trueOrder.indexOf(id) + 1])];
  }
  return shell.unfollow;
}

export default { render };
