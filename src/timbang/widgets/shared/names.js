/**
 * Names found as they are typed: without accents, with short forms spelt out, with small slips forgiven.
 *
 * A name's score is the mean of what its words give for each word typed: 1 for the word itself, less for its
 * beginning, a slip of one or two letters, a part of it, the initials of the name, or letters of it in order
 * (so "kemendagri" finds Kementerian Dalam Negeri). Words that only tell the kind do not find a name alone.
 */

const SLIP = 0.2;
/** Names that score less than this share of the best are left out. */
const NEAR = 0.7;

/** @param {string} text */
export const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();

/**
 * Letters to change, add, leave out or swap to make one text of another: [of the whole, of its nearest beginning].
 * @param {string} typed @param {string} word @returns {[number, number]}
 */
export function slips(typed, word) {
  let [before, last] = [/** @type {number[]} */ ([]), Array.from({ length: word.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= typed.length; row += 1) {
    const now = [row];
    for (let at = 1; at <= word.length; at += 1) {
      const same = typed[row - 1] === word[at - 1];
      now[at] = Math.min(last[at] + 1, now[at - 1] + 1, last[at - 1] + (same ? 0 : 1));
      const swapped = row > 1 && at > 1 && typed[row - 1] === word[at - 2] && typed[row - 2] === word[at - 1];
      if (swapped) now[at] = Math.min(now[at], before[at - 2] + 1);
    }
    [before, last] = [last, now];
  }
  return [last[word.length], Math.min(...last)];
}

/** What a word of a name gives for a word typed, from 0 to 1. @param {string} typed @param {string} word */
export function likeness(typed, word) {
  if (word === typed) return 1;
  if (word.startsWith(typed)) return 0.8 + (0.15 * typed.length) / word.length;
  const forgiven = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0;
  if (forgiven && word.length >= typed.length - forgiven) {
    const [whole, beginning] = slips(typed, word);
    if (whole <= forgiven) return 0.85 - SLIP * whole;
    if (beginning <= forgiven) return 0.75 - SLIP * beginning;
  }
  return typed.length >= 3 && word.includes(typed) ? 0.5 : 0;
}

/** Whether letters stand in a text in their order. @param {string} letters @param {string} text */
function inOrder(letters, text) {
  let at = 0;
  for (const letter of text) if (letter === letters[at]) at += 1;
  return at === letters.length;
}

/**
 * @param {string[]} names
 * @param {Record<string, string>} short  Short forms, each with what it stands for: several words, or none.
 * @param {string[]} kindWords  Words that tell no more than the kind.
 */
export function finder(names, short, kindWords) {
  const kinds = new Set(kindWords);
  const spelt = (/** @type {string} */ text) =>
    folded(text).split(" ").flatMap((word) => (short[word] ?? word).split(" ")).filter(Boolean);
  /** @type {Map<string, number>} */ const numbers = new Map();
  const number = (/** @type {string} */ word) => {
    if (!numbers.has(word)) numbers.set(word, numbers.size);
    return /** @type {number} */ (numbers.get(word));
  };
  const entries = names.map((name) => {
    const words = spelt(name);
    const own = words.filter((word) => !kinds.has(word));
    const plain = own.filter((word) => word !== "dan");
    const pairs = own.slice(1).map((word, at) => own[at] + word);
    const initials = (/** @type {string[]} */ all) => all.map(([letter]) => letter).join("");
    return {
      words: [...words, ...pairs].map(number),
      length: words.join("").length,
      initials: [initials(plain), initials(words.filter((word) => word !== "dan"))],
      letters: own.join(""),
      ministry: words.includes("kementerian"),
      starts: new Set(own.map(([letter]) => letter)),
    };
  });
  const words = [...numbers.keys()];
  /** @type {Map<string, number[]>} */ const known = new Map();

  /** What each word of all names gives for a word typed. @param {string} typed */
  function scores(typed) {
    if (!known.has(typed)) known.set(typed, words.map((word) => likeness(typed, word)));
    return /** @type {number[]} */ (known.get(typed));
  }

  /** @param {any} entry @param {string} typed */
  function byWords(entry, typed) {
    const table = scores(typed);
    let most = 0;
    for (const word of entry.words) most = Math.max(most, table[word]);
    return most;
  }

  /** @param {any} entry @param {string} typed */
  function best(entry, typed) {
    const most = byWords(entry, typed);
    if (most >= 0.5 || typed.length < 3) return most;
    // "kemenkeu" is the ministry's "keu": what follows the short form of the kind is looked for by itself.
    const tail = entry.ministry ? typed.replace(/^kemen(?=...)/, "") : typed;
    if (entry.initials.includes(tail) || entry.initials.includes(typed)) return 0.95;
    const ending = tail === typed ? 0 : byWords(entry, tail);
    if (ending) return ending;
    const begins = tail.length >= 5 || entry.starts.has(tail[0]);
    return begins && inOrder(tail, entry.letters) ? 0.45 : most;
  }

  return {
    /**
     * Places of the names that fit, the best first. @param {string} text @returns {number[]}
     */
    find(text) {
      const typed = spelt(text);
      if (!typed.length) return [];
      const telling = typed.filter((word) => !kinds.has(word));
      const found = entries.flatMap((entry, place) => {
        const marks = typed.map((word) => best(entry, word));
        if (telling.length && !typed.some((word, at) => marks[at] && !kinds.has(word))) return [];
        const mean = marks.reduce((sum, mark) => sum + mark, 0) / marks.length;
        return mean ? [{ place, mark: mean + 0.04 * Math.min(1, typed.join("").length / entry.length) }] : [];
      });
      found.sort((one, other) => other.mark - one.mark || one.place - other.place);
      return found.filter(({ mark }) => mark >= NEAR * found[0].mark).map(({ place }) => place);
    },
  };
}
