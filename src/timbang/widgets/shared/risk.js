/**
 * What the risks of a register may cost together, drawn as `timbang.models.risk` draws it: the same uniforms, in
 * the same order, by the same formulas. A test compares the whole.
 *
 * @typedef {{ likelihood: number[], impact: number[] }} Risk  Each: low, most likely, high, from 0 to 1.
 * @typedef {{ totals: Float64Array, mean: number, quantiles: number[], histogram: number[],
 *   amongLargest: number[], correlations: number[] }} Simulation
 */

import { mersenne } from "./vendor/pure-rand-mersenne.js";

export const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95];
export const BINS = 20;
const LARGEST = 3;
/** How many losses are drawn or ranked before the page gets a turn, if it wants one. */
const SLICE = 3000;

/** Doubles of 53 bits, as `numpy.random.RandomState(seed).random_sample()` gives them. @param {number} seed */
export function uniforms(seed) {
  const twister = mersenne(seed);
  return () => {
    const high = twister.next() >>> 5;
    return (high * 67108864 + (twister.next() >>> 6)) / 9007199254740992;
  };
}

/** @param {number} uniform @param {number[]} range */
export function inverseTriangular(uniform, [low, mode, high]) {
  if (high === low) return low;
  return uniform < (mode - low) / (high - low)
    ? low + Math.sqrt(uniform * (high - low) * (mode - low))
    : high - Math.sqrt((1 - uniform) * (high - low) * (high - mode));
}

/** Which band a value falls into; on a bound, the lower one. @param {number[]} bounds @param {number} value */
export const band = (bounds, value) => bounds.filter((bound) => value > bound).length;

/**
 * The simulation, in slices: it yields often, and returns the outcome.
 * @param {Risk[]} risks  At least one. @param {number} draws @param {number} seed
 * @returns {Generator<void, Simulation>}
 */
export function* simulate(risks, draws, seed) {
  const next = uniforms(seed);
  const losses = risks.map(() => new Float64Array(draws));
  const totals = new Float64Array(draws);
  const among = risks.map(() => 0);
  let done = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    let kept = 1;
    for (let place = 0; place < risks.length; place += 1) {
      const [occurs, likely, costs] = [next(), next(), next()];
      if (occurs < inverseTriangular(likely, risks[place].likelihood)) {
        losses[place][draw] = inverseTriangular(costs, risks[place].impact);
      }
      kept *= 1 - losses[place][draw];
    }
    totals[draw] = 1 - kept;
    for (const place of largest(losses, draw)) among[place] += 1;
    done += risks.length;
    if (done >= SLICE) {
      done = 0;
      yield;
    }
  }
  const rising = Float64Array.from(totals).sort();
  yield;
  const ofTotal = centred(totals);
  const correlations = [];
  for (const loss of losses) {
    yield;
    correlations.push(correlation(centred(loss), ofTotal));
  }
  return {
    totals,
    mean: totals.reduce((sum, one) => sum + one, 0) / draws,
    quantiles: QUANTILES.map((share) => quantile(rising, share)),
    histogram: histogram(totals),
    amongLargest: among.map((count) => count / draws),
    correlations,
  };
}

/** Places of the largest losses of a draw; of equal ones the first, and none that costs nothing. */
function largest(/** @type {Float64Array[]} */ losses, /** @type {number} */ draw) {
  /** @type {number[]} */
  const found = [];
  for (let place = 0; place < losses.length; place += 1) {
    const loss = losses[place][draw];
    if (!(loss > 0)) continue;
    const before = found.findIndex((other) => losses[other][draw] < loss);
    if (before >= 0) found.splice(before, 0, place);
    else found.push(place);
    if (found.length > LARGEST) found.pop();
  }
  return found;
}

function histogram(/** @type {Float64Array} */ totals) {
  const counts = Array(BINS).fill(0);
  for (const total of totals) counts[Math.min(BINS - 1, Math.floor(total * BINS))] += 1;
  return counts;
}

/** The quantile of rising values, between two of them in proportion. */
function quantile(/** @type {Float64Array} */ rising, /** @type {number} */ share) {
  const at = share * (rising.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, rising.length - 1);
  return rising[below] + (rising[above] - rising[below]) * (at - below);
}

/** Ranks less their mean; equal values share the mean of theirs. */
function centred(/** @type {Float64Array} */ values) {
  const rising = Float64Array.from(values).sort();
  /** @type {Map<number, number>} */
  const ranks = new Map();
  for (let start = 0; start < rising.length;) {
    let end = start + 1;
    while (end < rising.length && rising[end] === rising[start]) end += 1;
    ranks.set(rising[start], (start + end + 1) / 2);
    start = end;
  }
  const mean = (values.length + 1) / 2;
  return Float64Array.from(values, (value) => ranks.get(value) - mean);
}

function correlation(/** @type {Float64Array} */ one, /** @type {Float64Array} */ other) {
  let [joint, ones, others] = [0, 0, 0];
  for (let index = 0; index < one.length; index += 1) {
    joint += one[index] * other[index];
    ones += one[index] * one[index];
    others += other[index] * other[index];
  }
  const scale = Math.sqrt(ones) * Math.sqrt(others);
  return scale > 0 ? joint / scale : 0;
}
