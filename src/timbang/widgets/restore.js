/** Restore: components given back in any order, with score and rank after each, and a conclusion to write. */

import { fill, h, sourceList, uid } from "./shared/dom.js";
import { exercise } from "./shared/exercise.js";
import { choices } from "./shared/question.js";

const ORDERS = "orders";
const CONCLUSION = "conclusion";
const ROOM = 0.12;

/**
 * The name under which the outcomes hold these pieces, in whatever order they came.
 * @param {string[]} path
 */
export const key = (path) => [...path].sort().join("+");

/**
 * What an order comes to: score and rank before its first piece and after every one.
 * @param {Record<string, [number, number]>} outcomes @param {string[]} path
 */
export const walk = (outcomes, path) =>
  [...path, null].map((_, steps) => outcomes[key(path.slice(0, steps))]);

/** @param {{ model: any, el: HTMLElement }} view */
function render(view) {
  const { model } = view;
  const texts = model.get("texts");
  const count = model.get("count");
  const outcomes = model.get("outcomes");
  /** @type {any[]} */
  const pieces = model.get("pieces");
  const named = Object.fromEntries(pieces.map((piece) => [piece.id, piece.name]));
  const points = new Intl.NumberFormat(model.get("language"), { minimumFractionDigits: 4, maximumFractionDigits: 4 });
  const signed = new Intl.NumberFormat(model.get("language"), {
    minimumFractionDigits: 4, maximumFractionDigits: 4, signDisplay: "exceptZero" });

  const shell = exercise(view, { prompt: model.get("prompt"), refresh, rows });
  const board = scoreboard(model, points);
  const given = new Map(pieces.map((piece) => [piece.id, pieceButton(piece)]));
  const path = h("ol", { class: "tmb-path" });
  const empty = h("p", { class: "tmb-empty" }, texts["path-empty"]);
  const orders = h("div", { class: "tmb-orders", hidden: true });
  const toggle = h("button", { type: "button", class: "tmb-button", onclick: toggleOrders });
  const conclusion = conclusionFields(model, shell);
  const pathTitle = uid("path");
  const told = h("p", { class: "tmb-result", role: "status" });
  path.setAttribute("aria-labelledby", pathTitle);

  shell.body.append(
    board.element,
    h("div", { class: "tmb-pieces", role: "group", "aria-label": texts.give },
      h("p", { class: "tmb-label" }, texts.give), ...given.values()),
    h("div", { class: "tmb-walk" }, h("p", { class: "tmb-label", id: pathTitle }, texts.path), empty, path),
    h("div", { class: "tmb-check" },
      h("button", { type: "button", class: "tmb-button", onclick: newOrder }, texts["new-order"]), toggle, told),
    orders,
    conclusion.element);
  refresh();

  /** Say it beside the buttons: the conclusion stands between them and the foot. @param {string} text */
  function say(text) {
    told.textContent = "";
    requestAnimationFrame(() => { told.textContent = text; });
  }

  /** @returns {{ path: string[], tried: string[][], shown: boolean }} */
  function state() {
    return shell.of(ORDERS).draft ?? { path: [], tried: [], shown: false };
  }

  /** @param {any} piece */
  function pieceButton(piece) {
    const values = { start: model.get("editions")[0], end: model.get("editions")[1],
      before: points.format(piece.before), after: points.format(piece.after), gain: signed.format(piece.gain) };
    return h("button", { type: "button", class: "tmb-piece", "data-piece": piece.id, "aria-pressed": "false",
      onclick: () => press(piece.id) },
      h("span", { class: "tmb-piece-name" }, piece.name),
      h("span", { class: "tmb-piece-about" }, fill(texts.adds, values)));
  }

  /** @param {string} id */
  function press(id) {
    const now = state();
    const back = now.path.includes(id);
    const next = back ? now.path.filter((one) => one !== id) : [...now.path, id];
    const done = next.length === pieces.length;
    const known = now.tried.some((order) => order.join() === next.join());
    shell.keep(ORDERS, { ...now, path: next, tried: done && !known ? [...now.tried, next] : now.tried });
    refresh();
    say(`${fill(texts[back ? "taken" : "given"], { piece: named[id], ...standing(next) })}${done ? ` ${texts.complete}` : ""}`);
  }

  function newOrder() {
    shell.keep(ORDERS, { ...state(), path: [] });
    refresh();
    say(fill(texts["new-order-said"], standing([])));
  }

  function toggleOrders() {
    const now = state();
    if (!now.tried.length) return say(texts["walk-first"]);
    shell.keep(ORDERS, { ...now, shown: !now.shown });
    refresh();
    if (!now.shown) say(fill(texts["orders-shown"], { count: model.get("orders").length }));
  }

  /** @param {string[]} given_ */
  function standing(given_) {
    const [score, rank] = outcomes[key(given_)];
    return { score: points.format(score), rank, count };
  }

  function refresh() {
    const now = state();
    told.textContent = "";
    board.show(outcomes[key(now.path)]);
    for (const [id, button] of given) button.setAttribute("aria-pressed", `${now.path.includes(id)}`);
    const stations = walk(outcomes, now.path);
    path.replaceChildren(...now.path.map((id, index) => h("li", {}, fill(texts.step, {
      piece: named[id],
      // The piece itself: the scores on the way are rounded as the survey rounds, and so would be their difference.
      gain: signed.format(pieces.find((piece) => piece.id === id).gain),
      score: points.format(stations[index + 1][0]),
      before: stations[index][1],
      after: stations[index + 1][1],
    }))));
    empty.hidden = now.path.length > 0;
    toggle.textContent = now.shown ? texts["hide-orders"] : fill(texts["show-orders"], { count: model.get("orders").length });
    toggle.setAttribute("aria-expanded", `${now.shown}`);
    orders.hidden = !now.shown;
    orders.replaceChildren(...(now.shown ? [ordersTable(model, named, now.tried), sharesTable(model, named)] : []));
    conclusion.show();
  }

  function rows() {
    const { draft } = shell.of(CONCLUSION);
    return [
      [texts["column-part"], texts["column-answer"], texts["column-ranks"]],
      ...state().tried.map((order) => [texts["column-order"], order.map((id) => named[id]).join(" > "),
        walk(outcomes, order).map(([, rank]) => rank).join(" → ")]),
      ...(draft ? [[texts.write, draft.text, draft.closest ? texts[draft.closest] : ""]] : []),
    ];
  }
  return shell.unfollow;
}

