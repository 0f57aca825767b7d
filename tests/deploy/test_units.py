"""The unit of systemd and the recipe of the container: what keeps them narrow is there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"
UNIT = (DEPLOY / "eksempelfinner.service").read_text("utf-8")
RECIPE = (DEPLOY / "Containerfile").read_text("utf-8")
DIRECTIVES = dict(re.findall(r"^(\w+)=(.*)$", UNIT, re.MULTILINE))
MAX_EXPOSURE = 2.0
"""Of ten, as systemd judges it; it calls this "OK"."""

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="needs systemd-analyze of systemd"
)


@pytest.mark.parametrize(
    ("directive", "value"),
    [
        ("User", "eksempelfinner"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("PrivateTmp", "yes"),
        ("NoNewPrivileges", "yes"),
        ("CapabilityBoundingSet", ""),
        ("IPAddressDeny", "any"),
        ("IPAddressAllow", "localhost"),
        ("StateDirectory", "eksempelfinner"),
        ("StateDirectoryMode", "0700"),
        ("UMask", "0077"),
    ],
)
def test_the_unit_can_do_little(directive: str, value: str) -> None:
    """It writes to one folder, reaches this machine alone and gains no privilege."""
    assert DIRECTIVES[directive] == value


@needs_systemd
def test_systemd_knows_every_line_of_the_unit(tmp_path: Path) -> None:
    """With a program that is there, it has nothing to say of it."""
    unit = tmp_path / "eksempelfinner.service"
    unit.write_text(re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", UNIT))
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True)
    said = [line for line in done.stderr.splitlines() if "eksempelfinner.service" in line]
    assert said == []


@needs_systemd
def test_systemd_judges_the_unit_narrow() -> None:
    """By its own scale."""
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", str(DEPLOY / "eksempelfinner.service")],
        capture_output=True,
        text=True,
    )
    exposure = re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)
    if exposure is None:
        pytest.skip("this systemd-analyze judges no unit that is not loaded")
    assert float(exposure.group(1)) <= MAX_EXPOSURE


def test_the_container_runs_without_root_and_keeps_its_data_apart() -> None:
    """The last stage names a user by number, and a volume."""
    last = RECIPE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert re.search(r"^VOLUME /data$", last, re.MULTILINE)
    assert "EKSEMPELFINNER_DATA=/data" in last
    assert "/healthz" in last
    assert ":latest" not in RECIPE
    assert "--read-only --tmpfs /tmp --cap-drop all" in RECIPE


def test_everything_that_the_package_holds_is_copied() -> None:
    """A package that is left out would be missing in the container alone."""
    project = (DEPLOY.parent / "pyproject.toml").read_text("utf-8")
    wheel = re.search(r"wheel\]\s*packages = \[(.*?)\]", project, re.DOTALL)
    assert wheel
    for package in re.findall(r'"(\w+)"', wheel.group(1)):
        assert f"COPY {package} {package}\n" in RECIPE
    for file in re.findall(r'license-files = \["(\S+)", "(\S+)"\]', project)[0]:
        assert file in RECIPE
