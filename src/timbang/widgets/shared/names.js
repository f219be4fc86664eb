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
/** A name found by no more than letters in their order. */
const SCATTERED = 0.45;

/** @param {string} text */
export const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();

/** Rows of the table of slips, used again for every pair of words: there are thousands with each key. */
const table = Array.from({ length: 3 }, () => new Uint8Array(256));

/**
 * Letters to change, add, leave out or swap to make one text of another: [of the whole, of its nearest beginning].
 * Counting ends where both are more than `most`; then both are told as `most + 1`.
 * @param {string} typed @param {string} word @param {number} most @returns {[number, number]}
 */
export function slips(typed, word, most) {
  const length = Math.min(word.length, typed.length + most);
  let [before, last, now] = table;
  for (let at = 0; at <= length; at += 1) last[at] = at;
  for (let row = 1; row <= typed.length; row += 1) {
    now[0] = row;
    let least = row;
    const letter = typed.charCodeAt(row - 1);
    for (let at = 1; at <= length; at += 1) {
      const other = word.charCodeAt(at - 1);
      let count = Math.min(last[at] + 1, now[at - 1] + 1, last[at - 1] + (letter === other ? 0 : 1));
      const swapped = row > 1 && at > 1 && letter === word.charCodeAt(at - 2) && typed.charCodeAt(row - 2) === other;
      if (swapped) count = Math.min(count, before[at - 2] + 1);
      now[at] = count;
      if (count < least) least = count;
    }
    if (least > most) return [most + 1, most + 1];
    [before, last, now] = [last, now, before];
  }
  let beginning = most + 1;
  for (let at = 0; at <= length; at += 1) beginning = Math.min(beginning, last[at]);
  const whole = length < word.length ? most + 1 : last[length];
  return [Math.min(whole, most + 1), beginning];
}

/** What a word of a name gives for a word typed, from 0 to 1. @param {string} typed @param {string} word */
export function likeness(typed, word) {
  if (word === typed) return 1;
  if (word.startsWith(typed)) return 0.8 + (0.15 * typed.length) / word.length;
  const forgiven = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0;
  if (forgiven && word.length >= typed.length - forgiven) {
    const [whole, beginning] = slips(typed, word, forgiven);
    if (whole <= forgiven) return 0.85 - SLIP * whole;
    if (beginning <= forgiven) return 0.75 - SLIP * beginning;
  }
  return typed.length >= 3 && word.includes(typed) ? 0.5 : 0;
}

/** Whether letters stand in a text in their order. @param {string} letters @param {string} text */
function inOrder(letters, text) {
  let at = -1;
  for (let place = 0; place < letters.length; place += 1) {
    at = text.indexOf(letters[place], at + 1);
    if (at < 0) return false;
  }
  return true;
}

/**
 * @param {string[]} names
 * @param {Record<string, string>} short  Short forms, each with what it stands for: several words, or none.
 * @param {string[]} kindWords  Words that tell no more than the kind.
 */
export function finder(names, short, kindWords) {
  const kinds = new Set(kindWords);
  const spelt = (/** @type {string} */ text) =>
    folded(text).slice(0, 100).split(" ").flatMap((word) => (short[word] ?? word).split(" ")).filter(Boolean);
  /** @type {Map<string, number>} */ const numbers = new Map();
  const number = (/** @type {string} */ word) => {
    if (!numbers.has(word)) numbers.set(word, numbers.size);
    return /** @type {number} */ (numbers.get(word));
  };
  const initials = (/** @type {string[]} */ all) => all.map(([letter]) => letter).join("");
  const entries = names.map((name) => {
    const words = spelt(name);
    const own = words.filter((word) => !kinds.has(word));
    const pairs = own.slice(1).map((word, at) => own[at] + word);
    return {
      words: [...words, ...pairs].map(number),
      length: words.join("").length,
      initials: [own, words].map((all) => initials(all.filter((word) => word !== "dan"))),
      letters: own.join(""),
      starts: initials(own),
      ministry: words.includes("kementerian"),
    };
  });
  const words = [...numbers.keys()];
  /** @type {Map<string, Float64Array>} */ const known = new Map();

  /** What each name gives for a word typed, by its words and its initials. @param {string} typed */
  function byWords(typed) {
    const scores = words.map((word) => likeness(typed, word));
    return Float64Array.from(entries, (entry) => {
      let most = typed.length > 2 && entry.initials.includes(typed) ? 0.95 : 0;
      for (const word of entry.words) if (scores[word] > most) most = scores[word];
      return most;
    });
  }

  /**
   * What each name gives for a word typed. Only a word that fits no name well is looked for as a portmanteau:
   * "kemenkeu" is the ministry's "keu", and "kominfo" letters of a name in their order.
   * @param {string} typed
   */
  function marks(typed) {
    const kept = known.get(typed);
    if (kept) return kept;
    const found = byWords(typed);
    if (typed.length > 2 && found.every((mark) => mark < 0.6)) {
      const tail = typed.replace(/^kemen(?=...)/, "");
      const ending = tail === typed ? found : byWords(tail);
      entries.forEach(({ ministry, letters, starts }, place) => {
        const own = ministry ? tail : typed;
        if (ministry) found[place] = Math.max(found[place], ending[place]);
        const begins = own.length >= 5 || starts.includes(own[0]);
        if (found[place] < SCATTERED && begins && inOrder(own, letters)) found[place] = SCATTERED;
      });
    }
    known.set(typed, found);
    return found;
  }

  return {
    /**
     * Places of the names that fit, the best first. @param {string} text @returns {number[]}
     */
    find(text) {
      const typed = spelt(text);
      if (!typed.length) return [];
      const all = typed.map(marks);
      const telling = typed.map((word) => !kinds.has(word));
      const length = typed.join("").length;
      /** @type {{ place: number, mark: number }[]} */ const found = [];
      entries.forEach((entry, place) => {
        let [sum, told] = [0, !telling.includes(true)];
        all.forEach((mark, at) => {
          sum += mark[place];
          if (telling[at] && mark[place]) told = true;
        });
        if (told && sum) found.push({ place, mark: sum / typed.length + 0.04 * Math.min(1, length / entry.length) });
      });
      found.sort((one, other) => other.mark - one.mark || one.place - other.place);
      return found.filter(({ mark }) => mark >= NEAR * found[0].mark).map(({ place }) => place);
    },
  };
}