/** Score and rank as they are, on a line with those ahead. */
function scoreboard(/** @type {any} */ model, /** @type {Intl.NumberFormat} */ points) {
  const texts = model.get("texts");
  const outcomes = model.get("outcomes");
  /** @type {[string, number][]} */
  const rivals = model.get("rivals");
  const scores = [...Object.values(outcomes).map(([score]) => score), ...rivals.map(([, score]) => score)];
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const place = (/** @type {number} */ score) =>
    `${(100 * (ROOM + ((score - low) / (high - low || 1)) * (1 - 2 * ROOM))).toFixed(2)}%`;

  const score = h("dd", {});
  const rank = h("dd", {});
  const ahead = h("p", { class: "tmb-ahead" });
  const marker = h("span", { class: "tmb-marker" }, h("span", {}, texts.here));
  const line = h("div", { class: "tmb-line", "aria-hidden": "true" },
    ...rivals.map(([name, value], index) => {
      const mark = h("span", { class: "tmb-rival" }, h("span", {}, name));
      mark.style.left = place(value);
      mark.dataset.row = `${index % 2}`;
      return mark;
    }), marker);

  return {
    element: h("div", { class: "tmb-board" },
      h("dl", {}, h("div", {}, h("dt", {}, texts["score-word"]), score), h("div", {}, h("dt", {}, texts["rank-word"]), rank)),
      ahead, line),
    /** @param {[number, number]} outcome */
    show([value, position]) {
      score.textContent = points.format(value);
      rank.textContent = fill(texts["rank-of"], { rank: position, count: model.get("count") });
      const names = rivals.filter(([, theirs]) => theirs > value).map(([name]) => name);
      ahead.textContent = names.length ? fill(texts.ahead, { names: names.join(", ") }) : texts.nobody;
      marker.style.left = place(value);
    },
  };
}

