"""The browser of the tests: found, or told how to get."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from timbang.errors import BrowserMissing
from timbang.site import browser


def test_the_browser_that_is_found_starts() -> None:
    assert browser.install() == browser.path()


def test_without_any_browser_the_message_names_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    with pytest.raises(BrowserMissing, match=r"python -m timbang\.site\.browser"):
        browser.path()


def test_a_browser_without_its_libraries_is_told_in_one_line(tmp_path: Path) -> None:
    program = tmp_path / browser.SHELL
    program.write_text(
        "#!/bin/sh\necho 'chromium: error while loading shared libraries: libnss3.so' >&2\nexit 127\n"
    )
    program.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "timbang.site.browser"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "libnss3.so" in line
    assert "an administrator must run" in line
