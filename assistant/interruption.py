"""Ctrl+C: Python loses it where it falls into a callback; here it is sent once more."""

import _thread
import sys
import threading

AGAIN_SECONDS = 0.02
"""By then the callback that swallowed the interruption has ended."""


def keep_interruptions() -> None:
    """Make sure that an interruption from the keyboard ends the command, whatever runs just then.

    `KeyboardInterrupt` is raised in the code that the main thread happens to be in. In `__del__` or
    in a callback of a weak reference (a pool of threads has one), Python writes "Exception ignored"
    and goes on, and the command would run to its end.
    """
    told_before = sys.unraisablehook

    def tell(unraisable: "sys.UnraisableHookArgs") -> None:
        if not issubclass(unraisable.exc_type, KeyboardInterrupt):
            told_before(unraisable)
            return
        # From another thread: raised in this one, it would be lost in this hook.
        again = threading.Timer(AGAIN_SECONDS, _thread.interrupt_main)
        again.daemon = True
        again.start()

    sys.unraisablehook = tell
