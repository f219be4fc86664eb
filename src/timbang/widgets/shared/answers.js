/**
 * A learner's answers to one exercise: drafts stay in the browser, what is handed in goes to the model too.
 *
 * @typedef {{ draft?: any, answer?: any, tries: number, first?: boolean }} Attempt
 */

import { get, put } from "./work.js";

/**
 * How answers are marked: points for one, and how many a faultless one earns.
 * @typedef {{ points: (part: string, answer: any) => number, most: number }} Marks
 *
 * @param {any} model
 * @param {Marks} [marks]  Left out for work that is kept and not marked, such as a plan.
 */
export function answers(model, marks) {
  const exercise = model.get("name");
  const fingerprints = model.get("fingerprints");
  const parts = Object.keys(fingerprints);
  const { entry, trouble } = get(exercise);
  const gone = Object.entries(entry?.parts ?? {}).filter(([part]) => !(part in fingerprints));
  const older = { ...entry?.older, ...Object.fromEntries(gone) };
  let restored = false;

  /** @type {Record<string, Attempt>} */
  const attempts = {};
  for (const part of parts) {
    const kept = entry?.parts[part];
    attempts[part] = { tries: 0, ...fromModel(part) };
    if (!kept) continue;
    if (kept.made !== fingerprints[part]) older[part] = kept;
    else if (attempts[part].answer === undefined) {
      const { made: _, ...attempt } = kept;
      attempts[part] = { tries: 0, ...attempt };
      restored = true;
    }
  }
  if (restored) tell();

  /** @param {string} part @returns {Partial<Attempt>} */
  function fromModel(part) {
    const answer = model.get("answer")[part];
    return answer === undefined ? {} : { answer, draft: answer, ...model.get("attempts")[part] };
  }

  function tell() {
    const handedIn = parts.filter((part) => attempts[part].answer !== undefined);
    model.set("answer", Object.fromEntries(handedIn.map((part) => [part, attempts[part].answer])));
    const tried = parts.filter((part) => attempts[part].tries);
    model.set("attempts", Object.fromEntries(
      tried.map((part) => [part, { tries: attempts[part].tries, first: attempts[part].first }])));
    model.save_changes();
  }

  /** @returns {{ points: number, max: number, tried: number, first: number } | null} */
  function score() {
    if (!marks) return null;
    const tried = parts.filter((part) => attempts[part].tries);
    let points = 0;
    for (const part of parts) {
      if (attempts[part].answer !== undefined) points += marks.points(part, attempts[part].answer);
    }
    return {
      points,
      max: marks.most * parts.length,
      tried: tried.length,
      first: tried.filter((part) => attempts[part].first).length,
    };
  }

  function save() {
    const { points, max } = score() ?? {};
    const touched = parts.filter((part) => attempts[part].tries || attempts[part].draft !== undefined);
    return put(exercise, {
      kind: model.get("kind"),
      title: model.get("title"),
      points,
      max,
      parts: Object.fromEntries(touched.map((part) => [part, { made: fingerprints[part], ...attempts[part] }])),
      ...(Object.keys(older).length ? { older } : {}),
    });
  }

  return {
    restored,
    trouble,
    older: parts.some((part) => older[part] && attempts[part].draft === undefined),
    score,
    /** @param {string} part */
    of: (part) => attempts[part],

    /** Keep what is not handed in yet. @param {string} part @param {any} draft */
    draft(part, draft) {
      attempts[part].draft = draft;
      return save();
    },

    /** Keep work that is never marked; Python has it at once. @param {string} part @param {any} answer */
    keep(part, answer) {
      attempts[part] = { ...attempts[part], draft: answer, answer };
      tell();
      return save();
    },

    /** Hand in an answer to be marked; the first counts for good. @param {string} part @param {any} answer */
    handIn(part, answer) {
      const attempt = attempts[part];
      const first = attempt.first ?? marks.points(part, answer) === marks.most;
      attempts[part] = { draft: answer, answer, tries: attempt.tries + 1, first };
      tell();
      return save();
    },

    /** Take the answers back; how often was tried stays. What was taken can be given to `bringBack`. */
    restart() {
      const taken = Object.fromEntries(parts.map((part) => [part, attempts[part]])
        .filter(([, { draft, answer }]) => draft !== undefined || answer !== undefined));
      for (const part of Object.keys(taken)) {
        const { draft: _, answer: __, ...tried } = attempts[part];
        attempts[part] = tried;
      }
      tell();
      return { trouble: save(), taken };
    },

    /** Undo a fresh start. @param {Record<string, Attempt>} taken */
    bringBack(taken) {
      Object.assign(attempts, taken);
      tell();
      return save();
    },

    /** Call back when Python, or another view of the exercise, has set an answer. @param {() => void} changed */
    follow(changed) {
      const follower = () => {
        let differs = false;
        for (const part of parts) {
          const answer = model.get("answer")[part];
          if (JSON.stringify(answer) === JSON.stringify(attempts[part].answer)) continue;
          attempts[part] = { tries: attempts[part].tries, first: attempts[part].first, ...fromModel(part) };
          differs = true;
        }
        if (differs) changed();
      };
      model.on("change:answer", follower);
      return () => model.off("change:answer", follower);
    },
  };
}
