/**
 * The SPBE index as `timbang.models.spbe` counts it, held together by a test. Scores are whole hundredths.
 *
 * @typedef {{ name: string, kind: number, province: number, scores: (number | null)[], index: number, label: number }} Agency
 */

const HIGHEST = 500;
const POINT = 100;
const EXACT = 1e-7;

/** Agencies from one text of names and one of numbers. @param {string} names @param {string} rows @returns {Agency[]} */
export function unpacked(names, rows) {
  const all = rows.split("|");
  return names.split("|").map((name, place) => {
    const [kind, province, ...numbers] = all[place].split(" ").map((part) => (part === "-" ? null : Number(part)));
    const [index, label] = /** @type {number[]} */ (numbers.slice(4));
    return { name, kind: Number(kind), province: Number(province), scores: numbers.slice(0, 4), index, label };
  });
}

/** The place of the label of an index. @param {number[]} bounds  The highest first. @param {number} index */
export const labelOf = (bounds, index) => bounds.findIndex((bound) => index + EXACT >= bound);

/** How much the index gains from one more point in a domain. @param {number} weight @param {number | null} score */
export const effect = (weight, score) => weight * (Math.min(HIGHEST, (score ?? POINT) + POINT) - (score ?? POINT));

/** The index after one more point in some domains. @param {number[]} weights @param {Agency} agency @param {number[]} gaining */
export const raised = (weights, agency, gaining) =>
  Math.min(HIGHEST, agency.index + gaining.reduce((sum, at) => sum + effect(weights[at], agency.scores[at]), 0));

/** Where a score stands among those of peers. @param {number} score @param {number[]} others */
export function standing(score, others) {
  const ordered = [...others].sort((one, other) => one - other);
  const half = ordered.length >> 1;
  const median = ordered.length % 2 ? ordered[half] : (ordered[half - 1] + ordered[half]) / 2;
  return {
    peers: ordered.length,
    below: ordered.filter((one) => one < score).length,
    equal: ordered.filter((one) => one === score).length,
    median,
  };
}
