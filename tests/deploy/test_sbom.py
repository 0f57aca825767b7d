"""The list of what the program consists of: complete, with a licence for each part."""

import csv
import importlib.util
import json
from pathlib import Path

import pytest

pytest.importorskip("cyclonedx", reason='needs cyclonedx-python-lib: pip install ".[test]"')

SCRIPT = Path(__file__).parents[2] / "deploy" / "sbom.py"


def test_every_package_is_listed_with_its_licence(tmp_path: Path) -> None:
    """Those that the program names itself, and those that they need."""
    spec = importlib.util.spec_from_file_location("sbom", SCRIPT)
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.write(tmp_path / "out")
    bom = json.loads((tmp_path / "out" / "sbom.cdx.json").read_text("utf-8"))
    assert (bom["bomFormat"], bom["specVersion"]) == ("CycloneDX", "1.6")
    assert bom["metadata"]["component"]["name"] == "eksempelfinner"
    names = {component["name"] for component in bom["components"]}
    direct = {"click", "cryptography", "gradio", "pypdfium2", "torch", "lxml"}
    indirect = {"starlette", "pydantic-core", "anyio", "cffi"}
    parts = {"intfloat/multilingual-e5-small", "eksempelfinner-adapter"}
    assert direct | indirect | parts <= names
    assert not {"pytest", "ruff", "playwright", "mypy"} & names
    (program,) = (
        each for each in bom["dependencies"] if each["ref"].startswith("eksempelfinner==")
    )
    assert any(each.startswith("gradio==") for each in program["dependsOn"])
    with (tmp_path / "out" / "licences.csv").open(encoding="utf-8") as file:
        licences = {row["name"]: row["licence"] for row in csv.DictReader(file)}
    assert names | {"eksempelfinner"} == set(licences)
    assert [name for name, licence in licences.items() if licence == script.UNKNOWN] == []
    assert licences["eksempelfinner"] == "MIT"
    assert licences["click"] == "BSD-3-Clause"
    assert all("\n" not in licence and len(licence) < 200 for licence in licences.values())
