/** What lies beside a roadmap: agency, gap and register, from chapter 08 in this browser or from an opened file. */

import { fill, h } from "./shared/dom.js";
import { fittedOrNull } from "./shared/plan.js";
import { largeGaps } from "./shared/schedule.js";
import { erase, get, put } from "./shared/work.js";

const BESIDE = "beside";
const KINDS = { gap: "ratings", register: "risks" };

/** @param {any} model @param {any} shell */
export function nearby(model, shell) {
  const texts = model.get("texts");
  const { form } = model.get("form");
  const example = model.get("example");
  /** @type {Record<string, { exercise: string, title: string, parts: Record<string, string> }>} */
  const neighbours = model.get("neighbours");
  const element = h("div", { class: "tmb-nearby" });
  /** @type {{ agency: string, gap: any, register: any }} */
  let own = { agency: "", gap: null, register: null };
  let linked = true;

  /** The part of another exercise's work that holds an answer of this kind. @param {"gap" | "register"} kind */
  function found(kind) {
    const { entry } = get(neighbours[kind].exercise);
    for (const [part, kept] of Object.entries(entry?.parts ?? {})) {
      const answer = kept?.answer ?? kept?.draft;
      if (answer && typeof answer === "object" && KINDS[kind] in answer) {
        return { entry, part, answer: fittedOrNull(form.of[kind], kept.draft ?? answer) };
      }
    }
    return null;
  }

  /** Look again at what is kept in this browser. */
  function read() {
    const kept = shell.of(BESIDE).draft ?? {};
    const [gap, register] = [found("gap")?.answer ?? kept.gap ?? null, found("register")?.answer ?? kept.register ?? null];
    linked = !register?.risks.length || Boolean(kept.register?.risks.length);
    own = { agency: kept.agency || gap?.agency || "", gap, register };
    tell();
  }

  function tell() {
    const large = own.gap ? largeGaps(own.gap).map((name) => texts[`label-${name}`]) : [];
    const rated = own.gap && Object.values(own.gap.ratings).some((rating) => rating !== null);
    const risks = own.register?.risks.length ?? 0;
    element.replaceChildren(
      h("p", {}, !rated ? texts["no-gap"] : large.length ? fill(texts["large-gaps"], { names: large.join(", ") }) : texts["no-large-gap"]),
      h("p", {}, risks ? fill(texts["own-risks"], { count: risks }) : texts["no-register"]));
  }

  /** @param {Record<string, any>} stores */
  function putAll(stores) {
    for (const [exercise, entry] of Object.entries(stores)) {
      if (exercise === BESIDE) shell.keep(BESIDE, entry);
      else if (entry) put(exercise, entry);
      else erase(exercise);
    }
    read();
  }

  return {
    element,
    read,
    put: putAll,
    gap: () => (own.gap && Object.values(own.gap.ratings).some((rating) => rating !== null) ? own.gap : example.gap),
    register: () => (own.register?.risks.length ? own.register : example.register),
    /** What is kept of the plan beside the roadmap itself. */
    beside: () => ({ ...own }),
    /** @param {string} agency */
    name(agency) {
      own = { ...own, agency };
    },

    /** The example, without links to risks that are not the learner's. @param {any} roadmap */
    starting: (roadmap) => (own.register?.risks.length ? bare(roadmap) : roadmap),

    /** A kept roadmap that was made beside the example's risks loses its links to them. @param {any} roadmap */
    unlinked(roadmap) {
      if (linked) return roadmap;
      shell.say(texts["links-out"]);
      return bare(roadmap);
    },

    /** What is stored now, to be put back when a plan that was opened is undone. */
    stores() {
      const entries = Object.values(neighbours).map(({ exercise }) => [exercise, get(exercise).entry]);
      return { ...Object.fromEntries(entries), [BESIDE]: { ...own } };
    },

    /** Take gap and register of an opened plan, for this exercise and for those of chapter 08. @param {any} plan */
    take(plan) {
      for (const kind of /** @type {("gap" | "register")[]} */ (Object.keys(KINDS))) if (plan[kind]) store(kind, plan[kind]);
      shell.keep(BESIDE, { agency: plan.agency || own.agency, gap: plan.gap ?? own.gap, register: plan.register ?? own.register });
      read();
    },
  };

  /** @param {"gap" | "register"} kind @param {any} answer */
  function store(kind, answer) {
    const { exercise, title, parts } = neighbours[kind];
    const there = found(kind);
    const [known] = Object.entries(parts);
    const [part, made] = there ? [there.part, there.entry.parts[there.part].made] : known ?? [];
    if (part === undefined) return;
    const entry = there?.entry ?? { kind, title, parts: {} };
    put(exercise, { ...entry, parts: { ...entry.parts, [part]: { ...entry.parts[part], made, tries: entry.parts[part]?.tries ?? 0, draft: answer, answer } } });
  }
}

/** @param {any} roadmap */
const bare = (roadmap) => ({ ...roadmap, actions: roadmap.actions.map((/** @type {any} */ action) => ({ ...action, reduces: [] })) });
