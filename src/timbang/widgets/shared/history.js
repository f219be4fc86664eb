/** Work that begins as an example, is kept whole at every change, and can be undone step by step. */

/**
 * @param {any} shell  The exercise. @param {string} part
 * @param {{ example: any, empty: any }} starts
 */
export function plan(shell, part, { example, empty }) {
  /** @type {any[]} */
  const before = [];
  /** @type {string | null} */
  let field = null;
  let last = shell.of(part).draft;

  /** @param {any} next */
  function keep(next) {
    last = next;
    shell.keep(part, next);
  }

  return {
    /** The work as it stands: the learner's, or the example. */
    now: () => shell.of(part).draft ?? example,
    untouched: () => shell.of(part).draft === undefined,

    /**
     * Keep a change. Changes that follow each other in one field are undone together.
     * @param {any} next @param {string | null} [within]  The field.
     */
    change(next, within = null) {
      if (within === null || within !== field) before.push(last);
      field = within;
      keep(next);
    },

    /** Begin with nothing. */
    clear() {
      before.push(last);
      field = null;
      keep(empty);
    },

    /** Go back to what was before the last change; false where there was none. */
    undo() {
      if (!before.length) return false;
      field = null;
      keep(before.pop());
      return true;
    },

    /** Take note of a change from elsewhere, a fresh start or Python, which can be undone too; say whether there was one. */
    notice() {
      const there = shell.of(part).draft;
      if (JSON.stringify(there) === JSON.stringify(last)) return false;
      before.push(last);
      field = null;
      last = there;
      return true;
    },
  };
}

/** An id with this letter that no item has. @param {string} letter @param {{ id: string }[]} items */
export function freshId(letter, items) {
  const used = items.map(({ id }) => Number(id.slice(letter.length))).filter(Number.isInteger);
  return `${letter}${Math.max(0, ...used) + 1}`;
}

/** How many items are still as in the example. @param {any[]} items @param {any[]} examples */
export const unchanged = (items, examples) => {
  const known = new Set(examples.map((one) => JSON.stringify(one)));
  return items.filter((one) => known.has(JSON.stringify(one))).length;
};
