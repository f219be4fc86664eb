/** The form of one action: what it is, who answers for it, what it costs, when it runs, what it waits for. */

import { fill, h, uid } from "./shared/dom.js";

/** @typedef {import("./shared/schedule.js").Action} Action */

const TEXTS = ["name", "owner", "legal", "money", "measure"];

/**
 * The amount that was typed, in whole rupiah: null for none, undefined if it cannot be read.
 * @param {string} typed
 */
export function amount(typed) {
  const bare = typed.replace(/^\s*rp\.?/i, "").replace(/[\s.,_]/g, "");
  if (bare === "") return null;
  return /^[0-9]{1,15}$/.test(bare) ? Number(bare) : undefined;
}

/**
 * @param {object} parts
 * @param {any} parts.texts
 * @param {string} parts.language
 * @param {number} parts.most  Characters of a text.
 * @param {string[]} parts.threads
 * @param {string[]} parts.dimensions
 * @param {(id: string, change: Partial<Action>, tag?: string) => void} parts.edit
 * @param {import("./roadmap_chart.js").Commands & { shift: (id: string, by: number) => void, close: () => void }} parts.commands
 */
export function form({ texts, language, most, threads, dimensions, edit, commands }) {
  /** @type {Action} */
  let action;
  const label = (/** @type {string} */ name) => texts[`label-${name}`];
  const typed = new Map(TEXTS.map((name) => [name, written(name)]));
  const money = h("input", { type: "text", inputmode: "numeric", id: uid("budget"), class: "tmb-input", autocomplete: "off",
    oninput: budgeted, onblur: () => { if (amount(money.value) !== undefined) money.value = rupiah(action.budget); } });
  const told = h("p", { class: "tmb-told", role: "status", id: uid("told") });
  money.setAttribute("aria-describedby", told.id);
  const thread = choice("thread", threads.map((one) => [one, label(one)]), (value) => edit(action.id, { thread: value }));
  const dimension = choice("dimension", [["", texts.none], ...dimensions.map((one) => /** @type {[string, string]} */ ([one, label(one)]))],
    (value) => edit(action.id, { dimension: value || null }));
  const needs = picker(texts, label("needs"), (ids) => edit(action.id, { needs: ids }));
  const reduces = picker(texts, label("reduces"), (ids) => edit(action.id, { reduces: ids }));
  const dates = h("p", { class: "tmb-dates" });
  const legend = h("p", { class: "tmb-form-title", id: uid("form") });
  const act = (/** @type {string} */ word, /** @type {() => void} */ run) =>
    h("button", { type: "button", class: "tmb-button tmb-small", onclick: run }, texts[word]);

  const element = h("div", { class: "tmb-form", role: "group", "aria-labelledby": legend.id, hidden: true },
    legend,
    h("div", { class: "tmb-when" }, dates,
      h("div", { class: "tmb-steps-row" },
        act("earlier", () => commands.move(action.id, -1)), act("later", () => commands.move(action.id, 1)),
        act("shorter", () => commands.stretch(action.id, -1)), act("longer", () => commands.stretch(action.id, 1)))),
    h("div", { class: "tmb-fields" },
      field(label("name"), typed.get("name")), field(label("thread"), thread), field(label("owner"), typed.get("owner")),
      field(label("legal"), typed.get("legal")),
      h("div", { class: "tmb-field-box" }, h("label", { for: money.id }, label("budget")), money, told),
      field(label("money"), typed.get("money")), field(label("measure"), typed.get("measure")), field(label("dimension"), dimension),
      needs.element, reduces.element),
    h("div", { class: "tmb-check" },
      act("up", () => commands.shift(action.id, -1)), act("down", () => commands.shift(action.id, 1)),
      act("delete", () => commands.remove(action.id)), act("close", () => commands.close())));

  /** @param {string} name */
  function written(name) {
    const area = name === "measure" || name === "legal";
    return h(area ? "textarea" : "input", { id: uid(name), class: "tmb-input", maxlength: most, autocomplete: "off",
      ...(area ? { rows: 2 } : { type: "text" }),
      oninput: (/** @type {any} */ event) => edit(action.id, { [name]: event.target.value }, `${action.id}-${name}`) });
  }

  /** @param {string} name @param {[string, string][]} options @param {(value: string) => void} onchange */
  function choice(name, options, onchange) {
    return h("select", { id: uid(name), class: "tmb-input", onchange: (/** @type {any} */ event) => onchange(event.target.value) },
      ...options.map(([value, word]) => h("option", { value }, word)));
  }

  /** @param {string} word @param {any} input */
  function field(word, input) {
    return h("div", { class: "tmb-field-box" }, h("label", { for: input.id }, word), input);
  }

  /** @param {number | null} budget */
  function rupiah(budget) {
    return budget === null ? "" : new Intl.NumberFormat(language).format(budget);
  }

  function budgeted() {
    const value = amount(money.value);
    told.textContent = value === undefined ? fill(texts["bad-budget"], { kept: rupiah(action.budget) || texts.none }) : "";
    money.toggleAttribute("aria-invalid", value === undefined);
    if (value !== undefined) edit(action.id, { budget: value }, `${action.id}-budget`);
  }

  return {
    element,
    focus: () => typed.get("name").focus(),

    /**
     * Show an action. What a learner is typing is left alone.
     * @param {object} now
     * @param {Action} now.action
     * @param {{ id: string, name: string }[]} now.others
     * @param {{ id: string, name: string }[]} now.risks
     * @param {string} now.when
     */
    show({ action: next, others, risks, when }) {
      const another = next.id !== action?.id;
      action = next;
      legend.textContent = next.name || texts["no-name"];
      dates.textContent = when;
      for (const [name, input] of typed) if (input.value !== next[/** @type {"name"} */ (name)]) input.value = next[/** @type {"name"} */ (name)];
      if (another || amount(money.value) !== next.budget && amount(money.value) !== undefined) {
        money.value = rupiah(next.budget);
        told.textContent = "";
        money.removeAttribute("aria-invalid");
      }
      thread.value = next.thread;
      dimension.value = next.dimension ?? "";
      needs.show(next.needs, others);
      reduces.show(next.reduces, risks);
      reduces.element.hidden = risks.length === 0 && next.reduces.length === 0;
    },
  };
}

