// What every page does: keep the reader's language and place, and mark the section in view.

/** What has the same address in each language: sections below the title, exercises, terms of the glossary. */
const PLACES = ".bd-article :is(section section, .timbang-widget, .timbang-glossary dl > div)[id]";

/** The address of what is being read: where the reader was sent, while its beginning is in view; else the last place
 * that begins in the upper third of the window, or above it. */
const placeInView = () => {
  const top = (place) => place.getBoundingClientRect().top;
  const sent = document.querySelector(":target");
  if (sent && top(sent) >= 0 && top(sent) < innerHeight) return location.hash;
  const begun = [...document.querySelectorAll(PLACES)].filter((place) => top(place) < innerHeight / 3);
  return begun.length ? `#${begun.pop().id}` : "";
};

/** The language link keeps the place that the reader is at, and the next visit starts in that language. */
const keepPlaceAcrossLanguages = () => {
  for (const link of document.querySelectorAll("a[data-language]")) {
    link.addEventListener("click", () => {
      link.hash = placeInView();
      try {
        localStorage.setItem("timbang-language", link.dataset.language);
      } catch {
        // no storage here: the choice holds for this page
      }
    });
  }
};

/** Scroll the contents, and nothing but them, to a link in them. */
const keepInSight = (link) => {
  const box = link.closest(".bd-sidebar-secondary");
  if (!box) return;
  const [inner, outer] = [link, box].map((one) => one.getBoundingClientRect());
  const above = inner.top - Math.max(0, outer.top) - inner.height;
  const below = inner.bottom - Math.min(innerHeight, outer.bottom) + inner.height;
  if (above < 0) box.scrollTop += above;
  else if (below > 0) box.scrollTop += below;
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
      if (current) keepInSight(links.get(current));
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
