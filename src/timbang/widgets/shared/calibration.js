/** How well someone weighs claims, as `timbang.models.claims` reckons it. */

/** @param {number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Mean squared distance between probabilities and outcomes: 0 is best, 1 worst.
 * @param {number[]} probabilities  From 0 to 1.
 * @param {number[]} outcomes  0 or 1, as many; at least one.
 */
export const brierScore = (probabilities, outcomes) =>
  mean(probabilities.map((said, index) => (said - outcomes[index]) ** 2));

/**
 * The points of a calibration curve, by rising probability; bins hold their upper bound, empty ones are left out.
 * @param {number[]} probabilities @param {number[]} outcomes
 * @returns {{ said: number, share: number, count: number }[]}
 */
export function calibration(probabilities, outcomes, bins = 5) {
  /** @type {number[][]} */
  const held = Array.from({ length: bins }, () => []);
  probabilities.forEach((said, index) => held[Math.max(0, Math.ceil(said * bins) - 1)].push(index));
  return held.filter((one) => one.length).map((one) => ({
    said: mean(one.map((index) => probabilities[index])),
    share: mean(one.map((index) => outcomes[index])),
    count: one.length,
  }));
}

/** Mean probability less share of hits. @param {number[]} probabilities @param {number[]} outcomes */
export const overconfidence = (probabilities, outcomes) => mean(probabilities) - mean(outcomes);