/** Things chosen from a list, each with a button that takes it out. */
function picker(/** @type {any} */ texts, /** @type {string} */ word, /** @type {(ids: string[]) => void} */ onchange) {
  /** @type {string[]} */
  let chosen = [];
  let shown = "";
  const chips = h("ul", { class: "tmb-picked" });
  const select = h("select", { id: uid("pick"), class: "tmb-input", onchange() {
    if (select.value) onchange([...chosen, select.value]);
    select.value = "";
  } });

  /** @param {string} id @param {string} name */
  function chip(id, name) {
    return h("li", {}, h("button", { type: "button", class: "tmb-picked-one", "aria-label": fill(texts["take-out"], { name }),
      onclick() {
        onchange(chosen.filter((one) => one !== id));
        select.focus();
      } }, name, h("span", { "aria-hidden": "true" }, " ×")));
  }

  return {
    element: h("div", { class: "tmb-field-box" }, h("label", { for: select.id }, word), chips, select),
    /** @param {string[]} ids @param {{ id: string, name: string }[]} options */
    show(ids, options) {
      chosen = ids;
      const key = JSON.stringify([ids, options.map(({ id, name }) => [id, name])]);
      if (key === shown) return;
      shown = key;
      const names = new Map(options.map(({ id, name }) => [id, name || id]));
      chips.replaceChildren(...ids.map((id) => chip(id, names.get(id) ?? id)));
      select.replaceChildren(h("option", { value: "" }, texts["pick-one"]),
        ...options.filter(({ id }) => !ids.includes(id)).map(({ id, name }) => h("option", { value: id }, name || id)));
      select.value = "";
    },
  };
}
