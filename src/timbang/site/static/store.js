// Where a browser refuses its store, the scripts of the theme and of Sphinx would stop, and with them the menus, the
// search and the colours. What they keep then lasts as long as the page; the course's own work hears the refusal.
(() => {
  const probe = "timbang-probe";
  try {
    localStorage.setItem(probe, "");
    localStorage.removeItem(probe);
    return;
  } catch {
    // refused, or full
  }
  const { get } = Object.getOwnPropertyDescriptor(window, "localStorage");
  const store = () => get.call(window);
  const ours = (key) => key.startsWith("timbang");
  const kept = new Map();
  const forgiving = {
    getItem: (key) => (ours(key) ? store().getItem(key) : kept.get(key) ?? null),
    setItem: (key, value) => (ours(key) ? store().setItem(key, value) : kept.set(key, `${value}`)),
    removeItem: (key) => (ours(key) ? store().removeItem(key) : kept.delete(key)),
    get length() {
      return store().length;
    },
  };
  Object.defineProperty(window, "localStorage", { configurable: true, get: () => forgiving });
})();
