/** Scales: claims of the article, weighed by the learner and by the sources, one at a time. */

import { brierScore, calibration, overconfidence } from "./shared/calibration.js";
import { fill, h, number, sourceList, uid, unbroken } from "./shared/dom.js";
import { exercise } from "./shared/exercise.js";
import { choices } from "./shared/question.js";

/** Confidence and share of hits that lie no further apart count as equal. */
const NEAR = 0.1;
/** With fewer claims the balance is mostly chance. */
const FEW = 10;

/** @param {{ model: any, el: HTMLElement }} view */
function render(view) {
  const { model } = view;
  const texts = model.get("texts");
  const sources = model.get("sources");
  /** @type {any[]} */
  const claims = model.get("claims").map(record);
  const byId = Object.fromEntries(claims.map((claim) => [claim.id, claim]));
  const first = model.get("first").map((/** @type {string} */ id) => byId[id]);

  /** @type {any} */
  let current = null;

  const shell = exercise(view, {
    prompt: model.get("prompt"),
    marks: { points: (part, { verdict }) => Number(verdict === byId[part].verdict), most: 1 },
    summary: () => inShort(model, claims),
    refresh,
    rows: () => rows(model, claims),
  });
  const filters = filterFields(model, claims, first, () => {
    choose(filters.shown().includes(current) ? current : openClaim() ?? filters.shown()[0]);
    shell.say(filters.shown().length ? progress() : texts.none);
  });
  const count = h("p", { class: "tmb-count" });
  const clear = h("button", { type: "button", class: "tmb-button tmb-quiet", onclick: widen }, texts.everything);
  const card = claimCard(model, shell, { weighed, goOn });
  const list = h("ol", { class: "tmb-chips", "aria-label": texts.list });
  const balance = h("div", { class: "tmb-balance" });
  shell.body.append(filters.element, h("div", { class: "tmb-line" }, count, clear), card.element, list);
  shell.after.append(balance);
  current = openClaim() ?? first[0];
  refresh();

  /** @param {any[]} fields */
  function record([id, paragraph, speaker, statement, kind, verdict, added, reason, keys]) {
    return { id, paragraph, speaker, statement, kind, verdict, added, reason, sources: keys.map((/** @type {number} */ key) => sources[key]) };
  }

  /** The next claim of the choice that is not weighed, from the current one on. */
  function openClaim() {
    const shown = filters.shown();
    const here = shown.indexOf(current) + 1;
    return [...shown.slice(here), ...shown.slice(0, here)].find((claim) => shell.of(claim.id).answer === undefined && claim !== current);
  }

  function progress() {
    const shown = filters.shown();
    const done = shown.filter(({ id }) => shell.of(id).answer !== undefined).length;
    return fill(texts.progress, { done, all: shown.length });
  }

  /** @param {any} claim */
  function choose(claim) {
    current = claim;
    refresh();
  }

  function widen() {
    filters.clear();
    choose(current ?? openClaim() ?? filters.shown()[0]);
    card.focus();
  }

  function goOn() {
    choose(openClaim() ?? current);
    card.focus();
  }

  function weighed() {
    refresh();
    const done = !filters.all() && first.every((/** @type {any} */ { id }) => shell.of(id).answer !== undefined);
    shell.say(done ? texts["first-done"] : "");
  }

  function refresh() {
    const shown = filters.shown();
    count.textContent = shown.length ? progress() : texts.none;
    clear.hidden = filters.wide();
    list.replaceChildren(...shown.map(chip));
    card.show(current, Boolean(openClaim()));
    balance.replaceChildren(...balanced(model, claims));
  }

  /** @param {any} claim */
  function chip(claim) {
    const { answer } = shell.of(claim.id);
    const mark = answer && (answer.verdict === claim.verdict ? "right" : "wrong");
    const word = texts[mark ? { right: "was-hit", wrong: "was-miss" }[mark] : "open"];
    return h("li", {}, h("button", {
      type: "button", class: "tmb-chip", "data-mark": mark, "aria-current": claim === current && "true",
      "aria-label": fill(word, { id: claim.id }),
      onclick() {
        choose(claim);
        card.focus();
      },
    }, claim.id, h("span", { "aria-hidden": "true" }, { right: " ✓", wrong: " ✗" }[mark] ?? "")));
  }
  return shell.unfollow;
}

