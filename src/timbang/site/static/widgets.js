// Widgets without a kernel: a model made from the stored state, and the widget's own module to draw it.

(() => {
  /** The part of a Jupyter widget model that widgets use; changes stay on this page. */
  class Model {
    #state;
    #listeners = new Map();

    constructor(state) {
      this.#state = state;
    }

    get(name) {
      return this.#state[name];
    }

    set(name, value) {
      const changes = typeof name === "string" ? { [name]: value } : name;
      for (const [key, changed] of Object.entries(changes)) {
        if (this.#state[key] === changed) continue;
        this.#state[key] = changed;
        this.#tell(`change:${key}`, changed);
      }
      this.#tell("change");
    }

    save_changes() {}

    send() {}

    on(event, listener) {
      if (!this.#listeners.has(event)) this.#listeners.set(event, []);
      this.#listeners.get(event).push(listener);
    }

    off(event, listener) {
      if (!event) this.#listeners.clear();
      else if (!listener) this.#listeners.delete(event);
      else this.#listeners.set(event, (this.#listeners.get(event) ?? []).filter((other) => other !== listener));
    }

    #tell(event, value) {
      for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(this, value);
    }
  }

  const absolute = (path) => new URL(path, document.baseURI).href;

  /** All modules are asked for at once, not as each finds that it needs the next. */
  for (const module of document.currentScript.dataset.modules.split(" ").filter(Boolean)) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = module;
    document.head.append(link);
  }

  const start = async (element) => {
    const state = JSON.parse(element.querySelector(":scope > script").textContent);
    const module = await import(absolute(element.dataset.src));
    const widget = typeof module.default === "function" ? await module.default() : module.default;
    const model = new Model(state);
    const el = document.createElement("div");
    await widget.initialize?.({ model });
    await widget.render?.({ model, el });
    element.append(el);
    element.dataset.ready = "yes";
  };

  /** Exercises grow when they come to life and push what stands below: a reader sent to an anchor is kept at it. */
  let moved = false;
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(kind, () => { moved = true; }, { once: true, passive: true });
  }
  const returnToAnchor = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && !moved) target.scrollIntoView();
  };

  Promise.all([...document.querySelectorAll(".timbang-widget")].map(start)).finally(returnToAnchor);
})();
