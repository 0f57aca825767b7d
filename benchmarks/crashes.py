"""Kill what changes the data folder at random moments, and see that nothing is lost.

    python benchmarks/crashes.py --kills 1000

Each round runs `build`, `add`, `remove`, `sync` or `import-index` on a data folder of the fake
encoder in a process of its own, and kills that with SIGKILL at a moment drawn by chance. Then the
live generation has to open with every block right, and every report that was told to be added, and
not told to be removed since, has to be in the list. At the end a last command leaves nothing over.
The same is done on a disk that fills up, without the right to write, with two writers at once and
with a clock that was set back (`benchmarks/hardships.py`): each ends in one sentence.
Then bits of every file of a generation are flipped, one at a time: each has to be found.
"""

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.crash_world import VERBS, Lost, World
from benchmarks.hardships import (
    clock_set_back,
    full_disk,
    no_right_to_write,
    small_disk,
    two_writers,
)
from index.generation import open_live
from ingest.errors import EksempelfinnerError


def main() -> None:
    """Run all of it and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--hardships", type=int, default=60, help="rounds of each of the four")
    parser.add_argument("--flips", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # Also one without rights has to reach what is in it.
        Path(folder).chmod(0o755)
        figures = run(Path(folder), asked)
    sys.stdout.write(json.dumps(figures) + "\n")


def run(folder: Path, asked: argparse.Namespace) -> dict[str, object]:
    """Do as much of each as is asked for; return the figures."""
    chance = random.Random(asked.seed)
    started = time.monotonic()
    figures: dict[str, object] = {}
    (folder / "small").mkdir()
    with small_disk(folder / "small" / "data"):
        figures["full_disk"] = full_disk(World(folder / "small", chance), asked.hardships)
    world = World(folder, chance)
    for hardship in (no_right_to_write, two_writers, clock_set_back):
        figures[hardship.__name__] = hardship(world, asked.hardships)
    ended = Counter[str]()
    while ended["killed"] < asked.kills:
        verb = chance.choice(VERBS)
        ended["killed" if world.kill_during(verb) else "finished"] += 1
        world.check()
    world.tidy()
    figures |= {**ended, "changed": world.changes}
    figures["flips_found"] = flipped_bits(world.settings.data, asked.flips, chance)
    return {**figures, "seconds": round(time.monotonic() - started)}


def flipped_bits(data: Path, flips: int, chance: random.Random) -> int:
    """Flip one bit at a time of files in turn, and return how many were found: all of them.

    Raises:
        Lost: one is not found, or what it is in is served.
    """
    folder = open_live(data).folder
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    for number in range(max(flips, len(files))):
        path = files[number % len(files)]
        whole = path.read_bytes()
        at, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
        try:
            open_live(data).check()
        except EksempelfinnerError:
            continue
        finally:
            path.write_bytes(whole)
        raise Lost("a flip is not found", path, at, bit)
    open_live(data).check()
    shutil.rmtree(data, ignore_errors=True)
    return max(flips, len(files))


if __name__ == "__main__":
    main()
