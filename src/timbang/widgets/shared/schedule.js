/** The dates and the faults of a roadmap, as `timbang.models.roadmap` gives them. */

/**
 * @typedef {{ id: string, name: string, thread: string, owner: string, legal: string, budget: number | null,
 *   money: string, measure: string, start: number, length: number, needs: string[], reduces: string[],
 *   dimension: string | null }} Action
 * @typedef {{ kind: string, actions: string[], about: string[] }} Fault
 * @typedef {{ earliest: number, latest: number }} Slot
 */

/** A gap above this, on one dimension, gives cause for concern. */
export const LARGE = 5;

/** @param {Action[]} actions */
const byId = (actions) => new Map(actions.map((action) => [action.id, action]));

/** Months that the plan takes with the starts that it gives. @param {Action[]} actions */
export const planned = (actions) => actions.reduce((most, { start, length }) => Math.max(most, start + length), 0);

/** The calendar month, as `2027-01`, that is so many months after another. @param {string} start @param {number} passed */
export function month(start, passed) {
  const [year, number] = start.split("-").map(Number);
  const months = number - 1 + passed;
  return `${year + Math.floor(months / 12)}-${`${(((months % 12) + 12) % 12) + 1}`.padStart(2, "0")}`;
}

/** Dimensions with a large gap, the largest first. @param {{ ratings: Record<string, number | null> }} gap */
export const largeGaps = (gap) =>
  Object.entries(gap.ratings).filter(([, rating]) => rating !== null && rating > LARGE)
    .sort(([, one], [, other]) => other - one).map(([name]) => name);

/** Actions, each after all that it needs; fewer than all where some wait for each other. @param {Action[]} actions */
function inOrder(actions) {
  const known = byId(actions);
  const waits = new Map();
  /** @type {Map<string, string[]>} */
  const waiting = new Map();
  for (const { id, needs } of actions) {
    const own = new Set(needs.filter((need) => known.has(need)));
    waits.set(id, own.size);
    for (const need of own) waiting.set(need, [...(waiting.get(need) ?? []), id]);
  }
  const order = actions.filter(({ id }) => waits.get(id) === 0).map(({ id }) => id);
  for (const id of order) {
    for (const next of waiting.get(id) ?? []) {
      waits.set(next, waits.get(next) - 1);
      if (waits.get(next) === 0) order.push(next);
    }
  }
  return { order, waiting, known };
}

/**
 * When each action may start, from lengths and needs alone; null where actions wait for each other.
 * @param {Action[]} actions @returns {Map<string, Slot> | null}
 */
export function schedule(actions) {
  const { order, waiting, known } = inOrder(actions);
  if (order.length < actions.length) return null;
  const slots = new Map();
  let end = 0;
  for (const id of order) {
    const { needs, length } = known.get(id);
    const earliest = needs.filter((need) => known.has(need))
      .reduce((most, need) => Math.max(most, slots.get(need).earliest + known.get(need).length), 0);
    slots.set(id, { earliest, latest: 0 });
    end = Math.max(end, earliest + length);
  }
  for (const id of [...order].reverse()) {
    const before = (waiting.get(id) ?? []).reduce((least, next) => Math.min(least, slots.get(next).latest), end);
    slots.get(id).latest = before - known.get(id).length;
  }
  return slots;
}

/** Months that the plan takes if everything starts as soon as it can. @param {Action[]} actions @param {Map<string, Slot>} slots */
export const shortest = (actions, slots) =>
  actions.reduce((most, { id, length }) => Math.max(most, slots.get(id).earliest + length), 0);

/** The ids of one longest chain of needs. @param {Action[]} actions @param {Map<string, Slot>} slots */
export function criticalPath(actions, slots) {
  const known = byId(actions);
  const ends = (/** @type {string} */ id) => known.has(id) && slots.get(id).earliest + known.get(id).length;
  const end = shortest(actions, slots);
  const path = actions.filter(({ id }) => ends(id) === end).map(({ id }) => id).slice(0, 1);
  while (path.length) {
    const before = known.get(path[0]).needs.find((need) => ends(need) === slots.get(path[0]).earliest);
    if (before === undefined) break;
    path.unshift(before);
  }
  return path;
}