/** Which claims are shown: those of the exercise or all, by paragraph and by speaker. */
function filterFields(/** @type {any} */ model, /** @type {any[]} */ claims, /** @type {any[]} */ first, /** @type {() => void} */ onchange) {
  const texts = model.get("texts");
  const options = (/** @type {string[]} */ names) => names.map((name, index) => h("option", { value: index }, name));
  const select = (/** @type {string} */ stem, /** @type {any[]} */ ...inner) => h("select", { id: uid(stem), onchange }, ...inner);
  const set = select("set",
    h("option", { value: "first" }, fill(texts["set-first"], { count: first.length })),
    h("option", { value: "all" }, fill(texts["set-all"], { count: claims.length })));
  const paragraph = select("paragraph", h("option", { value: "" }, texts["any-paragraph"]), ...options(model.get("paragraphs")));
  const speaker = select("speaker", h("option", { value: "" }, texts["any-speaker"]), ...options(model.get("speakers")));
  const field = (/** @type {string} */ word, /** @type {any} */ input) =>
    h("p", { class: "tmb-field" }, h("label", { for: input.id }, texts[word]), input);
  const fits = (/** @type {any} */ input, /** @type {number} */ value) => input.value === "" || Number(input.value) === value;
  return {
    element: h("div", { class: "tmb-filters" }, field("set", set), field("paragraph", paragraph), field("speaker", speaker)),
    shown: () => (set.value === "all" ? claims : first).filter((claim) => fits(paragraph, claim.paragraph) && fits(speaker, claim.speaker)),
    all: () => set.value === "all",
    wide: () => paragraph.value === "" && speaker.value === "",
    clear() {
      paragraph.value = "";
      speaker.value = "";
    },
  };
}

