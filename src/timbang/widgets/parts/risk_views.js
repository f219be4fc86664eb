/** A register seen as a matrix, and what its risks may cost together. */

import { fill, h } from "../shared/dom.js";
import { barTable } from "../shared/fields.js";
import { percent } from "../shared/quantity.js";
import { BINS, QUANTILES, band } from "../shared/risk.js";

/** How many risks a drawing shows; the file to take home holds all. */
const SHOWN = 10;

/** @param {any} model @param {(index: number) => void} go  Called with the place of the risk that was chosen. */
export function matrix(model, go) {
  const texts = model.get("texts");
  const language = model.get("language");
  const [rows, columns] = [model.get("likelihood_bands"), model.get("impact_bands")];
  /** @param {number[]} bounds @param {number} at */
  const named = (bounds, at) => {
    const [from, to] = [bounds[at - 1], bounds[at]].map((bound) => percent(language, bound ?? 0));
    return fill(texts[at === 0 ? "band-first" : at === bounds.length ? "band-last" : "band"], { from, to });
  };
  const cells = [...rows, 1].map(() => [...columns, 1].map(() => h("td", {})));
  cells.forEach((line, row) => line.forEach((cell, column) => cell.style.setProperty("--heat", `${(row + column) / 8}`)));

  const element = h("div", { class: "tmb-matrix" },
    h("table", {}, h("caption", {}, texts.matrix),
      h("thead", {}, h("tr", {}, h("td", {}),
        ...[...columns, 1].map((_, at) => h("th", { scope: "col" }, named(columns, at))))),
      h("tbody", {}, ...cells.map((line, at) => h("tr", {}, h("th", { scope: "row" }, named(rows, at)), ...line)).reverse())),
    h("p", { class: "tmb-hint" }, texts["matrix-hint"]));

  return {
    element,
    /** @param {any[]} risks */
    show(risks) {
      for (const cell of cells.flat()) cell.replaceChildren();
      risks.forEach((risk, index) => {
        if (!risk.likelihood || !risk.impact) return;
        cells[band(rows, risk.likelihood[1])][band(columns, risk.impact[1])].append(
          h("button", { type: "button", class: "tmb-chip", title: risk.name,
            "aria-label": `${fill(texts["risk-number"], { number: index + 1 })}: ${risk.name}`,
            onclick: () => go(index) }, `${index + 1}`), " ");
      });
    },
  };
}

/** @param {any} model */
export function outcome(model) {
  const texts = model.get("texts");
  const language = model.get("language");
  const share = (/** @type {number} */ value) => percent(language, value);
  const told = h("p", { class: "tmb-summary" });
  const details = h("div", { class: "tmb-outcome" });
  const hint = h("p", { class: "tmb-hint" }, texts["together-hint"]);
  const element = h("div", { class: "tmb-together", "aria-busy": "false" },
    h("p", { class: "tmb-label" }, texts.together), told, details, hint);

  /** The largest first. @param {string} caption @param {string} head @param {any[]} risks @param {number[]} places @param {number[]} values @param {(value: number) => string} say */
  function ranked(caption, head, risks, places, values, say) {
    const order = values.map((value, at) => ({ value, index: places[at] })).sort((one, other) => other.value - one.value);
    const more = order.length - SHOWN;
    return h("div", {}, barTable(caption, [texts["column-risk"], head], order.slice(0, SHOWN).map(({ value, index }) => ({
      name: `${index + 1}. ${risks[index].name}`, values: [{ share: Math.max(0, value), words: say(value) }] }))),
    more > 0 && h("p", { class: "tmb-hint" }, fill(texts.more, { count: more })));
  }

  return {
    element,
    wait() {
      element.setAttribute("aria-busy", "true");
      if (!told.textContent) told.textContent = texts.counting;
    },
    clear() {
      element.setAttribute("aria-busy", "false");
      told.textContent = texts["no-risks"];
      details.replaceChildren();
      hint.hidden = true;
    },
    /** @param {any[]} risks @param {import("../shared/risk.js").Simulation} found @param {number[]} places  Of the risks that were counted. */
    show(risks, found, places) {
      const [low, , median, , high] = found.quantiles.map(share);
      element.setAttribute("aria-busy", "false");
      hint.hidden = false;
      told.textContent = fill(texts["together-told"], { mean: share(found.mean), median, low, high,
        draws: new Intl.NumberFormat(language).format(model.get("draws")) });
      const unfolded = details.querySelector("details")?.open ?? false;
      const decimal = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
      details.replaceChildren(
        histogram(texts, share, found),
        h("details", { class: "tmb-fold", open: unfolded }, h("summary", {}, texts.quantiles),
          h("table", { class: "tmb-bars", "aria-label": texts.quantiles }, h("tbody", {},
            ...QUANTILES.map((one, at) => h("tr", {},
              h("th", { scope: "row" }, fill(texts.quantile, { share: share(one) })), h("td", {}, share(found.quantiles[at])))),
            h("tr", {}, h("th", { scope: "row" }, texts.mean), h("td", {}, share(found.mean)))))),
        ranked(texts.largest, texts["column-chance"], risks, places, found.amongLargest, share),
        ranked(texts.tornado, texts["column-correlation"], risks, places, found.correlations, (value) => decimal.format(value)));
    },
  };
}

/** @param {any} texts @param {(value: number) => string} share @param {import("../shared/risk.js").Simulation} found */
function histogram(texts, share, { histogram: counts, totals }) {
  const most = Math.max(...counts);
  const at = counts.indexOf(most);
  const said = fill(texts["histogram-said"], { share: share(most / totals.length), from: share(at / BINS), to: share((at + 1) / BINS) });
  const bars = counts.map((count) => {
    const bar = h("span", {});
    bar.style.setProperty("--share", `${count / most}`);
    return bar;
  });
  return h("figure", { class: "tmb-histogram" },
    h("figcaption", {}, texts.histogram),
    h("div", { class: "tmb-columns", role: "img", "aria-label": said }, ...bars),
    h("div", { class: "tmb-ticks", "aria-hidden": "true" }, ...[0, 0.25, 0.5, 0.75, 1].map((one) => h("span", {}, share(one)))),
    h("p", { class: "tmb-hint" }, texts["histogram-axis"]));
}