/** For each knot of actions that wait for each other one shortest loop. @param {Action[]} actions @returns {string[][]} */
export function loops(actions) {
  const { order, known, waiting } = inOrder(actions);
  const free = new Set(order);
  const told = new Set();
  const found = [];
  const needsOf = (/** @type {string} */ id) => [...new Set(known.get(id).needs)].filter((need) => known.has(need) && !free.has(need));
  for (const { id: start } of actions) {
    if (free.has(start) || told.has(start)) continue;
    const before = reached(start, needsOf);
    const last = [start, ...before.keys()].find((id) => needsOf(id).includes(start));
    if (last === undefined) continue;
    const back = reached(start, (id) => (waiting.get(id) ?? []).filter((other) => !free.has(other)));
    for (const id of [start, ...before.keys()]) if (id === start || back.has(id)) told.add(id);
    const path = [last];
    while (path[0] !== start) path.unshift(before.get(path[0]));
    found.push(path);
  }
  return found;
}

/** From where each action was first reached, the nearest first. @param {string} start @param {(id: string) => string[]} next */
function reached(start, next) {
  /** @type {Map<string, string>} */
  const from = new Map();
  const waiting = [start];
  for (const id of waiting) {
    for (const one of next(id)) {
      if (one === start || from.has(one)) continue;
      from.set(one, id);
      waiting.push(one);
    }
  }
  return from;
}

/**
 * What is missing or wrong: action by action, then in the plan as a whole.
 * @param {{ actions: Action[] }} roadmap
 * @param {{ ratings: Record<string, number | null> } | null} [gap]
 * @param {{ risks: { id: string, owner: string }[] } | null} [register]
 * @returns {Fault[]}
 */
export function faults({ actions }, gap = null, register = null) {
  const ends = new Map(actions.map(({ id, start, length }) => [id, start + length]));
  const found = actions.flatMap((action) => faultsOf(action, ends));
  const tell = (/** @type {string} */ kind, /** @type {string[]} */ about, /** @type {string[]} */ ids = []) =>
    found.push({ kind, actions: ids, about });
  for (const loop of loops(actions)) tell("loop", [], loop);
  const known = new Set(register?.risks.map(({ id }) => id));
  if (register) {
    for (const { id, reduces } of actions) {
      const unknown = reduces.filter((risk) => !known.has(risk));
      if (unknown.length) tell("unknown-risk", unknown, [id]);
    }
  }
  const met = new Set(actions.map(({ dimension }) => dimension));
  for (const one of gap ? largeGaps(gap) : []) if (!met.has(one)) tell("open-gap", [one]);
  if (register) {
    const owners = new Set(register.risks.map(({ owner }) => owner.trim()));
    if (register.risks.length > 1 && owners.size === 1 && !owners.has("")) tell("one-owner", [...owners]);
    const reduced = new Set(actions.flatMap(({ reduces }) => reduces));
    for (const id of known) if (!reduced.has(id)) tell("open-risk", [id]);
  }
  return found;
}

/** @param {Action} action @param {Map<string, number>} ends @returns {Fault[]} */
function faultsOf(action, ends) {
  const empty = (/** @type {string} */ text) => !text.trim();
  const unknown = action.needs.filter((need) => !ends.has(need));
  const late = action.needs.filter((need) => need !== action.id && ends.get(need) > action.start);
  /** @type {[string, boolean, string[]][]} */
  const checks = [
    ["no-owner", empty(action.owner), []],
    ["no-legal", empty(action.legal), []],
    ["no-budget", action.budget === null, []],
    ["no-money", action.budget > 0 && empty(action.money), []],
    ["no-measure", empty(action.measure), []],
    ["unknown-need", unknown.length > 0, unknown],
    ["too-early", late.length > 0, late],
  ];
  return checks.filter(([, wrong]) => wrong).map(([kind, , about]) => ({ kind, actions: [action.id], about }));
}
