/** Points for answers, as `timbang.models.scoring` gives them. */

/**
 * @param {boolean[]} right  For each option, whether it is right.
 * @param {number[]} chosen
 */
export function choicePoints(right, chosen) {
  const hits = chosen.filter((index) => right[index]).length;
  const misses = chosen.length - hits;
  return Math.max(0, hits - misses) / right.filter(Boolean).length;
}

/**
 * @param {boolean} truth @param {boolean[]} right
 * @param {boolean} verdict @param {number | null} reason
 */
export function verdictPoints(truth, right, verdict, reason) {
  if (verdict !== truth) return 0;
  return reason !== null && right[reason] ? 1 : 0.5;
}

/**
 * Pairs that stand the wrong way round: [earlier in the order, earlier in truth], the most telling first:
 * neighbours before others, then those that lie furthest apart in truth.
 * @param {string[]} order @param {string[]} trueOrder
 * @returns {[string, string][]}
 */
export function wrongPairs(order, trueOrder) {
  const place = new Map(trueOrder.map((item, index) => [item, index]));
  /** @type {{ pair: [string, string], neighbours: boolean, apart: number }[]} */
  const wrong = [];
  order.forEach((first, index) => {
    order.slice(index + 1).forEach((second, gap) => {
      const apart = place.get(first) - place.get(second);
      if (apart > 0) wrong.push({ pair: [first, second], neighbours: gap === 0, apart });
    });
  });
  wrong.sort((one, other) => Number(other.neighbours) - Number(one.neighbours) || other.apart - one.apart);
  return wrong.map(({ pair }) => pair);
}

/** @param {string[]} order @param {string[]} trueOrder */
export const pairsInOrder = (order, trueOrder) =>
  (order.length * (order.length - 1)) / 2 - wrongPairs(order, trueOrder).length;
