/** The actions of a roadmap as a Gantt chart whose bars are moved and lengthened by keys or by dragging. */

import { fill, h, uid } from "./shared/dom.js";
import { planned } from "./shared/schedule.js";

/** Pixels at the end of a bar where a drag lengthens it. */
const GRIP = 16;
const QUARTER = 3;
/** The last month to which a bar may be moved. */
const FAR = 1200;

/**
 * What a learner asks for: to select an action, move it or lengthen it by months, or take it out.
 * @typedef {{ select: (id: string) => void, move: (id: string, by: number) => void,
 *   stretch: (id: string, by: number) => void, remove: (id: string) => void }} Commands
 * @typedef {import("./shared/schedule.js").Action} Action
 *
 * @param {{ texts: any, monthName: (passed: number) => string, commands: Commands, form: HTMLElement }} parts
 */
export function chart({ texts, monthName, commands, form }) {
  const hint = uid("hint");
  const axis = h("div", { class: "tmb-axis", "aria-hidden": "true" });
  const list = h("ol", { class: "tmb-rows", "aria-label": texts["chart-name"], onkeydown: keys, onfocusin: follow });
  const empty = h("p", { class: "tmb-empty" }, texts["no-actions"]);
  /** @type {Map<string, ReturnType<typeof row>>} */
  const rows = new Map();
  let months = 12;
  /** @type {string | undefined} The row that the tabulator key leads to. */
  let current;

  /** @param {Action} action */
  function row(action) {
    const { id } = action;
    const name = h("span", { class: "tmb-row-title" });
    const meta = h("span", { class: "tmb-row-meta" });
    const button = h("button", { type: "button", class: "tmb-row-name", "aria-expanded": "false", tabindex: -1,
      onclick: () => commands.select(id) }, name, meta);
    const bar = h("div", { class: "tmb-bar", role: "slider", tabindex: -1, "aria-valuemin": 0, "aria-valuemax": FAR, "aria-describedby": hint,
      onpointerdown: (/** @type {PointerEvent} */ event) => drag(id, bar, event) }, h("span", { class: "tmb-grip" }));
    const track = h("div", { class: "tmb-track" }, bar);
    return { item: h("li", { class: "tmb-row", "data-id": id }, button, track), button, name, meta, bar, track,
      /** @type {Action | null} */ shown: null, state: "" };
  }

  /** @param {ReturnType<typeof row>} one @param {Action} action */
  function place(one, { start, length }) {
    one.bar.style.setProperty("--at", `${start}`);
    one.bar.style.setProperty("--long", `${length}`);
  }

  /** @param {Action} action */
  const dates = ({ start, length }) =>
    fill(texts["bar-dates"], { start: monthName(start), end: monthName(start + length - 1), length });

  /** @param {KeyboardEvent} event */
  function keys(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const onBar = target.classList.contains("tmb-bar");
    if (!onBar && !target.classList.contains("tmb-row-name")) return;
    const { id } = /** @type {HTMLElement} */ (target.closest(".tmb-row")).dataset;
    const run = keyed(event, onBar)?.(id, target);
    if (run === undefined) return;
    event.preventDefault();
  }

  /** What a key does on a row, as a function that says true. @param {KeyboardEvent} event @param {boolean} onBar */
  function keyed({ key, shiftKey, ctrlKey, metaKey, altKey }, onBar) {
    if (ctrlKey || metaKey || altKey) return undefined;
    const by = { ArrowLeft: -1, ArrowRight: 1, PageDown: -QUARTER, PageUp: QUARTER, "-": -1, "+": 1 }[key];
    const lengthens = shiftKey || key === "-" || key === "+";
    if (onBar && by !== undefined) return (/** @type {string} */ id) => { commands[lengthens ? "stretch" : "move"](id, by); return true; };
    if (onBar && (key === "Enter" || key === " ")) return (/** @type {string} */ id) => { commands.select(id); return true; };
    if (key === "Delete") return (/** @type {string} */ id) => { commands.remove(id); return true; };
    const step = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }[key];
    if (step === undefined) return undefined;
    return (/** @type {string} */ id, /** @type {HTMLElement} */ target) => {
      const ids = [...rows.keys()];
      const next = ids[Math.min(Math.max(ids.indexOf(id) + step, 0), ids.length - 1)];
      rows.get(next)[target.classList.contains("tmb-bar") ? "bar" : "button"].focus();
      return true;
    };
  }

  /** Let the tabulator key lead to the row in which the focus was last. @param {FocusEvent} event */
  function follow(event) {
    const id = /** @type {HTMLElement} */ (event.target).closest?.(".tmb-row")?.getAttribute("data-id");
    if (id && rows.has(id)) reach(id);
  }

  /** @param {string | undefined} id */
  function reach(id) {
    for (const [one, tabindex] of /** @type {[string | undefined, number][]} */ ([[current, -1], [id, 0]])) {
      const found = one !== undefined && rows.get(one);
      if (found) found.button.tabIndex = found.bar.tabIndex = tabindex;
    }
    current = id;
  }

  /** @param {string} id @param {HTMLElement} bar @param {PointerEvent} start */
  function drag(id, bar, start) {
    if (start.button !== 0) return;
    const one = rows.get(id);
    const before = one.shown;
    const box = bar.getBoundingClientRect();
    const lengthens = start.clientX > box.right - Math.min(GRIP, box.width / 3);
    const pixels = one.track.clientWidth / months;
    let by = 0;
    bar.setPointerCapture(start.pointerId);
    bar.focus();
    const ended = new AbortController();
    const on = (/** @type {EventTarget} */ target, /** @type {string} */ type, /** @type {(event: any) => void} */ run) =>
      target.addEventListener(type, run, { signal: ended.signal });
    on(bar, "pointermove", (event) => {
      const most = months - before.start - before.length;
      const wanted = Math.round((event.clientX - start.clientX) / pixels);
      by = Math.min(Math.max(wanted, lengthens ? 1 - before.length : -before.start), Math.max(most, 0));
      const now = lengthens ? { ...before, length: before.length + by } : { ...before, start: before.start + by };
      place(one, now);
      one.meta.textContent = dates(now);
    });
    on(bar, "pointerup", () => end(true));
    on(bar, "pointercancel", () => end(false));
    on(document, "keydown", (event) => { if (event.key === "Escape") end(false); });

    /** @param {boolean} keep */
    function end(keep) {
      ended.abort();
      one.state = "";
      place(one, before);
      if (keep && by) commands[lengthens ? "stretch" : "move"](id, by);
      else if (keep) commands.select(id);
    }
  }

  /** The marks under the chart's head, no more than fit. @param {number} count */
  function drawAxis(count) {
    const step = [1, QUARTER, 6, 12, 24, 60, 120].find((one) => count / one <= 8) ?? 240;
    list.style.setProperty("--months", `${count}`);
    list.style.setProperty("--step", `${step}`);
    axis.style.setProperty("--months", `${count}`);
    const marks = Array.from({ length: Math.ceil(count / step) }, (_, number) => number * step);
    axis.replaceChildren(...marks.map((at) => {
      const mark = h("span", {}, monthName(at));
      mark.style.setProperty("--at", `${at}`);
      return mark;
    }));
  }

  return {
    element: h("div", { class: "tmb-gantt" }, h("p", { class: "tmb-hint", id: hint }, texts["chart-hint"]), empty, axis, list),

    /** @param {string} id */
    focus: (id) => rows.get(id)?.button.focus(),

    /**
     * Show the actions as they are; only rows that changed are touched.
     * @param {object} now
     * @param {Action[]} now.actions
     * @param {Map<string, import("./shared/schedule.js").Slot> | null} now.slots
     * @param {Map<string, number>} now.faulty  Id to how many faults.
     * @param {string | null} now.selected
     * @param {string} now.start  First month of the plan.
     */
    update({ actions, slots, faulty, selected, start }) {
      const count = Math.max(12, Math.ceil((planned(actions) + 2) / QUARTER) * QUARTER);
      months = count;
      drawAxis(count);
      empty.hidden = actions.length > 0;
      axis.hidden = list.hidden = actions.length === 0;
      const left = new Set(rows.keys());
      const chosen = actions.find(({ id }) => id === selected);
      let last = null;
      for (const action of actions) {
        const { id } = action;
        if (!rows.has(id)) rows.set(id, row(action));
        const one = rows.get(id);
        left.delete(id);
        const slot = slots?.get(id);
        const critical = Boolean(slot && slot.earliest === slot.latest);
        const relation = chosen?.needs.includes(id) ? "before" : chosen && action.needs.includes(chosen.id) ? "after" : "";
        const state = [start, critical, slot ? slot.latest - slot.earliest : "", faulty.get(id) ?? 0, id === selected, relation].join();
        if (one.shown !== action || one.state !== state) {
          one.shown = action;
          one.state = state;
          show(one, action, { critical, slack: slot && slot.latest - slot.earliest, wrong: faulty.get(id) ?? 0, open: id === selected, relation });
        }
        const next = last ? last.nextElementSibling : list.firstElementChild;
        if (next !== one.item) list.insertBefore(one.item, next);
        last = one.item;
      }
      for (const id of left) {
        rows.get(id).item.remove();
        rows.delete(id);
      }
      if (rows.size > 1) sortRows(actions);
      const shown = chosen && rows.get(chosen.id).item;
      if (shown && form.parentElement !== shown) shown.append(form);
      form.hidden = !shown;
      if (current === undefined || !rows.has(current)) reach(actions[0]?.id);
    },
  };

  /** @param {Action[]} actions */
  function sortRows(actions) {
    const order = actions.map(({ id }) => /** @type {const} */ ([id, rows.get(id)]));
    if ([...rows.keys()].every((id, index) => id === order[index][0])) return;
    rows.clear();
    for (const [id, one] of order) rows.set(id, one);
  }

  /** @param {any} one @param {Action} action @param {any} state */
  function show(one, action, { critical, slack, wrong, open, relation }) {
    const title = action.name || texts["no-name"];
    const words = [dates(action)];
    if (critical) words.push(texts["is-critical"]);
    else if (slack) words.push(fill(texts["has-slack"], { slack }));
    if (wrong) words.push(fill(texts["has-faults"], { count: wrong }));
    if (relation) words.push(texts[`stands-${relation}`]);
    place(one, action);
    one.name.textContent = title;
    one.meta.textContent = words.join(" · ");
    one.button.setAttribute("aria-expanded", `${open}`);
    one.item.dataset.thread = action.thread;
    for (const [name, value] of Object.entries({ critical, wrong: wrong > 0, relation })) {
      if (value) one.item.setAttribute(`data-${name}`, `${value}`);
      else one.item.removeAttribute(`data-${name}`);
    }
    one.bar.setAttribute("aria-label", title);
    one.bar.setAttribute("aria-valuenow", `${action.start}`);
    one.bar.setAttribute("aria-valuetext", words.join(", "));
  }
}
