/** The frame around a widget: what it is, its body, its actions, and a line that is read out. */

import { h, uid } from "./dom.js";

/**
 * @typedef {{ text: string, run: () => void, main?: boolean }} Action
 * @param {{ model: any, el: HTMLElement }} view
 * @param {{ prompt?: string, actions?: Action[] }} [parts]
 */
export function frame({ model, el }, { prompt, actions = [] } = {}) {
  const title = uid("title");
  const notice = h("p", { class: "tmb-notice", role: "status", hidden: true });
  const body = h("div", { class: "tmb-body" });
  const after = h("div", { class: "tmb-after" });
  const score = h("p", { class: "tmb-score", hidden: true });
  const status = h("p", { class: "tmb-status", role: "status" });
  const buttons = actions.map(({ text, run, main }) =>
    h("button", { type: "button", class: main ? "tmb-button tmb-main" : "tmb-button", onclick: run }, text));

  el.replaceChildren(h("div", {
    class: `tmb tmb-${model.get("kind")}`,
    role: "group",
    "aria-labelledby": title,
    // JupyterLab takes arrows, Enter and letters for its commands, unless the element in focus says no.
    onfocusin: (/** @type {any} */ { target }) => target.setAttribute("data-lm-suppress-shortcuts", "true"),
    // It keeps Enter from a field all the same, new line and `change` with it, unless it never hears of the key.
    onkeydown: (/** @type {any} */ event) => {
      if (event.key === "Enter" && event.target.matches("input, textarea")) event.stopPropagation();
    },
  },
    h("p", { class: "tmb-kicker" }, model.get("texts").kicker),
    h("p", { class: "tmb-title", id: title }, model.get("title")),
    prompt ? h("p", { class: "tmb-prompt" }, prompt) : null,
    notice,
    body,
    buttons.length > 0 && h("div", { class: "tmb-actions" }, ...buttons),
    buttons.length > 0 && h("div", { class: "tmb-foot" }, score, status),
    after));

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  /** @param {string} text */
  function say(text) {
    clearTimeout(waiting);
    status.textContent = "";
    requestAnimationFrame(() => { status.textContent = text; });
  }

  return {
    body,
    /** The buttons of the actions, in their order. */
    buttons,
    /** What stands below the actions, so that they stay in their place while it grows. */
    after,
    /** Show a text, and have it read out. Said twice it is read twice. */
    say,
    /** Say what a move led to once moves rest, unless something else is said before. @param {number} pause  Milliseconds. @param {() => string} text  Nothing is said of "". */
    sayAtRest(pause, text) {
      clearTimeout(waiting);
      waiting = setTimeout(() => { const told = text(); if (told) say(told); }, pause);
    },
    /** Tell of a trouble that does not stop the work. @param {string | null} text */
    warn(text) {
      notice.hidden = !text;
      notice.textContent = text ?? "";
    },
    /** @param {string} text */
    showScore(text) {
      score.hidden = !text;
      score.textContent = text;
    },
  };
}
