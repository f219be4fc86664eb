/** The checks of a roadmap in words, each leading to the action that it is about. */

import { fill, h, uid } from "./shared/dom.js";

const FEW = 12;
const MANY = 100;

/**
 * A fault as a sentence.
 * @param {any} texts @param {import("./shared/schedule.js").Fault} fault
 * @param {Map<string, string>} names @param {Map<string, string>} risks
 */
export function sentence(texts, { kind, actions, about }, names, risks) {
  const named = actions.map((id) => names.get(id) || id);
  const worded = about.map((one) => ({
    "too-early": () => names.get(one) || one,
    "open-gap": () => texts[`label-${one}`],
    "open-risk": () => risks.get(one) || one,
  })[kind]?.() ?? one);
  return fill(texts[`fault-${kind}`], {
    action: named[0] ?? "",
    loop: [...named, ...named.slice(0, 1)].join(" → "),
    about: worded.join(", "),
  });
}

/** @param {{ texts: any, open: (id: string) => void }} parts */
export function checks({ texts, open }) {
  const title = uid("checks");
  const count = h("p", { class: "tmb-checks-title", id: title, role: "status" });
  const list = h("ul", { class: "tmb-faults" });
  const more = h("button", { type: "button", class: "tmb-button tmb-small", hidden: true, onclick() {
    all = !all;
    write();
  } });
  let all = false;
  let shown = "";
  /** @type {{ text: string, id: string | undefined }[]} */
  let told = [];

  function write() {
    const most = all ? MANY : FEW;
    const lines = told.slice(0, most);
    list.replaceChildren(...lines.map(({ text, id }) => h("li", {}, id === undefined ? text
      : h("button", { type: "button", class: "tmb-fault", onclick: () => open(id) }, text))));
    more.hidden = told.length <= FEW;
    more.textContent = all ? texts["fewer-faults"] : fill(texts["more-faults"], { count: told.length - FEW });
    const rest = told.length - lines.length;
    if (all && rest > 0) list.append(h("li", {}, fill(texts["rest-faults"], { count: rest })));
  }

  return {
    element: h("section", { class: "tmb-checks", "aria-labelledby": title }, count, list, more),
    /** @param {{ text: string, id: string | undefined }[]} faults @param {boolean} any  Whether there are actions at all. */
    show(faults, any) {
      const words = !any ? texts["checks-wait"] : faults.length ? fill(texts["checks-open"], { count: faults.length }) : texts["checks-none"];
      if (count.textContent !== words) count.textContent = words;
      count.dataset.mark = any && !faults.length ? "right" : "partly";
      // Of an empty plan there is nothing to mend yet.
      const key = JSON.stringify(any ? faults : []);
      if (key === shown) return;
      shown = key;
      told = any ? faults : [];
      write();
    },
  };
}
