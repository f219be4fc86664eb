/** All work in this browser: seen by chapter, saved as a file, brought back, erased. */

import { fill, h, number, pageLink, uid } from "./shared/dom.js";
import { download } from "./shared/download.js";
import { frame } from "./shared/frame.js";
import { table } from "./shared/table.js";
import { CHANGED, all, erase } from "./shared/work.js";
import { MOST, exported, imported } from "./shared/work_file.js";

const ASIDE = ["pre-test", "post-test", "record"];

/** @param {{ model: any, el: HTMLElement }} view */
function render(view) {
  const { model } = view;
  const texts = model.get("texts");
  const language = model.get("language");
  const shell = frame(view, {
    actions: [
      { text: texts.export, run: save, main: true },
      { text: texts.import, run: () => file.click() },
      { text: texts.erase, run: askToErase },
    ],
  });
  const file = h("input", { type: "file", accept: ".json,application/json", hidden: true, "aria-label": texts.import, onchange: bring });
  const about = uid("about");
  const question = h("p", { id: about });
  const keep = h("button", { type: "button", class: "tmb-button", "aria-describedby": about, onclick: keepAll }, texts.keep);
  const sure = h("div", { class: "tmb-sure", hidden: true }, question,
    h("div", { class: "tmb-check" }, keep, h("button", { type: "button", class: "tmb-button", onclick: eraseAll }, texts["erase-now"])));
  shell.after.append(sure, file);
  const eraseButton = shell.buttons[2];
  let shown = "";
  show();

  function show() {
    const { entries, trouble, size } = all();
    shell.warn(trouble && texts[trouble]);
    // What was opened stays open where nothing changed.
    if (shown === JSON.stringify(entries)) return;
    shown = JSON.stringify(entries);
    const count = Object.keys(entries).length;
    shell.body.replaceChildren(
      h("p", { class: "tmb-summary" }, count ? fill(texts.summary, { count, size: number(language, Math.ceil(size / 102.4) / 10) }) : texts.empty),
      ...sections(model, entries));
  }

  function save() {
    if (!Object.keys(all().entries).length) return shell.say(texts["export-empty"]);
    // The reader's own day: in Jakarta it begins seven hours before that of the universal time. Swedes write it so.
    const name = `timbang-${new Intl.DateTimeFormat("sv").format(new Date())}.json`;
    shell.say(download(name, "application/json", exported()) ? fill(texts.downloaded, { file: name }) : texts.refused);
  }

  async function bring() {
    const [chosen] = file.files;
    if (!chosen) return;
    shell.say(await taken(chosen));
    file.value = "";
    show();
  }

  /** @param {File} chosen @returns {Promise<string>} */
  async function taken(chosen) {
    // A sign takes up to four bytes.
    if (chosen.size > 4 * MOST) return texts.large;
    let content;
    try {
      content = await chosen.text();
    } catch {
      return texts.unreadable;
    }
    const { fault, taken: count, kept } = imported(content);
    if (fault) return texts[fault === "damaged" ? "damaged-file" : fault];
    return fill(texts.imported, { taken: count, kept });
  }

  function askToErase() {
    const count = Object.keys(all().entries).length;
    if (!count) return shell.say(texts["erase-empty"]);
    question.textContent = fill(texts["erase-sure"], { count });
    sure.hidden = false;
    shell.say("");
    keep.focus();
  }

  function keepAll() {
    close(texts.kept);
  }

  function eraseAll() {
    const trouble = erase();
    show();
    close(trouble ? texts[trouble] : texts.erased);
  }

  /** @param {string} said */
  function close(said) {
    sure.hidden = true;
    eraseButton.focus();
    shell.say(said);
  }

  // Work in another tab, or in another exercise of this page, is shown when the reader comes back to it.
  for (const kind of ["storage", "focus", CHANGED]) addEventListener(kind, show);
  return () => {
    for (const kind of ["storage", "focus", CHANGED]) removeEventListener(kind, show);
  };
}

/** @param {any} model @param {Record<string, any>} entries */
function sections(model, entries) {
  const texts = model.get("texts");
  /** @type {any[]} */
  const chapters = model.get("chapters");
  const shown = new Set(ASIDE);
  const parts = chapters.map((chapter) => {
    const known = chapter.exercises.map(([name]) => name);
    const others = Object.keys(entries).filter((name) => name.startsWith(`${chapter.number}-`) && !known.includes(name));
    const titles = new Map([...others.map((name) => [name, entries[name].title]), ...chapter.exercises]);
    for (const name of titles.keys()) shown.add(name);
    return section(model, fill(texts.chapter, chapter), [...titles].map(([name, title]) => [name, title, chapter.page]), entries);
  });
  const rest = Object.keys(entries).filter((name) => !shown.has(name));
  const aside = ASIDE.filter((name) => entries[name]).map((name) => [name, texts[name], name === "pre-test" ? "index" : "wrap-up"]);
  return [
    ...parts,
    aside.length + rest.length
      ? section(model, texts.tests, [...aside, ...rest.map((name) => [name, entries[name].title, null])], entries)
      : "",
  ];
}

/** @param {any} model @param {string} title @param {any[][]} exercises @param {Record<string, any>} entries */
function section(model, title, exercises, entries) {
  const texts = model.get("texts");
  const day = new Intl.DateTimeFormat(model.get("language"), { dateStyle: "medium" });
  const rows = exercises.map(([name, said, page]) => {
    const entry = entries[name];
    return [
      h("div", {}, page ? pageLink(said, page, name) : said, entry ? stored(texts, entry) : ""),
      standing(model, entry),
      entry ? day.format(new Date(entry.at)) : "",
    ];
  });
  const count = exercises.filter(([name]) => entries[name]).length;
  return h("details", { class: "tmb-chapter", open: count > 0 },
    h("summary", {}, title, h("span", {}, fill(texts.of, { count, all: exercises.length }))),
    rows.length ? table("", [texts.exercise, texts.where, texts.last], rows) : "");
}

/** @param {any} model @param {any} entry */
function standing(model, entry) {
  const texts = model.get("texts");
  if (!entry) return texts["not-begun"];
  if (entry.kind === "record") return entry.parts.name?.draft ?? "";
  const done = Object.values(entry.parts).some((kept) => kept.answer !== undefined);
  if (!done) return Object.keys(entry.parts).length ? texts.begun : texts["not-begun"];
  if (entry.max === undefined) return texts.done;
  const [points, max] = [entry.points, entry.max].map((value) => number(model.get("language"), value));
  return fill(texts.points, { points, max });
}

/** What is stored of an exercise: the learner's own words first, then everything as it is. */
function stored(/** @type {any} */ texts, /** @type {any} */ entry) {
  const words = [...new Set(ownWords(entry.parts))];
  return h("details", {}, h("summary", {}, texts.see),
    words.length ? h("p", { class: "tmb-hint" }, texts["own-words"]) : "",
    ...words.map((said) => h("blockquote", {}, said)),
    h("p", { class: "tmb-hint" }, texts["as-stored"]),
    h("pre", { tabindex: "0" }, JSON.stringify(entry, null, 1)));
}

/** Texts in an answer that are more than an id: they hold a blank. @param {any} value @returns {string[]} */
function ownWords(value) {
  if (typeof value === "string") return value.trim().includes(" ") ? [value] : [];
  return value && typeof value === "object" ? Object.values(value).flatMap(ownWords) : [];
}

export default { render };
