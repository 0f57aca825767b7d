"""Write what the program consists of: an SBOM in CycloneDX's form, and a list of licences.

    pip install -c constraints.txt ".[sbom]"
    python deploy/sbom.py FOLDER

Into FOLDER it writes `sbom.cdx.json` (CycloneDX 1.6) and `licences.csv`, of what is installed in
the environment that it runs in: the program, every package that it needs and that those need, and
what is part of the program without being a package (NOTICE.md).
"""

import csv
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROGRAM = "eksempelfinner"
UNKNOWN = "not stated"

PARTS = (
    ("intfloat/multilingual-e5-small", ComponentType.MACHINE_LEARNING_MODEL, "MIT"),
    ("eksempelfinner-adapter", ComponentType.MACHINE_LEARNING_MODEL, "MIT"),
    ("@digdir/designsystemet-css (tokens)", ComponentType.DATA, "MIT"),
    ("bm25s (stop words)", ComponentType.DATA, "MIT"),
)
"""What stands in the program or comes with one of its packages: name, kind and licence."""


def needed(name: str) -> dict[str, Distribution]:
    """Return the installed packages that a package needs, and itself, by their names.

    Raises:
        PackageNotFoundError: the package itself is not installed.
    """
    found = {canonicalize_name(name): distribution(name)}
    waiting = [(name, "")]
    looked_at = set()
    while waiting:
        package, extra = waiting.pop()
        if (package, extra) in looked_at:
            continue
        looked_at.add((package, extra))
        for requirement in _requirements(found[canonicalize_name(package)], extra):
            try:
                found.setdefault(
                    canonicalize_name(requirement.name), distribution(requirement.name)
                )
            except PackageNotFoundError:
                continue  # not needed on this machine
            waiting += [(requirement.name, each) for each in ("", *requirement.extras)]
    return dict(sorted(found.items()))


def licence_of(package: Distribution) -> str:
    """Return the licence that a package states: an expression of SPDX if it has one."""
    stated = package.metadata
    if expression := stated.get("License-Expression"):
        return str(expression)
    classified = [
        each.rpartition(" :: ")[2]
        for each in stated.get_all("Classifier") or ()
        if each.startswith("License :: ") and each != "License :: OSI Approved"
    ]
    # Some write the whole licence into the field, which begins with its name or whose it is.
    written = (str(stated.get("License") or "").strip().splitlines() or [""])[0]
    if written and not written.startswith("Copyright"):
        return written
    return "; ".join(classified) or UNKNOWN


def sbom(packages: dict[str, Distribution]) -> Bom:
    """Return the packages and the other parts, with how they depend on each other."""
    licences = LicenseFactory()
    bom = Bom()
    components = {}
    for name, package in packages.items():
        is_program = name == PROGRAM
        component = Component(
            name=name,
            version=package.version,
            type=ComponentType.APPLICATION if is_program else ComponentType.LIBRARY,
            bom_ref=f"{name}=={package.version}",
            purl=None if is_program else PackageURL("pypi", None, name, package.version),
            licenses=[licences.make_from_string(licence_of(package))],
        )
        components[name] = component
        if is_program:
            bom.metadata.component = component
        else:
            bom.components.add(component)
    parts = [
        Component(name=name, type=kind, licenses=[licences.make_from_string(licence)], bom_ref=name)
        for name, kind, licence in PARTS
    ]
    bom.components.update(parts)
    for name, package in packages.items():
        direct = {canonicalize_name(each.name) for each in _requirements(package, "")}
        needs = [components[each] for each in sorted(direct & components.keys())]
        bom.register_dependency(components[name], needs + (parts if name == PROGRAM else []))
    return bom


def write(folder: Path) -> None:
    """Write both files into a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    packages = needed(PROGRAM)
    JsonV1Dot6(sbom(packages)).output_to_file(
        str(folder / "sbom.cdx.json"), allow_overwrite=True, indent=2
    )
    with (folder / "licences.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("name", "version", "licence"))
        for name, package in packages.items():
            table.writerow((name, package.version, licence_of(package)))
        table.writerows((name, "", licence) for name, _, licence in PARTS)


def _requirements(package: Distribution, extra: str) -> Iterator[Requirement]:
    for line in package.requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield requirement


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    write(Path(sys.argv[1]))
