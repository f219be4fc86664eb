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
 * @param {string} [parts.sure]  Said before a fresh start, which then takes a second press.
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

  function restart() {
    if (sure && !warned) {
      warned = true;
      return shell.say(sure);
    }
    warned = false;
    tellTrouble(kept.restart());
    refresh();
    showScore();
    shell.say(texts.restarted);
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
      warned = false;
      tellTrouble(kept.draft(part, draft));
    },
    /** @param {string} part @param {any} answer */
    keep: (part, answer) => tellTrouble(kept.keep(part, answer)),
    /** @param {string} part @param {any} answer */
    handIn(part, answer) {
      tellTrouble(kept.handIn(part, answer));
      showScore();
    },
  };
}
