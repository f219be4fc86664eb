/** Events: a timeline as a list with filters; a chart on the page follows the filters, the list follows the chart. */

import { fill, h, sourceList, uid } from "./shared/dom.js";
import { frame } from "./shared/frame.js";

const AT_FIRST = 8;

/** @param {string} text */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** @param {{ model: any, el: HTMLElement }} view */
function render(view) {
  const { model, el } = view;
  const texts = model.get("texts");
  const sources = model.get("sources");
  const categories = new Map(model.get("categories"));
  /** @type {any[]} */
  const events = model.get("events").map(record);
  const shell = frame(view);

  const filters = filterFields(model, events, update);
  const list = h("ul", { class: "tmb-events-list" });
  const count = h("p", { class: "tmb-count", role: "status" });
  const rest = h("button", { type: "button", class: "tmb-button", onclick: showRest });
  const clear = h("button", { type: "button", class: "tmb-button tmb-quiet", onclick: () => { filters.clear(); update(); } }, texts.everything);
  shell.body.append(filters.element, h("div", { class: "tmb-line" }, count, clear), list, rest);
  let whole = false;
  let shown = events;
  show();

  /** One event of the model's, with the element that shows it. @param {any[]} fields */
  function record([id, date, category, statement, actor, note, terms, keys]) {
    const facts = h("dl", {},
      h("dt", {}, texts.who), h("dd", {}, actor),
      note && h("dt", {}, texts.note), note && h("dd", {}, note));
    const details = h("details", { "data-id": id },
      h("summary", {},
        h("span", { class: "tmb-when" }, date),
        h("span", { class: "tmb-what" }, statement),
        h("span", { class: "tmb-kind", "data-category": category }, categories.get(category))),
      h("div", { class: "tmb-more" }, facts, sourceList(texts.sources, keys.map((/** @type {number} */ key) => sources[key]))));
    return { id, category, terms, details, element: h("li", {}, details), words: plain([date, statement, actor, note ?? ""].join(" ")) };
  }

  function update() {
    shown = events.filter(filters.pass);
    whole = false;
    show();
    const ids = shown.map(({ id }) => id);
    model.set("shown", ids);
    model.save_changes();
    el.dispatchEvent(new CustomEvent("timbang:filter", {
      bubbles: true, composed: true, detail: { chart: model.get("chart"), ids },
    }));
  }

  function show() {
    const visible = whole ? shown : shown.slice(0, AT_FIRST);
    list.replaceChildren(...visible.map(({ element }) => element));
    const numbers = { shown: shown.length, all: events.length };
    count.textContent = shown.length ? fill(texts.shown, numbers) : texts.none;
    clear.hidden = shown.length === events.length;
    rest.hidden = visible.length === shown.length;
    rest.textContent = fill(texts.rest, { count: shown.length - visible.length });
  }

  function showRest() {
    const next = shown[AT_FIRST];
    whole = true;
    show();
    next.details.firstElementChild.focus();
  }

  /** Open the event that was chosen in the chart, whatever the filters hide. @param {any} message */
  function select({ detail }) {
    const event = detail.chart === model.get("chart") && events.find(({ id }) => id === detail.id);
    if (!event) return;
    if (!shown.includes(event)) {
      filters.clear();
      update();
    }
    if (!event.element.isConnected) {
      whole = true;
      show();
    }
    event.details.open = true;
    event.details.firstElementChild.focus();
    event.details.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("timbang:select", select);
  return () => document.removeEventListener("timbang:select", select);
}

/** The filters: kinds of event, presidency, words. @param {any} model @param {any[]} events @param {() => void} onchange */
function filterFields(model, events, onchange) {
  const texts = model.get("texts");
  const boxes = model.get("categories").map((/** @type {[string, string]} */ [category, word]) => {
    const count = events.filter((event) => event.category === category).length;
    const input = h("input", { type: "checkbox", checked: true, value: category, onchange });
    return { input, element: h("label", { class: "tmb-box" }, input, h("span", { class: "tmb-kind", "data-category": category }, word), h("span", { class: "tmb-number" }, `${count}`)) };
  });
  const options = model.get("terms").map((/** @type {[number, string]} */ [term, name]) => h("option", { value: term }, name));
  const term = h("select", { id: uid("term"), onchange }, h("option", { value: "" }, texts["any-term"]), ...options);
  const search = h("input", { id: uid("search"), type: "search", autocomplete: "off", oninput: onchange });

  return {
    element: h("div", { class: "tmb-filters" },
      h("fieldset", {}, h("legend", {}, texts.category), ...boxes.map((/** @type {any} */ box) => box.element)),
      options.length > 0 && h("p", { class: "tmb-field" }, h("label", { for: term.id }, texts.term), term),
      h("p", { class: "tmb-field" }, h("label", { for: search.id }, texts.search), search)),

    /** @param {any} event */
    pass(event) {
      const words = plain(search.value).split(/\s+/);
      return boxes.some((/** @type {any} */ { input }) => input.checked && input.value === event.category)
        && (term.value === "" || event.terms.includes(Number(term.value)))
        && words.every((word) => event.words.includes(word));
    },

    clear() {
      for (const { input } of boxes) input.checked = true;
      term.value = "";
      search.value = "";
    },
  };
}

export default { render };
