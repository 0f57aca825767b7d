"""What else befalls a data folder: a full disk, no right to write, two writers, a clock set back.

Each round ends in what was asked for, or in one sentence of the error that is meant for it; then
the live generation opens with every block right, and nothing that was told has gone.
"""

import os
import resource
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path

import index.build
import index.publication
from benchmarks.crash_world import REMOVING, VERBS, Lost, World

DISK_MEGABYTES = 64
"""Of the small disk: two generations of the page take 10."""

NOBODY = 65534


def meet(world: World, verb: str, wanted: set[str], first: Callable[[], object] = bool) -> str:
    """Do something in a process; return the error that it ended with, "done" if there was none.

    Raises:
        Lost: the error is none of those `wanted`, or is not one sentence on one line.
    """
    path, before = world.prepare(verb), world.listed()
    child = world.fork(verb, path, first)
    os.waitpid(child, 0)
    refused = world.refused()
    _as_wanted(refused, wanted, verb)
    world.see(verb, before, killed=bool(refused))
    return refused[0].partition(" ")[0] if refused else "done"


def _as_wanted(refused: list[str], wanted: set[str], what: str) -> None:
    for each in refused:
        name, _, sentence = each.partition(" ")
        if name not in wanted or not sentence.endswith("."):
            raise Lost(what, refused)


def full_disk(world: World, rounds: int) -> dict[str, int]:
    """Leave less and less room on the disk; return how often each verb ended how."""
    ended = Counter[str]()
    data = world.settings.data
    is_small = os.statvfs(data).f_blocks * os.statvfs(data).f_frsize <= DISK_MEGABYTES * 2**20
    filler = data / "filler"
    for _ in range(rounds):
        room = world.chance.randrange(4 * 2**20)
        first: Callable[[], object] = bool
        if is_small:
            status = os.statvfs(data)
            with filler.open("wb") as file:
                os.posix_fallocate(
                    file.fileno(), 0, max(1, status.f_bavail * status.f_frsize - room)
                )
        else:
            first = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (room, room))
        ended[meet(world, world.chance.choice(VERBS), {"DiskFull"}, first)] += 1
        filler.unlink(missing_ok=True)
        world.check()
    world.tidy()
    return {"small_disk": int(is_small), **ended}


def no_right_to_write(world: World, rounds: int) -> dict[str, int]:
    """Take the right to write away: every change is refused, and questions are answered."""
    ended = Counter[str]()
    data = world.settings.data
    paths = [data, *data.rglob("*")]
    modes = {path: path.stat().st_mode for path in paths}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222 | (0o555 if path.is_dir() else 0o444))
    world.told.touch()
    world.told.chmod(0o666)
    try:
        every = ("ask", *VERBS)
        for number in range(max(rounds, len(every))):
            verb = every[number % len(every)]
            found = meet(world, verb, {"DataUnreadable"}, _as_nobody)
            if (found == "done") != (verb == "ask"):
                raise Lost(verb, found, "without the right to write")
            ended[f"{verb} {found}"] += 1
            world.check()
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    world.tidy()
    return dict(ended)


def _as_nobody() -> None:
    """Drop the rights of root, who writes wherever it likes."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def two_writers(world: World, rounds: int) -> dict[str, int]:
    """Let two processes change the folder at the same time; one of them may be told to wait."""
    ended = Counter[str]()
    for _ in range(rounds):
        verbs = [world.chance.choice(VERBS) for _ in range(2)]
        paths = [world.prepare(verb) for verb in verbs]
        before = world.listed()
        children = [world.fork(*each) for each in zip(verbs, paths, strict=True)]
        for child in children:
            os.waitpid(child, 0)
        refused = world.refused()
        _as_wanted(refused, {"DataBusy", "ReportUnknown"}, "+".join(verbs))
        removing = [verb for verb in verbs if verb in REMOVING]
        if not removing:
            world.see(verbs[0], before, killed=True)
        ended["one was refused" if refused else "both were done"] += 1
        world.check()
    world.tidy()
    return dict(ended)


def clock_set_back(world: World, rounds: int) -> dict[str, int]:
    """Let what changes the folder believe in an earlier time, and files be from any."""
    ended = Counter[str]()
    for _ in range(rounds):
        for path in (*world.followed.iterdir(), *world.reports.iterdir()):
            moment = world.chance.randrange(2**31)
            os.utime(path, (moment, moment))
        days = world.chance.randrange(-4000, 4000)
        verb = world.chance.choice(VERBS)
        ended[meet(world, verb, set(), partial(_set_back, days))] += 1
        world.check()
    world.tidy()
    return dict(ended)


def _set_back(days: int) -> None:
    """Show this process a time so many days ago, which stands still."""
    now = datetime.now(UTC) - timedelta(days=days)

    class Early(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # noqa: ARG003
            return now

    index.build.datetime = index.publication.datetime = Early  # type: ignore[misc]


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Put a small disk of memory at `folder` if the rights allow; else it stays on the disk."""
    folder.mkdir(exist_ok=True)
    size = f"size={DISK_MEGABYTES}m,mode=755"
    mount = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)]
    is_mounted = (
        os.geteuid() == 0
        and subprocess.run(mount, capture_output=True, check=False).returncode == 0  # noqa: S603
    )
    try:
        yield
    finally:
        if is_mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607
