"""The cluster that the contract tests can be run against: what is written there fits the rest."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "deploy" / "qdrant"
SCRIPT = (FOLDER / "contract.sh").read_text("utf-8")


def test_three_nodes_find_each_other_and_no_other_machine_does() -> None:
    """Of the version that the client has, with a key, two copies of everything, no telemetry."""
    yaml = pytest.importorskip("yaml")
    read = yaml.safe_load((FOLDER / "compose.yaml").read_text("utf-8"))
    services = read["services"]
    assert list(services) == ["qdrant-1", "qdrant-2", "qdrant-3"]
    constraints = (ROOT / "constraints.txt").read_text("utf-8")
    version = re.search(r"^qdrant-client==(\d+\.\d+)\.", constraints, re.MULTILINE)
    assert version
    for name, service in services.items():
        assert service["image"].startswith(f"docker.io/qdrant/qdrant:v{version.group(1)}.")
        assert f"http://{name}:6335" in service["command"]
        assert ("--bootstrap" in service["command"]) == (name != "qdrant-1")
        own = service["environment"]
        assert own["QDRANT__CLUSTER__ENABLED"] == "true"
        assert own["QDRANT__TELEMETRY_DISABLED"] == "true"
        assert int(own["QDRANT__STORAGE__COLLECTION__REPLICATION_FACTOR"]) == 2
        assert own["QDRANT__SERVICE__API_KEY"].startswith("${QDRANT_KEY:?")
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
    assert {volume.split(":")[0] for s in services.values() for volume in s["volumes"]} == set(
        read["volumes"]
    )


def test_the_script_names_what_there_is() -> None:
    """Its tests, and the variables that they read."""
    shell = shutil.which("bash")
    assert shell
    subprocess.run([shell, "-n", FOLDER / "contract.sh"], check=True)
    paths = re.findall(r"tests/\S+\.py", SCRIPT)
    assert len(paths) == 2
    assert all((ROOT / path).is_file() for path in paths)
    fixtures = (ROOT / "tests" / "index" / "qdrant" / "conftest.py").read_text("utf-8")
    for name in re.findall(r"\b(EKSEMPEL_\w+)=", SCRIPT):
        assert f'"{name}"' in fixtures
