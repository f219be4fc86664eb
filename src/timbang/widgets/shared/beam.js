/** A pair of scales, drawn. What it shows is told in words beside it. */

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, ARM, TOP, ROPE] = [260, 132, 84, 26, 44];
const STEEPEST = 16;

/** @param {string} tag @param {Record<string, any>} attributes @param {...Node} children */
function s(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** @param {string} left @param {string} right */
export function beamAndPans(left, right) {
  const middle = WIDTH / 2;
  const beam = s("line", { x1: middle - ARM, y1: TOP, x2: middle + ARM, y2: TOP, class: "tmb-beam" });
  const pans = [left, right].map((word) => {
    const number = s("text", { y: ROPE - 6, "text-anchor": "middle", class: "tmb-sum" });
    const name = s("text", { y: ROPE + 26, "text-anchor": "middle" });
    name.textContent = word;
    const pan = s("g", {},
      s("path", { d: `M0 0 L-28 ${ROPE} M0 0 L28 ${ROPE}`, class: "tmb-rope" }),
      s("path", { d: `M-34 ${ROPE} H34 A34 14 0 0 1 -34 ${ROPE} Z`, class: "tmb-dish" }),
      number, name);
    return { pan, number };
  });
  const element = s("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true", class: "tmb-drawing" },
    s("path", { d: `M${middle} ${TOP} V${HEIGHT - 6} M${middle - 30} ${HEIGHT - 6} H${middle + 30}`, class: "tmb-post" }),
    beam, s("circle", { cx: middle, cy: TOP, r: 5, class: "tmb-pivot" }), ...pans.map(({ pan }) => pan));

  return {
    element,
    /** Lean to the left by `lean` (-1 to 1) and write the sums. @param {number} lean @param {...number} sums */
    tilt(lean, ...sums) {
      const angle = (-lean * STEEPEST * Math.PI) / 180;
      const [across, down] = [ARM * Math.cos(angle), ARM * Math.sin(angle)];
      beam.style.transform = `rotate(${-lean * STEEPEST}deg)`;
      [-1, 1].forEach((side, place) => {
        pans[place].pan.style.transform = `translate(${middle + side * across}px, ${TOP + side * down}px)`;
        pans[place].number.textContent = `${sums[place]}`;
      });
    },
  };
}
