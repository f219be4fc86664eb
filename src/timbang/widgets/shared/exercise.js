/** An exercise: a frame with the learner's answers, their score, a fresh start and a file to take home. */

import { answers } from "./answers.js";
import { fill, number } from "./dom.js";
import { csv, download } from "./download.js";
import { frame } from "./frame.js";

/** @param {any} score @param {any} model */
function pointsAndTries(score, model) {
  const [texts, language] = [model.get("texts"), model.get("language")];
  const sum = fill(texts.score, { points: number(language, score.points), max: number(language, score.max) });
  return `${sum}. ${fill(texts.first, score)}.`;
}

/**
 * @param {{ model: any, el: HTMLElement }} view
 * @param {object} parts
 * @param {string} [parts.prompt]
 * @param {import("./answers.js").Marks} [parts.marks]  Left out for work that is not marked.
 * @param {(score: any, model: any) => string} [parts.summary]  The line that sums up; by default points and first tries.
 * @param {string} [parts.sure]  Said before a fresh start, which then takes a second press. Each can be undone.
 * @param {import("./frame.js").Action[]} [parts.actions]  Besides "start again" and "download".
 * @param {() => void} parts.refresh  Shows the answers as they are; called when they changed from elsewhere.
 * @param {() => any[][]} [parts.rows]  The learner's answers as a table, its header first, to take home.
 */
export function exercise(view, { prompt, marks, summary = pointsAndTries, sure, actions = [], refresh, rows }) {
  const { model } = view;
  const texts = model.get("texts");
  const language = model.get("language");
  const kept = answers(model, marks);

  const shell = frame(view, {
    prompt,
    actions: [
      ...actions,
      { text: texts.restart, run: restart },
      ...(rows ? [{ text: texts.download, run: takeHome }] : []),
    ],
  });
  /** @param {import("./work.js").Trouble} trouble */
  const tellTrouble = (trouble) => { if (trouble) shell.warn(texts[trouble]); };

  let warned = false;
  const restartButton = shell.buttons[actions.length];
  /** What a fresh start took, until something is answered anew. @type {Record<string, any> | null} */
  let taken = null;

  function restart() {
    if (taken) return bringBack(taken);
    if (sure && !warned) {
      warned = true;
      return shell.say(sure);
    }
    warned = false;
    const { trouble, taken: answers_ } = kept.restart();
    tellTrouble(trouble);
    refresh();
    showScore();
    offer(Object.keys(answers_).length ? answers_ : null);
    shell.say(taken ? `${texts.restarted} ${texts["can-come-back"]}` : texts.restarted);
  }

  /** @param {Record<string, any>} answers_ */
  function bringBack(answers_) {
    tellTrouble(kept.bringBack(answers_));
    refresh();
    showScore();
    offer(null);
    shell.say(texts["brought-back"]);
  }

  /** Let the button of a fresh start undo it, or be what it was. @param {Record<string, any> | null} answers_ */
  function offer(answers_) {
    taken = answers_;
    restartButton.textContent = texts[taken ? "bring-back" : "restart"];
  }

  /** Something is answered anew: what a fresh start took is gone. */
  function anew() {
    warned = false;
    if (taken) offer(null);
  }

  function takeHome() {
    const file = `${model.get("name")}.csv`;
    const done = download(file, "text/csv", csv(language, rows()));
    shell.say(done ? fill(texts.downloaded, { file }) : texts.refused);
  }

  function showScore() {
    const score = kept.score();
    shell.showScore(score?.tried ? summary(score, model) : "");
  }

  if (kept.trouble || kept.older) shell.warn(texts[kept.trouble ?? "older"]);
  else if (kept.restored) shell.say(texts.restored);

  const unfollow = kept.follow(() => { refresh(); showScore(); });
  showScore();

  return {
    ...shell,
    unfollow,
    of: kept.of,
    /** @param {string} part @param {any} draft */
    draft(part, draft) {
      anew();
      tellTrouble(kept.draft(part, draft));
    },
    /** @param {string} part @param {any} answer */
    keep(part, answer) {
      anew();
      tellTrouble(kept.keep(part, answer));
    },
    /** @param {string} part @param {any} answer */
    handIn(part, answer) {
      anew();
      tellTrouble(kept.handIn(part, answer));
      showScore();
    },
  };
}
