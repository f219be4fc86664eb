/** A plan as files: saved, opened again with one clear line for what is no plan, and as a table. */

import { fill, h, uid } from "./shared/dom.js";
import { csv, download } from "./shared/download.js";
import { opened } from "./shared/plan.js";
import { month } from "./shared/schedule.js";

/** The words of a refusal. @param {any} texts @param {string} file @param {any} refusal @param {number} most */
export function refusalWords(texts, file, { refused, misfit }, most) {
  const place = misfit && `${misfit.place.join(", ") || texts["the-file"]}: ${fill(texts[`misfit-${misfit.wanted}`], misfit.values)}`;
  return fill(texts[`refused-${refused}`], { file, most, misfit: place });
}

/**
 * The rows of the table of actions, its header first.
 * @param {any} texts @param {any} plan @param {Map<string, import("./shared/schedule.js").Slot> | null} slots
 * @param {{ id: string, name: string }[]} known  The risks that the actions name.
 */
export function actionRows(texts, plan, slots, known) {
  const columns = ["name", "thread", "owner", "legal", "budget", "money", "measure", "start", "end", "length", "needs", "reduces",
    "dimension", "slack", "critical"];
  const { actions, start } = plan.roadmap;
  const names = new Map(actions.map((/** @type {any} */ one) => [one.id, one.name || one.id]));
  const risks = new Map(known.map((one) => [one.id, one.name || one.id]));
  return [columns.map((column) => texts[`label-${column}`]), ...actions.map((/** @type {any} */ action) => {
    const slot = slots?.get(action.id);
    const slack = slot && slot.latest - slot.earliest;
    return [action.name, texts[`label-${action.thread}`], action.owner, action.legal, action.budget, action.money, action.measure,
      month(start, action.start), month(start, action.start + action.length - 1), action.length,
      action.needs.map((/** @type {string} */ id) => names.get(id) ?? id).join("; "),
      action.reduces.map((/** @type {string} */ id) => risks.get(id) ?? id).join("; "),
      action.dimension ? texts[`label-${action.dimension}`] : "", slack, slot && texts[slack ? "label-no" : "label-yes"]];
  })];
}

/**
 * @param {object} parts
 * @param {any} parts.model
 * @param {(text: string) => void} parts.say
 * @param {() => any} parts.plan  The plan as it is.
 * @param {() => Map<string, any> | null} parts.slots
 * @param {() => { id: string, name: string }[]} parts.risks  The risks that the actions name.
 * @param {(plan: any) => void} parts.take  Put an opened plan in the place of the present one.
 */
export function files({ model, say, plan, slots, risks, take }) {
  const texts = model.get("texts");
  const most = model.get("most_bytes");
  const told = h("p", { class: "tmb-opened", role: "status", hidden: true });
  const question = h("p", { class: "tmb-opened-question", id: uid("opened"), tabindex: -1 });
  const confirm = h("div", { class: "tmb-confirm", role: "group", "aria-labelledby": question.id, hidden: true }, question,
    h("div", { class: "tmb-check" },
      h("button", { type: "button", class: "tmb-button tmb-main", onclick: accept }, texts["take-plan"]),
      h("button", { type: "button", class: "tmb-button", onclick: close }, texts["leave-plan"])));
  const input = h("input", { type: "file", accept: ".json,application/json", hidden: true, "aria-label": texts.open, onchange: read });
  /** @type {any} */
  let waiting = null;

  /** @param {string} file @param {string} type @param {string} content */
  function offer(file, type, content) {
    say(download(file, type, content) ? fill(texts.downloaded, { file }) : texts.refused);
  }

  /** @param {string} words */
  function refuse(words) {
    close();
    told.hidden = false;
    told.textContent = words;
  }

  async function read() {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    told.hidden = true;
    const limit = Math.floor(most / 1e6);
    if (file.size > most) {
      refuse(refusalWords(texts, file.name, { refused: "huge" }, limit));
      return;
    }
    let text;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    } catch {
      refuse(refusalWords(texts, file.name, { refused: "damaged" }, limit));
      return;
    }
    const result = opened(model.get("form"), text);
    if (result.refused) refuse(refusalWords(texts, file.name, result, limit));
    else ask(file.name, result.plan);
  }

  /** @param {string} file @param {any} found */
  function ask(file, found) {
    waiting = found;
    question.textContent = fill(texts["opened-plan"], {
      file,
      title: found.roadmap?.title || texts["no-title"],
      actions: found.roadmap?.actions.length ?? 0,
      ratings: Object.values(found.gap?.ratings ?? {}).filter((rating) => rating !== null).length,
      risks: found.register?.risks.length ?? 0,
    });
    confirm.hidden = false;
    question.focus();
  }

  function accept() {
    const found = waiting;
    close();
    take(found);
  }

  function close() {
    waiting = null;
    confirm.hidden = true;
  }

  return {
    element: h("div", { class: "tmb-files" }, input, told, confirm),
    open: () => input.click(),
    save: () => offer("timbang-plan.json", "application/json", `${JSON.stringify(plan(), null, 1)}\n`),
    table: () => offer(`${model.get("name")}.csv`, "text/csv", csv(model.get("language"), actionRows(texts, plan(), slots(), risks()))),
  };
}
