/**
 * One edition of the UN index, counted as `timbang.models.egdi` counts it, held together by a test.
 * Scores are whole numbers of hundred-thousandths; economies are told by their place in the table.
 *
 * @typedef {{ year: number, weights: number[], decimals: number, rows: (number[] | 0)[],
 *   apart: Record<number, number> }} Edition
 * @typedef {{ score: number, rank: number, overtaken: number[], overtaking: number[] }} Outcome
 */

export const UNIT = 100_000;
const HALF_UP = 1e-6;

/** An edition as the model holds it, its rows in one text. @param {any} packed @returns {Edition} */
export const unpacked = (packed) => ({
  ...packed,
  rows: packed.rows.split("|").map((/** @type {string} */ row) => (row ? row.split(" ").map(Number) : 0)),
});

/** @param {Edition} edition */
export function counted({ weights, decimals, rows, apart }) {
  const step = 10 ** (5 - decimals);
  const scores = rows.map((row) => (row ? row[0] : -1));
  const assessed = scores.filter((score) => score >= 0).length;
  const falling = scores.filter((score) => score >= 0).sort((one, other) => other - one);
  const first = new Map();
  falling.forEach((score, place) => { if (!first.has(score)) first.set(score, place + 1); });
  const ranks = scores.map((score, place) => apart[place] ?? first.get(score));
  const byRank = (/** @type {number} */ one, /** @type {number} */ other) => ranks[one] - ranks[other] || one - other;

  /** @param {number} place @param {number[]} parts  Components in the order of the weights. */
  function scoreOf(place, parts) {
    const [published, ...before] = /** @type {number[]} */ (rows[place]);
    const shift = weights.reduce((sum, weight, at) => sum + weight * (parts[at] - before[at]), 0);
    return Math.min(UNIT, Math.floor((published + shift) / step + 0.5 + HALF_UP) * step);
  }

  return {
    assessed,
    scores,
    ranks,

    /** The economy at a place with other components, all others as published. @returns {Outcome} */
    whatIf(/** @type {number} */ place, /** @type {number[]} */ parts) {
      const score = scoreOf(place, parts);
      if (score === scores[place]) return { score, rank: ranks[place], overtaken: [], overtaking: [] };
      /** @type {number[]} */ const overtaken = [];
      /** @type {number[]} */ const overtaking = [];
      let rank = 1;
      scores.forEach((other, at) => {
        if (other < 0 || at === place) return;
        const [before, after] = [ranks[at] < ranks[place], other > score];
        if (after) rank += 1;
        if (before && !after) overtaken.push(at);
        if (after && !before) overtaking.push(at);
      });
      return { score, rank, overtaken: overtaken.sort(byRank), overtaking: overtaking.sort(byRank) };
    },
  };
}
