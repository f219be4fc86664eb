/**
 * The design-reality gap, as `timbang.models.gap` counts it, held together by a test.
 *
 * @typedef {Record<string, number | null>} Ratings
 * @typedef {{ id: string, dimension: string, way: "design" | "reality", text: string, after: number | null }} Action
 */

export const MOST = 10;
/** The overall gap and the gap of one dimension above which, about, there may be cause for concern. */
export const [OVERALL, SINGLE] = [20, 5];

/**
 * Rated dimensions and their ratings, the largest gap first, equal ones in their order.
 * @param {string[]} dimensions @param {Ratings} ratings @returns {[string, number][]}
 */
export const profile = (dimensions, ratings) =>
  dimensions.filter((one) => ratings[one] != null)
    .map((one) => /** @type {[string, number]} */ ([one, ratings[one]]))
    .sort(([, one], [, other]) => other - one);

/** The sum of the ratings given. @param {Ratings} ratings */
export const total = (ratings) => Object.values(ratings).reduce((sum, value) => sum + (value ?? 0), 0);

/** Dimensions without a rating. @param {string[]} dimensions @param {Ratings} ratings */
export const missing = (dimensions, ratings) => dimensions.filter((one) => ratings[one] == null);

/** Dimensions rated above 5, the largest first. @param {string[]} dimensions @param {Ratings} ratings */
export const largeGaps = (dimensions, ratings) =>
  profile(dimensions, ratings).filter(([, value]) => value > SINGLE).map(([one]) => one);

/**
 * Whether the sum lies above 20; null while it does not and dimensions lack a rating.
 * @param {string[]} dimensions @param {Ratings} ratings
 */
export function overallConcern(dimensions, ratings) {
  if (total(ratings) > OVERALL) return true;
  return missing(dimensions, ratings).length ? null : false;
}

/** What each action does in its turn; one that leaves its gap open does nothing. @param {Ratings} ratings @param {Action[]} actions */
export function closing(ratings, actions) {
  const now = { ...ratings };
  return actions.filter(({ dimension, after }) => now[dimension] != null && after != null).map((action) => {
    const before = now[action.dimension];
    now[action.dimension] = Math.min(before, action.after);
    return { action, before, after: now[action.dimension] };
  });
}

/** The ratings that the actions leave. @param {Ratings} ratings @param {Action[]} actions @returns {Ratings} */
export const closed = (ratings, actions) =>
  closing(ratings, actions).reduce((left, { action, after }) => ({ ...left, [action.dimension]: after }), { ...ratings });

/** By how much the actions of each way lower the sum. @param {Ratings} ratings @param {Action[]} actions */
export function closedByWay(ratings, actions) {
  const lowered = { design: 0, reality: 0 };
  for (const { action, before, after } of closing(ratings, actions)) lowered[action.way] += before - after;
  return lowered;
}
