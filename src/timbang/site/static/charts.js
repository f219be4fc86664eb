// Charts: a drawing becomes live (tooltips) when a reader touches it; filters and selections come from widgets.

(() => {
  const vegaFile = new URL(document.currentScript.dataset.modules.trim(), document.baseURI).href;
  const kept = new Map(); // chart name -> ids that a filter keeps

  let arriving;
  const vega = async () => {
    arriving ??= import(vegaFile);
    try {
      return (await arriving).embed;
    } catch (error) {
      arriving = undefined; // the next touch asks again
      throw error;
    }
  };

  /** To a screen reader a chart is one image; of what Vega names, in English, the events keep their names. */
  const hush = (svg) => {
    for (const part of svg.querySelectorAll("[role], [aria-roledescription], [aria-label]")) {
      part.removeAttribute("aria-roledescription");
      if (part.hasAttribute("aria-label") && isEvent(part)) continue;
      part.removeAttribute("role");
      part.removeAttribute("aria-label");
    }
  };

  const marks = (root) => root.querySelectorAll("svg [aria-label]");
  /** The id that a mark's label starts with: "K24 25 February 1998: …". */
  const markId = (mark) => mark.getAttribute("aria-label").split(" ", 1)[0];

  const isEvent = (mark) => /^[A-Z]+\d+$/.test(markId(mark));

  const dim = (chart) => {
    const ids = kept.get(chart.dataset.chart);
    for (const mark of marks(chart)) {
      if (!isEvent(mark)) continue;
      mark.classList.toggle("timbang-dim", ids !== undefined && !ids.has(markId(mark)));
    }
  };

  const specOf = (chart, width) => {
    // without `$schema`: that is for JupyterLab, whose Vega-Lite is another
    const { $schema, ...wide } = JSON.parse(chart.querySelector(":scope > script").textContent);
    if (width !== "narrow") return wide;
    const { $schema: _, ...narrow } = wide.usermeta.timbang.narrow;
    return { datasets: wide.datasets, usermeta: { embedOptions: wide.usermeta.embedOptions }, ...narrow };
  };

  /** Put Vega's drawing in the place of the still one, which stays if anything goes wrong. */
  const enliven = async (chart, drawing) => {
    const still = drawing.querySelector("svg");
    const box = document.createElement("div");
    box.hidden = true;
    drawing.append(box);
    try {
      const embed = await vega();
      const spec = specOf(chart, drawing.dataset.width);
      const options = { mode: "vega-lite", actions: false, renderer: "svg", ...spec.usermeta?.embedOptions };
      await embed(box, spec, { ...options, tooltip: { disableDefaultStyle: true } });
      const live = box.querySelector("svg");
      hush(live);
      for (const name of ["role", "aria-label", "focusable"]) live.setAttribute(name, still.getAttribute(name));
      // Vega measures words in the reader's font: whatever comes of it keeps to the box of the still drawing
      live.style.aspectRatio = `${still.viewBox.baseVal.width} / ${still.viewBox.baseVal.height}`;
      live.setAttribute("preserveAspectRatio", "xMinYMin meet");
      still.replaceWith(live);
      box.style.display = "none"; // Vega keeps its own element; the drawing stands where the still one stood
      box.hidden = false;
      dim(chart);
      drawing.dataset.live = "done";
    } catch {
      box.remove();
      drawing.dataset.live = "failed";
    }
  };

  const touched = (event) => {
    const drawing = event.target.closest?.(".timbang-drawing");
    if (!drawing || ["coming", "done"].includes(drawing.dataset.live)) return;
    drawing.dataset.live = "coming";
    enliven(drawing.closest(".timbang-chart"), drawing);
  };
  for (const kind of ["pointerover", "touchstart", "focusin"]) {
    document.addEventListener(kind, touched, { passive: true });
  }

  document.addEventListener("timbang:filter", ({ detail }) => {
    detail.ids ? kept.set(detail.chart, new Set(detail.ids)) : kept.delete(detail.chart);
    for (const chart of document.querySelectorAll(".timbang-chart")) {
      if (chart.dataset.chart === detail.chart) dim(chart);
    }
  });

  /** The event whose mark this is, as the list of events is told of it. */
  const eventAt = (target) => {
    const chart = target.closest?.(".timbang-chart");
    const mark = chart && target.closest("svg [aria-label]:not(svg)");
    return mark && isEvent(mark) ? { mark, detail: { chart: chart.dataset.chart, id: markId(mark) } } : undefined;
  };
  const select = ({ detail }) => document.dispatchEvent(new CustomEvent("timbang:select", { detail }));

  let pressed;
  document.addEventListener("pointerdown", ({ target }) => { pressed = eventAt(target); }, { passive: true });
  document.addEventListener("pointerup", () => {
    // the live drawing came while the finger was down: there will be no click on what was pressed
    if (pressed && !pressed.mark.isConnected) select(pressed);
    pressed = undefined;
  }, { passive: true });

  document.addEventListener("click", ({ target }) => {
    const found = eventAt(target);
    if (found) select(found);
  });
})();