/** The claim that is weighed: its words, the learner's verdict and confidence, and what the sources say. */
function claimCard(/** @type {any} */ model, /** @type {any} */ shell, /** @type {any} */ { weighed, goOn }) {
  const texts = model.get("texts");
  const verdicts = model.get("verdicts");
  const levels = model.get("levels");
  /** @type {any} */
  let claim;
  const head = h("p", { class: "tmb-number" });
  const statement = h("p", { class: "tmb-statement", id: uid("claim"), tabindex: -1 });
  const speaker = h("p", { class: "tmb-speaker" });
  const verdict = choices({
    legend: texts.verdict,
    options: verdicts.map((/** @type {string} */ key) => `${texts[key]}: ${texts[`means-${key}`]}`),
    onchange: changed,
  });
  const confidence = choices({
    legend: texts.confidence,
    hint: texts.levels,
    options: levels.map((/** @type {number} */ level) => `${level}%`),
    onchange: changed,
    look: "tmb-levels",
  });
  const weigh = h("button", { type: "button", class: "tmb-button tmb-main", onclick: handIn }, texts.weigh);
  const skip = h("button", { type: "button", class: "tmb-button", onclick: goOn }, texts.skip);
  const result = h("p", { class: "tmb-result", role: "status" });
  const told = h("div", { class: "tmb-told", tabindex: -1 });
  const element = h("div", { class: "tmb-claim", role: "group", "aria-labelledby": statement.id },
    head, statement, speaker, verdict.element, confidence.element,
    h("div", { class: "tmb-check" }, weigh, skip, result), told);

  const value = () => ({ verdict: verdicts[verdict.chosen()[0]], confidence: levels[confidence.chosen()[0]] });

  function changed() {
    result.textContent = "";
    shell.draft(claim.id, value());
  }

  function handIn() {
    const answer = value();
    if (answer.verdict === undefined || answer.confidence === undefined) {
      result.textContent = texts["choose-both"];
      return;
    }
    shell.handIn(claim.id, answer);
    weighed();
    told.focus();
  }

  /** @param {any} answer @param {boolean} more */
  function tell(answer, more) {
    const hit = answer.verdict === claim.verdict;
    const [own, theirs] = [answer.verdict, claim.verdict].map((key) => verdicts.indexOf(key));
    verdict.tell(own, hit ? "right" : "wrong", texts[hit ? "same" : "row-verdict"], "");
    if (!hit) verdict.tell(theirs, "missed", texts["row-sources"], "");
    const words = texts[claim.verdict] + (claim.added ? ` (${claim.added})` : "");
    result.dataset.mark = hit ? "right" : "wrong";
    result.replaceChildren(
      h("strong", {}, fill(texts[hit ? "hit" : "miss"], { verdict: words })),
      ` ${fill(texts.yours, { verdict: texts[answer.verdict], confidence: answer.confidence })}`);
    told.replaceChildren(
      h("p", {}, claim.reason),
      h("p", { class: "tmb-kind" }, fill(texts["kind-line"], { kind: texts[`kind-${claim.kind}`] })),
      more ? h("button", { type: "button", class: "tmb-button tmb-main", onclick: goOn }, texts["next-open"])
        : h("p", { class: "tmb-kind" }, texts["all-done"]),
      sourceList(texts.sources, claim.sources));
  }

  return {
    element,
    focus: () => statement.focus(),

    /** Show a claim, with the learner's answer, and whether others are left to weigh. @param {any} next @param {boolean} more */
    show(next, more) {
      claim = next;
      element.hidden = !claim;
      if (!claim) return;
      const { draft, answer } = shell.of(claim.id);
      head.textContent = fill(texts.number, { id: claim.id, paragraph: claim.paragraph + 1 });
      statement.replaceChildren(...unbroken(claim.statement));
      speaker.textContent = model.get("speakers")[claim.speaker];
      verdict.choose(draft?.verdict ? [verdicts.indexOf(draft.verdict)] : []);
      confidence.choose(draft?.confidence ? [levels.indexOf(draft.confidence)] : []);
      verdict.hush();
      result.replaceChildren();
      delete result.dataset.mark;
      told.replaceChildren();
      // A verdict is given before the sources are known, so it stays as it was given.
      for (const part of [verdict.element, confidence.element]) part.disabled = answer !== undefined;
      weigh.hidden = answer !== undefined;
      skip.hidden = answer !== undefined || !more;
      told.hidden = answer === undefined;
      if (answer !== undefined) tell(answer, more);
    },
  };
}

/** The claims weighed, with the learner's answers. @param {any} model @param {any[]} claims */
function weighedOf(model, claims) {
  const answers = model.get("answer");
  const weighed = claims.filter(({ id }) => answers[id]);
  return {
    weighed,
    said: weighed.map(({ id }) => answers[id].confidence / 100),
    came: weighed.map(({ id, verdict }) => Number(answers[id].verdict === verdict)),
  };
}

/** @param {any} model @param {any[]} claims */
function inShort(model, claims) {
  const { said, came } = weighedOf(model, claims);
  if (!came.length) return "";
  const hits = came.filter(Boolean).length;
  const brier = number(model.get("language"), brierScore(said, came));
  return fill(model.get("texts").summary, { hits, count: came.length, brier });
}

