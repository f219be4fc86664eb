/** Find your agency: a search among names, the chosen one's SPBE scores among its peers, and one point more. */

import { fill, h, uid } from "./shared/dom.js";
import { exercise } from "./shared/exercise.js";
import { finder } from "./shared/names.js";
import { effect, labelOf, raised, standing, unpacked } from "./shared/spbe.js";

const PART = "agency";
const DOMAINS = ["policy", "governance", "management", "services"];
const UNIT = 100;
const [LOWEST, HIGHEST] = [100, 500];
/** Breadth of a step of the drawn distribution, in hundredths. */
const STEP = 20;
/** How many names are listed at once. */
const LISTED = 8;
/** Milliseconds of rest after which the number of names found is read out. */
const PAUSE = 400;

/** Where a score lies on the scale. @param {number} units */
const percent = (units) => `${(100 * (Math.max(LOWEST, units) - LOWEST)) / (HIGHEST - LOWEST)}%`;

/** @param {{ model: any, el: HTMLElement }} view */
function render(view) {
  const { model } = view;
  const texts = model.get("texts");
  const language = model.get("language");
  const agencies = unpacked(model.get("names"), model.get("rows"));
  const provinces = model.get("provinces").split("|");
  const weights = model.get("weights");
  const bounds = model.get("bounds");
  const written = (/** @type {number} */ digits) =>
    new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const [whole, tenths, hundredths] = [0, 1, 2].map(written);
  const score = (/** @type {number | null} */ units) => (units === null ? texts.unknown : hundredths.format(units / UNIT));
  const places = new Map(agencies.map(({ name }, place) => [name, place]));

  const shell = exercise(view, { prompt: model.get("prompt"), summary: () => "", refresh, rows });
  const search = combobox();
  const result = h("div", { class: "tmb-result" });
  shell.body.append(search.element, result);
  refresh();

  /** What the learner keeps, or null. */
  function kept() {
    return shell.of(PART).answer ?? null;
  }

  function refresh() {
    const answer = kept();
    search.show(answer?.agency ?? "");
    show();
  }

  /** @param {string} name */
  function choose(name) {
    shell.keep(PART, { agency: name, raised: [] });
    search.show(name);
    show();
    const { index, label } = agencies[places.get(name)];
    shell.say(fill(texts.chosen, { agency: name, index: score(index), label: texts.labels[label] }));
  }

  /** The others of its kind. @param {number} place */
  function peersOf(place) {
    return agencies.filter(({ kind }, other) => kind === agencies[place].kind && other !== place);
  }

  /** Domains to be raised, by place. */
  function gaining() {
    return (kept()?.raised ?? []).map((/** @type {string} */ name) => DOMAINS.indexOf(name));
  }

  function show() {
    const answer = kept();
    if (!answer) {
      result.replaceChildren(h("p", { class: "tmb-empty" }, texts.nothing));
      return;
    }
    const place = places.get(answer.agency);
    const own = agencies[place];
    const peers = peersOf(place);
    const outcome = h("p", { class: "tmb-outcome" });
    result.replaceChildren(
      h("p", { class: "tmb-name" }, own.name),
      h("p", { class: "tmb-muted" }, [texts.kinds[own.kind], provinces[own.province]].filter(Boolean).join(" · ")),
      indexPanel(own, peers),
      ...DOMAINS.map((name, at) => domainPanel(name, at, own, peers, () => tell(own, outcome))),
      outcome,
      h("p", { class: "tmb-muted tmb-key" }, fill(texts.key, { kind: texts.peers[own.kind] })));
    tell(own, outcome, true);
  }

  /** @param {import("./shared/spbe.js").Agency} own @param {import("./shared/spbe.js").Agency[]} peers */
  function indexPanel(own, peers) {
    const others = peers.map(({ index }) => index);
    const bands = h("div", { class: "tmb-bands", "aria-hidden": "true" }, ...texts.bands.map(
      (/** @type {string} */ word, /** @type {number} */ at) => {
        const from = Math.max(LOWEST, bounds[at]);
        const to = at ? bounds[at - 1] : HIGHEST;
        return h("span", { style: `left: ${percent(from)}; width: ${(100 * (to - from)) / (HIGHEST - LOWEST)}%` }, word);
      }));
    return h("div", { class: "tmb-panel tmb-whole" },
      h("p", { class: "tmb-line" }, h("strong", {}, fill(texts.index, { year: model.get("year") })),
        h("span", { class: "tmb-value" }, score(own.index)),
        h("span", { class: "tmb-muted" }, fill(texts.label, { label: texts.labels[own.label] }))),
      strip(own.index, others), bands,
      h("p", { class: "tmb-muted" }, told(own.index, others, own.kind)),
      bounds.includes(own.index) && h("p", { class: "tmb-note" },
        fill(texts.threshold, { printed: texts.labels[own.label] })));
  }

  /**
   * @param {string} name @param {number} at @param {import("./shared/spbe.js").Agency} own
   * @param {import("./shared/spbe.js").Agency[]} peers @param {() => void} changed
   */
  function domainPanel(name, at, own, peers, changed) {
    const units = own.scores[at];
    const others = /** @type {number[]} */ (peers.map(({ scores }) => scores[at]).filter((one) => one !== null));
    const gain = effect(weights[at], units);
    const full = units !== null && gain === 0;
    const word = units !== null && units > HIGHEST - UNIT ? texts.top : texts.raise;
    const box = h("input", { type: "checkbox", checked: gaining().includes(at), disabled: full, onchange() {
      const raisedNow = DOMAINS.filter((one) => (one === name ? box.checked : gaining().includes(DOMAINS.indexOf(one))));
      shell.keep(PART, { agency: own.name, raised: raisedNow });
      changed();
    } });
    return h("div", { class: "tmb-panel", role: "group", "aria-label": texts.domains[at] },
      h("p", { class: "tmb-line" }, h("strong", {}, texts.domains[at]),
        h("span", { class: "tmb-value" }, score(units)),
        h("span", { class: "tmb-muted" }, fill(texts.weight, { weight: tenths.format(weights[at] * 100) }))),
      strip(units, others),
      units === null
        ? h("p", { class: "tmb-note" }, fill(texts.lost, { implied: tenths.format(implied(own) / UNIT) }))
        : h("p", { class: "tmb-muted" }, told(units, others, own.kind)),
      h("label", { class: "tmb-box" }, box,
        h("span", {}, full ? texts.full : fill(word, { gain: `+${hundredths.format(gain / UNIT)}` }))));
  }

  /** The lost score in policy that the index implies. @param {import("./shared/spbe.js").Agency} own */
  function implied({ index, scores }) {
    const rest = scores.reduce((/** @type {number} */ sum, one, at) => sum + (at ? weights[at] * Number(one) : 0), 0);
    return (index - rest) / weights[0];
  }

  /** @param {number} units @param {number[]} others @param {number} kind */
  function told(units, others, kind) {
    const { below, equal, peers, median } = standing(units, others);
    return fill(texts.standing, { below, peers, above: peers - below - equal, kind: texts.peers[kind], median: score(median) });
  }

  /** How peers spread over the scale, with the agency's own place. @param {number | null} units @param {number[]} others */
  function strip(units, others) {
    const count = (HIGHEST - LOWEST) / STEP;
    const heights = Array.from({ length: count }, () => 0);
    for (const one of others) heights[Math.max(0, Math.min(count - 1, Math.floor((one - LOWEST) / STEP)))] += 1;
    const most = Math.max(...heights);
    const ns = "http://www.w3.org/2000/svg";
    const bars = document.createElementNS(ns, "path");
    bars.setAttribute("d", heights.map((height, at) => (height ? `M${at + 0.06} 1v${-height / most}h0.88v${height / most}z` : "")).join(""));
    const svg = document.createElementNS(ns, "svg");
    svg.setAttribute("viewBox", `0 0 ${count} 1`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.append(bars);
    const lines = bounds.filter((/** @type {number} */ bound) => bound > LOWEST).map((/** @type {number} */ bound) =>
      h("i", { style: `left: ${percent(bound)}` }));
    return h("div", { class: "tmb-strip", "aria-hidden": "true" }, svg, ...lines,
      h("b", { style: `left: ${percent(standing(0, others).median)}` }),
      units !== null && h("span", { class: "tmb-own", style: `left: ${percent(units)}` }));
  }

  /** What the ticked points would do. @param {any} own @param {HTMLElement} outcome @param {boolean} [quiet] */
  function tell(own, outcome, quiet = false) {
    const ticked = gaining();
    const after = raised(weights, own, ticked);
    const label = texts.labels[labelOf(bounds, after)];
    outcome.replaceChildren(...(ticked.length
      ? [h("strong", {}, texts.with), ": ", fill(texts.outcome, { index: score(after), label })]
      : [texts.without]));
    if (!quiet) shell.say(fill(texts.change, { index: score(after), before: score(own.index), label }));
  }

  /** The field with its list, as the ARIA practices have it: focus stays in the field. */
  function combobox() {
    const index = finder(
      agencies.map(({ name }) => name), model.get("short"), model.get("kind_words"));
    const list = h("ul", { role: "listbox", id: uid("list"), "aria-label": texts.list, hidden: true });
    const field = h("input", {
      type: "text", role: "combobox", id: uid("find"), autocomplete: "off", spellcheck: "false", autocapitalize: "off",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
      oninput: look, onkeydown: key, onblur: leave, onfocus: enter,
    });
    const none = h("p", { class: "tmb-fault" });
    /** @type {number[]} */ let found = [];
    let active = -1;
    /** @type {any} */ let waiting = 0;

    /** The first search of a page is the slowest: done before a letter is typed, a word at a time. */
    function enter() {
      field.select();
      for (const word of model.get("kind_words")) setTimeout(() => index.find(word));
    }

    function look() {
      found = index.find(field.value);
      active = -1;
      const options = found.slice(0, LISTED).map((place, at) => {
        const { name, kind, province } = agencies[place];
        return h("li", { role: "option", id: `${list.id}-${at}`, "aria-selected": "false",
          onpointerdown: (/** @type {Event} */ event) => event.preventDefault(), onclick: () => take(at) },
        h("span", {}, name), h("span", { class: "tmb-muted" }, provinces[province] ?? texts.kinds[kind]));
      });
      list.replaceChildren(...options);
      open(options.length > 0);
      const empty = field.value.trim() && !found.length;
      none.textContent = empty ? texts.none : "";
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        if (found.length) shell.say(fill(texts[found.length > LISTED ? "found-first" : "found"], { count: found.length, shown: LISTED }));
        else if (empty) shell.say(none.textContent);
      }, PAUSE);
    }

    /** @param {boolean} shown */
    function open(shown) {
      list.hidden = !shown;
      field.setAttribute("aria-expanded", `${shown}`);
      if (!shown) point(-1);
    }

    /** @param {number} at */
    function point(at) {
      active = at;
      [...list.children].forEach((option, place) => option.setAttribute("aria-selected", `${place === at}`));
      if (at < 0) field.removeAttribute("aria-activedescendant");
      else field.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at]?.scrollIntoView({ block: "nearest" });
    }

    /** @param {number} at */
    function take(at) {
      clearTimeout(waiting);
      const { name } = agencies[found[at]];
      open(false);
      choose(name);
    }

    /** @param {KeyboardEvent} event */
    function key(event) {
      const count = list.children.length;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) {
          look();
          if (list.hidden) return;
          return point(event.key === "ArrowDown" ? 0 : list.children.length - 1);
        }
        const step = event.key === "ArrowDown" ? 1 : -1;
        point(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
      } else if (event.key === "Enter" && !list.hidden) {
        event.preventDefault();
        take(Math.max(0, active));
      } else if (event.key === "Escape") {
        if (list.hidden) {
          field.value = "";
          none.textContent = "";
        }
        open(false);
      }
    }

    /** Focus gone: what was typed and not taken gives way to the agency that is shown. */
    function leave() {
      clearTimeout(waiting);
      open(false);
      none.textContent = "";
      field.value = kept()?.agency ?? field.value;
    }

    return {
      element: h("div", { class: "tmb-find" }, h("label", { for: field.id }, texts.find), field, list, none),
      /** @param {string} name */
      show(name) {
        field.value = name;
        open(false);
      },
    };
  }

  function rows() {
    const head = [texts["column-measure"], texts["column-score"], texts["column-median"], texts["column-below"],
      texts["column-peers"], texts["column-raised"]];
    const answer = kept();
    if (!answer) return [head];
    const place = places.get(answer.agency);
    const own = agencies[place];
    const peers = peersOf(place);
    const line = (/** @type {string} */ word, /** @type {number | null} */ units, /** @type {number[]} */ others, /** @type {string} */ mark) => {
      const { below, median, peers: count } = standing(units ?? 0, others);
      return [word, units === null ? "" : units / UNIT, median / UNIT, units === null ? "" : below, count, mark];
    };
    const ticked = gaining();
    const after = Math.round(raised(weights, own, ticked)) / UNIT;
    return [
      [`${own.name}, ${model.get("year")}`, ...head.slice(1)],
      ...DOMAINS.map((_, at) => line(texts.domains[at], own.scores[at],
        /** @type {number[]} */ (peers.map(({ scores }) => scores[at]).filter((one) => one !== null)),
        texts[ticked.includes(at) ? "yes" : "no"])),
      line(fill(texts.index, { year: model.get("year") }), own.index, peers.map(({ index }) => index), ""),
      [texts.after, after, "", "", "", ""],
    ];
  }

  return () => shell.unfollow();
}

export default { render };
