/** Standing by chapter and gain, as `timbang.models.assessment` gives them. */

/**
 * @param {string[]} chapters  For each question, its chapter.
 * @param {(number | null)[]} points  For each question, or null where it does not count.
 * @returns {{ chapter: string, points: number, most: number }[]}
 */
export function standings(chapters, points) {
  return [...new Set(chapters)].flatMap((chapter) => {
    const mine = points.filter((one, index) => one !== null && chapters[index] === chapter);
    return mine.length ? [{ chapter, points: sum(mine), most: mine.length }] : [];
  });
}

/** Chapters in which at most half was reached, the weakest first. @param {{ chapter: string, points: number, most: number }[]} reached */
export const readFirst = (reached) => reached
  .filter(({ points, most }) => points * 2 <= most)
  .sort((one, other) => one.points / one.most - other.points / other.most)
  .map(({ chapter }) => chapter);

/**
 * Before and after over the questions answered in both.
 * @param {string[]} chapters @param {(number | null)[]} before @param {(number | null)[]} after
 * @returns {{ chapter: string, before: number, after: number, most: number }[]}
 */
export function gains(chapters, before, after) {
  const counts = (/** @type {number} */ index) => before[index] !== null && after[index] !== null;
  const earlier = standings(chapters, before.map((one, index) => (counts(index) ? one : null)));
  const later = standings(chapters, after.map((one, index) => (counts(index) ? one : null)));
  return earlier.map(({ chapter, points, most }, index) => ({ chapter, before: points, after: later[index].points, most }));
}

/** @param {(number | null)[]} values */
export const sum = (values) => values.reduce((/** @type {number} */ total, one) => total + (one ?? 0), 0);