/** How well the learner knew what they knew. @param {any} model @param {any[]} claims */
function balanced(model, claims) {
  const texts = model.get("texts");
  const { said, came } = weighedOf(model, claims);
  if (!came.length) return [];
  const points = calibration(said, came, model.get("levels").length);
  const gap = overconfidence(said, came);
  const percent = (/** @type {number} */ value) => Math.round(100 * value);
  const share = came.filter(Boolean).length / came.length;
  const word = Math.abs(gap) <= NEAR + 1e-9 ? "about-right" : gap > 0 ? "too-sure" : "too-unsure";
  const cells = points.map((point) => [fill(texts.percent, { value: percent(point.said) }), `${point.count}`,
    `${Math.round(point.share * point.count)}`, fill(texts.percent, { value: percent(point.share) })]);
  const heads = ["said", "count", "hits", "share"].map((column) => h("th", { scope: "col" }, texts[`column-${column}`]));
  return [
    h("p", { class: "tmb-balance-title" }, texts.balance),
    h("p", {}, fill(texts[word], { said: percent(share + gap), share: percent(share) }),
      came.length < FEW ? ` ${texts.few}` : ""),
    h("p", {}, texts.brier),
    h("figure", { class: "tmb-curve" }, h("figcaption", {}, texts.curve), curve(texts, points, percent)),
    h("table", {}, h("thead", {}, h("tr", {}, ...heads)),
      h("tbody", {}, ...cells.map(([head, ...rest]) =>
        h("tr", {}, h("th", { scope: "row" }, head), ...rest.map((cell) => h("td", {}, cell)))))),
  ];
}

/** The calibration curve as a drawing. */
function curve(/** @type {any} */ texts, /** @type {any[]} */ points, /** @type {(value: number) => number} */ percent) {
  const [left, right, top, bottom] = [28, 244, 32, 212];
  const across = (/** @type {number} */ value) => left + value * (right - left);
  const up = (/** @type {number} */ value) => bottom - value * (bottom - top);
  const told = points.map(({ said, share, count }) =>
    fill(texts["curve-point"], { said: percent(said), share: percent(share), count }));
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].flatMap((value) => [
    s("line", { class: "tmb-grid", x1: left, x2: right, y1: up(value), y2: up(value) }),
    s("text", { x: left - 6, y: up(value) + 4, "text-anchor": "end" }, `${percent(value)}`),
    s("text", { x: across(value), y: bottom + 22, "text-anchor": "middle" }, `${percent(value)}`),
  ]);
  const marks = points.flatMap(({ said, share, count }) => [
    s("circle", { cx: across(said), cy: up(share), r: 7 + Math.sqrt(count) }),
    s("text", { class: "tmb-inside", x: across(said), y: up(share) + 4, "text-anchor": "middle" }, `${count}`),
  ]);
  return s("svg", { viewBox: "0 0 260 256", role: "img", "aria-label": fill(texts["curve-alternative"], { points: told.join("; ") }) },
    ...ticks,
    s("line", { class: "tmb-diagonal", x1: across(0), y1: up(0), x2: across(1), y2: up(1) }),
    s("text", { x: 2, y: 12 }, texts["curve-up"]),
    s("text", { x: right, y: bottom + 39, "text-anchor": "end" }, texts["curve-across"]),
    s("polyline", { points: points.map(({ said, share }) => `${across(said)},${up(share)}`).join(" ") }),
    ...marks);
}

/** An element of a drawing. @param {string} tag @param {Record<string, any>} attributes @param {...(Node | string)} children */
function s(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The learner's answers as a table, to take home. @param {any} model @param {any[]} claims */
function rows(model, claims) {
  const texts = model.get("texts");
  const answers = model.get("answer");
  const columns = ["claim", "paragraph", "speaker", "kind", "statement", "verdict", "confidence", "sources", "hit"];
  return [
    columns.map((column) => texts[`row-${column}`]),
    ...weighedOf(model, claims).weighed.map((claim) => {
      const { verdict, confidence } = answers[claim.id];
      return [claim.id, model.get("paragraphs")[claim.paragraph], model.get("speakers")[claim.speaker],
        texts[`kind-${claim.kind}`], claim.statement, texts[verdict], confidence, texts[claim.verdict],
        texts[verdict === claim.verdict ? "yes" : "no"]];
    }),
  ];
}

export default { render };
