"""The mark of every module whose tests need a browser."""

import shutil

import pytest

needs_chromium = [
    pytest.mark.browser,
    pytest.mark.skipif(
        shutil.which("chromium") is None,
        reason="Chromium is not installed; .ci/run installs it (Debian package chromium)",
    ),
]
