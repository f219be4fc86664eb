/** What if: three components of the UN index to move; score, group, rank and the countries passed follow. */

import { fill, h, uid } from "./shared/dom.js";
import { UNIT, counted, unpacked } from "./shared/egdi.js";
import { exercise } from "./shared/exercise.js";

const PART = "whatif";
const COMPONENTS = ["osi", "tii", "hci"];
/** A dragged slider stops at thousandths; an arrow key moves a hundredth, a page key a tenth. */
const GRID = UNIT / 1000;
const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
/** Milliseconds of rest after which a move is kept and read out. */
const PAUSE = 400;
/** How many of those passed are named at once. */
const TOLD = 8;

/** Where a score lies on a scale. @param {number} units */
const percent = (units) => `${(units / UNIT) * 100}%`;

/** @param {{ model: any, el: HTMLElement }} view */
function render(view) {
  const { model } = view;
  const texts = model.get("texts");
  const language = model.get("language");
  /** @type {[string, string][]} */
  const economies = model.get("economies");
  const places = new Map(economies.map(([code], place) => [code, place]));
  /** @type {Map<number, import("./shared/egdi.js").Edition>} */
  const editions = new Map(model.get("editions").map(unpacked).map((/** @type {any} */ edition) => [edition.year, edition]));
  const whole = new Intl.NumberFormat(language);
  const written = [4, 5].map((digits) =>
    new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }));

  /** What is set: the place of the economy, the edition, the components. @type {{ place: number, year: number, parts: number[] }} */
  let now = settings(model.get("start"));
  let index = counted(editions.get(now.year));
  /** @type {any} */
  let waiting = 0;

  const shell = exercise(view, {
    prompt: model.get("prompt"),
    summary: () => "",
    actions: [{ text: texts.undo, run: undo, main: true }],
    refresh,
    rows,
  });
  const pick = picker();
  const parts = COMPONENTS.map(component);
  const outcome = outcomes();
  const field = strip();
  const passed = h("div", { class: "tmb-passed" });
  shell.body.append(pick.element, h("div", { class: "tmb-parts" }, ...parts.map(({ element }) => element)),
    outcome.element, field.element, passed);
  refresh();
  addEventListener("pagehide", flush);

  /** @param {any} answer */
  function settings({ economy, edition, ...values }) {
    return { place: places.get(economy), year: edition, parts: COMPONENTS.map((name) => Math.round(values[name] * UNIT)) };
  }

  /** A score as the edition writes it. @param {number} units */
  function score(units) {
    return written[editions.get(now.year).decimals - 4].format(units / UNIT);
  }

  /** Score and components as published. */
  function published() {
    return /** @type {number[]} */ (editions.get(now.year).rows[now.place]);
  }

  /** Show what the learner kept, or the start; a move that was not kept yet is not any more. */
  function refresh() {
    clearTimeout(waiting);
    waiting = 0;
    now = settings(shell.of(PART).answer ?? model.get("start"));
    enter();
  }

  /** Show an economy and an edition that were chosen. */
  function enter() {
    index = counted(editions.get(now.year));
    pick.show();
    field.show();
    parts.forEach((part) => part.enter());
    show();
  }

  /** Show what follows from the components. */
  function show() {
    const found = index.whatIf(now.place, now.parts);
    parts.forEach((part) => part.show());
    outcome.show(found);
    field.move(found.score);
    tellPassed(found);
    return found;
  }

  function changed() {
    show();
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE);
    shell.sayAtRest(PAUSE, told);
  }

  function keep() {
    waiting = 0;
    const values = COMPONENTS.map((name, at) => [name, now.parts[at] / UNIT]);
    shell.keep(PART, { economy: economies[now.place][0], edition: now.year, ...Object.fromEntries(values) });
  }

  /** Nothing is lost when the page goes before the pause is over. */
  function flush() {
    if (!waiting) return;
    clearTimeout(waiting);
    keep();
  }

  function undo() {
    now.parts = published().slice(1);
    parts.forEach((part) => part.enter());
    show();
    clearTimeout(waiting);
    keep();
    shell.say(texts.undone);
  }

  function told() {
    const found = index.whatIf(now.place, now.parts);
    const moved = index.ranks[now.place] - found.rank;
    const values = { score: score(found.score), group: group(found.score), rank: found.rank, count: index.assessed };
    const change = moved && fill(texts[moved > 0 ? "up" : "down"], { places: Math.abs(moved) });
    return [fill(texts.told, values), change || ""].join(" ").trim();
  }

  /** @param {number} units */
  function group(units) {
    const bounds = model.get("bounds");
    const [name] = bounds.find((/** @type {[string, number]} */ [, bound], /** @type {number} */ at) =>
      (at ? units >= bound : units > bound));
    return texts[name];
  }

  /** The economy and the edition. */
  function picker() {
    const economy = h("select", { id: uid("economy"), onchange: choose },
      ...economies.map(([code, name]) => h("option", { value: code }, name)));
    const edition = h("select", { id: uid("edition"), onchange: choose },
      ...[...editions.keys()].reverse().map((year) => h("option", { value: year })));

    function choose() {
      flush();
      const place = places.get(economy.value);
      const asked = Number(edition.value);
      const years = [...editions.keys()].filter((year) => editions.get(year).rows[place]);
      const year = years.includes(asked) ? asked
        : years.reduce((best, one) => (Math.abs(one - asked) < Math.abs(best - asked) ? one : best));
      now = { place, year, parts: /** @type {number[]} */ (editions.get(year).rows[place]).slice(1) };
      enter();
      keep();
      shell.say([year !== asked && fill(texts["moved-on"], { asked, edition: year }), told()].filter(Boolean).join(" "));
    }

    return {
      element: h("div", { class: "tmb-pick" },
        h("p", { class: "tmb-field" }, h("label", { for: economy.id }, texts.economy), economy),
        h("p", { class: "tmb-field" }, h("label", { for: edition.id }, texts.edition), edition)),
      show() {
        economy.value = economies[now.place][0];
        for (const option of edition.options) {
          const assessed = editions.get(Number(option.value)).rows[now.place];
          option.disabled = !assessed;
          option.textContent = assessed ? option.value : fill(texts["not-assessed"], { edition: option.value });
        }
        edition.value = now.year;
      },
    };
  }

  /** One component: a slider, and a field for whoever knows the value. @param {string} name @param {number} at */
  function component(name, at) {
    const slider = h("input", { type: "range", min: 0, max: UNIT, step: 1, id: uid(name), oninput: drag, onkeydown: key });
    const typed = h("input", { type: "text", inputmode: "decimal", autocomplete: "off", onchange: type,
      "aria-label": fill(texts.typed, { component: texts[name] }) });
    const was = h("span", { class: "tmb-was" });
    const tick = h("span", { class: "tmb-tick", "aria-hidden": "true" });
    const fault = h("p", { class: "tmb-fault", role: "alert", id: uid("fault") });

    /** @param {number} units */
    function set(units) {
      now.parts[at] = Math.max(0, Math.min(UNIT, units));
      clear();
      changed();
    }
    function clear() {
      typed.removeAttribute("aria-invalid");
      typed.removeAttribute("aria-describedby");
      fault.textContent = "";
    }
    function drag() {
      set(Math.round(Number(slider.value) / GRID) * GRID);
    }
    /** @param {KeyboardEvent} event */
    function key(event) {
      const ends = { Home: 0, End: UNIT };
      const step = KEYS[/** @type {keyof typeof KEYS} */ (event.key)];
      const end = ends[/** @type {keyof typeof ends} */ (event.key)];
      if (event.ctrlKey || event.metaKey || event.altKey || (step === undefined && end === undefined)) return;
      event.preventDefault();
      set(end ?? Math.min(now.parts[at], UNIT) + (step * UNIT) / 100);
    }
    function type() {
      const text = typed.value.trim().replace(",", ".");
      const value = /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
      if (value >= 0 && value <= 1) return set(Math.round(value * UNIT));
      typed.setAttribute("aria-invalid", "true");
      typed.setAttribute("aria-describedby", fault.id);
      fault.textContent = fill(texts.fault, { example: written[0].format(0.75) });
    }

    return {
      element: h("div", { class: "tmb-part" },
        h("label", { for: slider.id }, texts[name]), was,
        h("div", { class: "tmb-slide" }, slider, tick), typed, fault),
      enter() {
        clear();
        const units = published()[at + 1];
        was.textContent = fill(texts.published, { value: score(units) });
        tick.style.left = percent(Math.min(UNIT, units));
      },
      show() {
        const units = now.parts[at];
        slider.value = units;
        slider.setAttribute("aria-valuetext", score(units));
        typed.value = score(units);
      },
    };
  }

  /** Score, group and rank, each beside what was published. */
  function outcomes() {
    const [count, ...cells] = [h("span", { class: "tmb-of" }), ...["score", "group", "rank"].map((name) =>
      ({ name, value: h("span", { class: "tmb-value" }), was: h("span", { class: "tmb-was" }) }))];
    const element = h("dl", { class: "tmb-outcome" }, ...cells.map(({ name, value, was }) =>
      h("div", {}, h("dt", {}, texts[name]), h("dd", {}, value, name === "rank" && count, was))));
    return {
      element,
      /** @param {import("./shared/egdi.js").Outcome} found */
      show(found) {
        const before = index.scores[now.place];
        const pairs = [
          [score(found.score), score(before)],
          [group(found.score), group(before)],
          [whole.format(found.rank), whole.format(index.ranks[now.place])],
        ];
        pairs.forEach(([is, was], at) => {
          cells[at].value.textContent = is;
          cells[at].was.textContent = fill(texts.was, { value: was });
          cells[at].was.classList.toggle("tmb-moved", is !== was);
        });
        count.textContent = fill(texts.of, { count: index.assessed });
      },
    };
  }

  /** All economies on the scale from 0 to 1, drawn once an edition, and two arrows. */
  function strip() {
    const ns = "http://www.w3.org/2000/svg";
    const strokes = document.createElementNS(ns, "path");
    const svg = document.createElementNS(ns, "svg");
    svg.setAttribute("viewBox", `0 0 ${UNIT} 1`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    svg.append(strokes);
    const yours = h("span", { class: "tmb-yours", "aria-hidden": "true" });
    const theirs = h("span", { class: "tmb-theirs", "aria-hidden": "true" });
    const bounds = model.get("bounds").map((/** @type {[string, number]} */ [name, bound], /** @type {number} */ at, /** @type {any[]} */ all) =>
      h("span", { style: `left: ${percent(bound)}; width: ${percent((all[at - 1]?.[1] ?? UNIT) - bound)}` }, texts[name]));
    const lines = model.get("bounds").slice(0, -1).map((/** @type {[string, number]} */ [, bound]) =>
      h("i", { style: `left: ${percent(bound)}` }));
    const caption = h("p", { class: "tmb-caption" });
    return {
      element: h("div", { class: "tmb-strip" },
        h("div", { class: "tmb-scale" }, ...lines, svg, yours, theirs),
        h("div", { class: "tmb-groups", "aria-hidden": "true" }, ...bounds), caption),
      show() {
        strokes.setAttribute("d", index.scores.filter((one) => one >= 0).map((one) => `M${one} 0V1`).join(""));
        theirs.style.left = percent(index.scores[now.place]);
        caption.textContent = fill(texts.field, { count: index.assessed });
      },
      /** @param {number} units */
      move(units) {
        yours.style.left = percent(units);
      },
    };
  }

  /** @param {import("./shared/egdi.js").Outcome} found */
  function tellPassed({ score: units, overtaken, overtaking }) {
    const lines = [["overtakes", overtaken], ["overtaken", overtaking]]
      .filter(([, passing]) => passing.length)
      .map(([word, passing]) => passedBy(/** @type {string} */ (word), /** @type {number[]} */ (passing)));
    passed.replaceChildren(...(lines.length ? lines : [units === index.scores[now.place] ? h("p", {}, texts.same) : ""]));
  }

  /** Names of those passed, the nearest first; all of them on demand. @param {string} word @param {number[]} passing */
  function passedBy(word, passing) {
    const names = passing.map((place) => economies[place][1]);
    if (word === "overtakes") names.reverse();
    const line = h("p", {}, fill(texts[word], { count: passing.length, names: names.slice(0, TOLD).join(", ") }));
    if (names.length <= TOLD) return line;
    line.append(" …");
    const all = h("p", {});
    const details = h("details", { ontoggle: () => { all.textContent = names.join(", "); } },
      h("summary", {}, fill(texts["all-names"], { count: passing.length })), all);
    return h("div", {}, line, details);
  }

  function rows() {
    const found = index.whatIf(now.place, now.parts);
    const [before, ...values] = published();
    return [
      [`${economies[now.place][1]}, ${now.year}`, texts["column-published"], texts["column-yours"]],
      ...COMPONENTS.map((name, at) => [texts[name], values[at] / UNIT, now.parts[at] / UNIT]),
      [texts.score, before / UNIT, found.score / UNIT],
      [texts.group, group(before), group(found.score)],
      [texts.rank, index.ranks[now.place], found.rank],
    ];
  }

  return () => {
    flush();
    removeEventListener("pagehide", flush);
    shell.unfollow();
  };
}

export default { render };