/** @param {any} model @param {Record<string, string>} named @param {string[][]} tried */
function ordersTable(model, named, tried) {
  const texts = model.get("texts");
  const walked = new Set(tried.map((order) => order.join()));
  return table(texts["orders-title"], [texts["column-order"], texts["column-ranks"]],
    model.get("orders").map(([order, ranks]) => [
      [order.map((/** @type {string} */ id) => named[id]).join(" > "),
        walked.has(order.join()) && h("span", { class: "tmb-walked" }, texts.walked)],
      [ranks.join(" → ")]]));
}

/** @param {any} model @param {Record<string, string>} named */
function sharesTable(model, named) {
  const texts = model.get("texts");
  const language = model.get("language");
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  const mean = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return table(texts["shares-title"],
    ["column-piece", "column-score-share", "column-places"].map((column) => texts[column]),
    model.get("shares").map((/** @type {any} */ share) => [
      [named[share.id]], [percent.format(share.score)],
      [mean.format(share.places), share.rank !== null && ` (${percent.format(share.rank)})`]]));
}

/** @param {string} caption @param {string[]} heads @param {any[][][]} rows  Each cell a list of what it holds. */
function table(caption, heads, rows) {
  return h("table", { class: "tmb-table" }, h("caption", {}, caption),
    h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, ...rows.map(([first, ...rest]) =>
      h("tr", {}, h("th", { scope: "row" }, ...first), ...rest.map((cell) => h("td", {}, ...cell))))));
}

/** The learner's own conclusion, and the three to compare it with once it was written. */
function conclusionFields(/** @type {any} */ model, /** @type {any} */ shell) {
  const texts = model.get("texts");
  /** @type {any[]} */
  const answers = model.get("answers");
  const [field, question] = [uid("conclusion"), uid("question")];
  const area = h("textarea", { id: field, rows: 5, maxlength: 3000, "aria-describedby": question, oninput: edited });
  const told = h("p", { class: "tmb-result", role: "status" });
  const closest = choices({
    legend: texts.closest, hint: texts["closest-hint"], look: "tmb-closest",
    options: answers.map(({ strength }) => texts[strength]),
    onchange: chosen,
  });
  const compared = h("div", { class: "tmb-compared", hidden: true },
    ...answers.map(({ strength, text, why, sources }) => h("div", { class: "tmb-answer", "data-strength": strength },
      h("p", {}, h("strong", {}, texts[strength])),
      h("p", { class: "tmb-answer-text" }, text),
      h("p", {}, why),
      sourceList(texts.sources, sources))),
    closest.element);

  /** What the fields hold. */
  function value() {
    const [index] = closest.chosen();
    return { text: area.value, closest: index === undefined ? null : answers[index].strength };
  }

  function edited() {
    told.textContent = "";
    shell.draft(CONCLUSION, value());
  }

  function chosen() {
    shell.keep(CONCLUSION, value());
  }

  function compare() {
    const now = area.value.trim().length;
    const least = model.get("least");
    if (now < least) {
      told.textContent = fill(texts["too-short"], { least, now });
      area.focus();
      return;
    }
    shell.keep(CONCLUSION, value());
    compared.hidden = false;
    told.textContent = texts.compared;
  }

  return {
    element: h("div", { class: "tmb-conclusion" },
      h("p", { class: "tmb-question-text", id: question }, model.get("question")),
      h("label", { for: field }, texts.write),
      area,
      h("div", { class: "tmb-check" },
        h("button", { type: "button", class: "tmb-button tmb-main", onclick: compare }, texts.compare), told),
      compared),
    show() {
      const { draft, answer } = shell.of(CONCLUSION);
      if (area.value !== (draft?.text ?? "")) area.value = draft?.text ?? "";
      closest.choose(answers.flatMap(({ strength }, index) => (strength === draft?.closest ? [index] : [])));
      compared.hidden = answer === undefined;
      if (answer === undefined) told.textContent = "";
    },
  };
}

export default { render };
