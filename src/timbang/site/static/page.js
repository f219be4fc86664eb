// What every page does: keep the reader's language and place, and mark the section in view.

/** The language link keeps the section that the reader is in, and the next visit starts in that language. */
const keepPlaceAcrossLanguages = () => {
  for (const link of document.querySelectorAll("a[data-language]")) {
    link.addEventListener("click", () => {
      link.hash = location.hash;
      try {
        localStorage.setItem("timbang-language", link.dataset.language);
      } catch {
        // no storage here: the choice holds for this page
      }
    });
  }
};

/** In the contents of the page, mark the section that is being read. */
const followReading = () => {
  const links = new Map();
  for (const link of document.querySelectorAll("nav.page-toc a[href^='#']")) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) links.set(section, link);
  }
  if (!links.size) return;
  const inView = new Set();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        isIntersecting ? inView.add(target) : inView.delete(target);
      }
      // of nested sections the last in the document is the innermost
      const current = [...links.keys()].filter((section) => inView.has(section)).pop();
      for (const [section, link] of links) {
        link.classList.toggle("active", section === current);
        section === current ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
      }
    },
    { rootMargin: "0px 0px -66% 0px" },
  );
  for (const section of links.keys()) observer.observe(section);
};

/** A drawer closes once a place in it was chosen. */
const closeDrawers = () => {
  for (const drawer of document.querySelectorAll("dialog[id$='sidebar-modal']")) {
    drawer.addEventListener("click", (event) => {
      if (event.target.closest("a[href]")) drawer.close();
    });
  }
};

/** What scrolls sideways in a box of its own can be reached by keyboard and has a name. */
const nameScrollingBoxes = () => {
  for (const box of document.querySelectorAll(".pst-scrollable-table-container, .timbang-caption details")) {
    const caption = box.querySelector("caption") ?? box.querySelector("summary");
    if (caption) box.setAttribute("aria-label", caption.textContent.trim());
  }
};

keepPlaceAcrossLanguages();
followReading();
closeDrawers();
nameScrollingBoxes();
