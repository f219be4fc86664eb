"""What a learner waits for when a register changes: the simulation in Python and in the browser."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from figures import Figure, seconds, upper
from playwright.sync_api import Page, sync_playwright

from timbang.models import risk
from timbang.site import browser
from timbang.widgets import assets

RISKS = 30
RUN = """async ([sliced, risk, risks, draws, seed]) => {
  const [{ sliced: run }, { simulate }] = await Promise.all([import(sliced), import(risk)]);
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask" });
  const start = performance.now();
  await new Promise((done) => run(done).run(simulate(risks, draws, seed)));
  const took = performance.now() - start;
  await new Promise((resume) => setTimeout(resume, 200));
  return [took, Math.max(0, ...tasks.map(({ duration }) => duration))];
}"""


def figures() -> list[Figure]:
    """Measure both, with 30 risks and as many draws as the exercise makes."""
    some = [
        risk.Risk(f"{number}", (0.1, 0.2 + number / 100, 0.6), (0.05, 0.1, 0.4)) for number in range(RISKS)
    ]
    risk.simulate(some)
    python = statistics.median(seconds(lambda: risk.simulate(some)) for _ in range(7))
    took, longest = _in_browser(some)
    return [
        upper(f"{risk.DRAWS} draws of {RISKS} risks in Python", 1000 * python, 150, "ms"),
        upper("longest task of the page meanwhile (0: none over 50 ms)", longest, 50, "ms"),
        upper(f"{risk.DRAWS} draws of {RISKS} risks in the browser", took, 1000, "ms"),
    ]


def _in_browser(risks: list[risk.Risk]) -> tuple[float, float]:
    plain = [{"likelihood": one.likelihood, "impact": one.impact} for one in risks]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for name, content in assets.site_files().items():
            (Path(folder) / name).write_bytes(content)
        (Path(folder) / "page.html").write_text("<!doctype html><title>page</title>")
        started = playwright.chromium.launch(
            executable_path=str(browser.path()), args=[*browser.arguments(), "--allow-file-access-from-files"]
        )
        page = started.new_page()
        page.goto((Path(folder) / "page.html").as_uri())
        results = [_once(page, plain) for _ in range(5)]
        started.close()
    return statistics.median(one[0] for one in results), max(one[1] for one in results)


def _once(page: Page, plain: list[dict[str, risk.Range]]) -> list[float]:
    files = [
        next(name for name in assets.site_files() if name.startswith(f"{stem}-"))
        for stem in ("sliced", "risk")
    ]
    found: list[float] = page.evaluate(RUN, [*(f"./{name}" for name in files), plain, risk.DRAWS, risk.SEED])
    return found
