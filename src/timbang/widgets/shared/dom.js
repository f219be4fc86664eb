/** The document, in few words. */

/** Elements that hold no others. */
const PLAIN = new Set(["option", "textarea", "title"]);

let made = 0;

/** An id that no other element on the page has. @param {string} stem */
export const uid = (stem) => `timbang-${stem}-${++made}`;

/**
 * An element with attributes and children. `onclick` and the like are listeners; false and null leave out.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null | false)} children
 * @returns {any}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) {
    if (child !== null && child !== false) element.append(...(PLAIN.has(tag) ? [child] : unbroken(child)));
  }
  return element;
}

/**
 * A text in which words such as e-government do not end a line after their hyphen, and stay as they are typed.
 * @param {Node | string} text @returns {(Node | string)[]}
 */
export function unbroken(text) {
  if (typeof text !== "string") return [text];
  return text.split(/\b([A-Za-z]-[A-Za-z]\w*|\w+-[a-z]\b(?!-))/).map((part, place) => {
    if (place % 2 === 0) return part; // what the brackets caught stands in the odd places
    const word = document.createElement("span");
    word.className = "tmb-unbroken";
    word.textContent = part;
    return word;
  });
}

/** A text with its `{places}` filled. @param {string} text @param {Record<string, any>} values */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

/** A number as the language writes it. @param {string} language @param {number} value */
export const number = (language, value) =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);

/**
 * A page of the course: a link on its site; its name alone in JupyterLab, where a page is a notebook.
 * @param {string} text @param {string} page @param {string} [anchor]
 */
export const pageLink = (text, page, anchor) => (document.querySelector(".timbang-widget")
  ? h("a", { href: `${page}.html${anchor ? `#${anchor}` : ""}` }, text)
  : text);

/**
 * A list of sources, each a link where it has an address.
 * @param {string} word @param {[string, string | null][]} sources
 */
export function sourceList(word, sources) {
  if (!sources.length) return null;
  const links = sources.map(([label, address]) =>
    h("li", {}, address ? h("a", { href: address, rel: "external noreferrer" }, label) : label));
  return h("div", { class: "tmb-sources" }, h("span", {}, `${word}: `), h("ul", {}, ...links));
}
