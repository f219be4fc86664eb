/**
 * A list whose cards are moved by buttons, by arrow keys on a handle, or by dragging the handle.
 * A moved card never leaves the document: its neighbours step around it, so focus and pointer stay with it.
 */

import { fill, h } from "./dom.js";

const EDGE = 60;

/**
 * @param {object} parts
 * @param {string} parts.label  Name of the list.
 * @param {Record<string, string>} parts.texts  `up`, `down`, `drag`, `moved`, `edge`.
 * @param {Map<string, { label: string, more: Node }>} parts.cards  What each card says, and what else it holds.
 * @param {(text: string) => void} parts.say
 * @param {() => void} parts.onmove
 */
export function reorderable({ label, texts, cards, say, onmove }) {
  const items = new Map([...cards].map(([id, { label, more }]) => [id, item(id, label, more)]));
  const list = h("ol", { class: "tmb-order", "aria-label": label }, ...items.values());

  /** @param {string} id @param {string} label @param {Node} more */
  function item(id, label, more) {
    const step = (/** @type {number} */ by) => () => move(id, by);
    const handle = h("button", {
      type: "button", class: "tmb-handle", "aria-label": fill(texts.drag, { item: label }),
      onkeydown(/** @type {KeyboardEvent} */ event) {
        const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        move(id, by);
      },
      onpointerdown: (/** @type {PointerEvent} */ event) => drag(id, handle, event),
    }, h("span", { "aria-hidden": "true" }, "⠿"));
    return h("li", { class: "tmb-card", "data-id": id },
      handle,
      h("div", { class: "tmb-card-text" }, h("span", { class: "tmb-card-label" }, label), more),
      h("span", { class: "tmb-steps" },
        h("button", { type: "button", class: "tmb-step", "aria-label": fill(texts.up, { item: label }), onclick: step(-1) }, "↑"),
        h("button", { type: "button", class: "tmb-step", "aria-label": fill(texts.down, { item: label }), onclick: step(1) }, "↓")));
  }

  const order = () => [...list.children].map((child) => child.dataset.id);

  /** @param {string} id */
  function tellPlace(id, text = texts.moved) {
    say(fill(text, { item: cards.get(id).label, place: order().indexOf(id) + 1, count: cards.size }));
  }

  /** @param {string} id @param {number} by */
  function move(id, by) {
    if (!swap(items.get(id), by)) return tellPlace(id, texts.edge);
    onmove();
    tellPlace(id);
  }

  /** Let the neighbour step to the other side. False at the end of the list. */
  function swap(/** @type {HTMLElement} */ card, /** @type {number} */ by) {
    const neighbour = /** @type {HTMLElement | null} */ (by < 0 ? card.previousElementSibling : card.nextElementSibling);
    if (!neighbour) return false;
    const before = neighbour.offsetTop;
    if (by < 0) card.after(neighbour);
    else card.before(neighbour);
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
      neighbour.animate([{ transform: `translateY(${before - neighbour.offsetTop}px)` }, {}], 140);
    }
    return true;
  }

  /** @param {string} id @param {HTMLElement} handle @param {PointerEvent} start */
  function drag(id, handle, start) {
    if (start.button !== 0) return;
    const card = items.get(id);
    const before = order();
    const grab = start.clientY - card.getBoundingClientRect().top;
    const scroller = scrollerOf(list);
    let pointer = start.clientY;
    let frame = requestAnimationFrame(follow);
    handle.setPointerCapture(start.pointerId);
    card.classList.add("tmb-dragged");

    function follow() {
      if (pointer < EDGE) scroller.scrollBy(0, -8);
      else if (pointer > innerHeight - EDGE) scroller.scrollBy(0, 8);
      const top = place();
      card.style.transform = `translateY(${top - card.offsetTop}px)`;
      frame = requestAnimationFrame(follow);
    }

    /** Let all neighbours step around that the pointer has passed; where the card is wanted. */
    function place() {
      const top = pointer - grab - list.getBoundingClientRect().top;
      for (const by of [-1, 1]) {
        const next = () => (by < 0 ? card.previousElementSibling : card.nextElementSibling);
        // Half the way, and a little more, or two cards would change places at every frame.
        while (next() && by * (top - card.offsetTop) > stride(card, next()) / 2 + 2) swap(card, by);
      }
      return top;
    }

    const ended = new AbortController();
    const on = (/** @type {EventTarget} */ target, /** @type {string} */ type, /** @type {(event: any) => void} */ run) =>
      target.addEventListener(type, run, { signal: ended.signal });
    on(handle, "pointermove", (event) => { pointer = event.clientY; });
    on(handle, "pointerup", () => end());
    on(handle, "pointercancel", () => end(before));
    on(document, "keydown", (event) => { if (event.key === "Escape") end(before); });

    /** @param {string[]} [back] */
    function end(back) {
      ended.abort();
      cancelAnimationFrame(frame);
      if (!back) place();
      card.classList.remove("tmb-dragged");
      card.style.transform = "";
      if (back) show(back);
      if (order().join() === before.join()) return;
      onmove();
      tellPlace(id);
    }
  }

  /** @param {string[]} order */
  function show(order) {
    list.append(...order.map((id) => items.get(id)));
  }

  return { element: list, order, show, card: (/** @type {string} */ id) => items.get(id) };
}

/** How far a card moves when its neighbour steps around it. */
function stride(/** @type {any} */ card, /** @type {any} */ neighbour) {
  const bottom = (/** @type {any} */ element) => element.offsetTop + element.offsetHeight;
  return neighbour.offsetTop < card.offsetTop ? card.offsetTop - neighbour.offsetTop : bottom(neighbour) - bottom(card);
}

/** The element that scrolls when the list does not fit: the page, or a panel of JupyterLab. */
function scrollerOf(/** @type {Element} */ element) {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    const scrolls = /auto|scroll/.test(getComputedStyle(parent).overflowY);
    if (scrolls && parent.scrollHeight > parent.clientHeight) return parent;
  }
  return document.scrollingElement;
}
