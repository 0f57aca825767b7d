"""Ctrl+C and SIGTERM: Python loses what falls into a callback; here it is sent once more."""

import _thread
import signal
import sys
import threading

AGAIN_SECONDS = 0.02
"""By then the callback that swallowed the interruption has ended."""


_SENT = {KeyboardInterrupt: signal.SIGINT, SystemExit: signal.SIGTERM}
"""The signal that raises each."""


def keep_interruptions() -> None:
    """Make sure that Ctrl+C and SIGTERM end the command, whatever runs just then.

    `KeyboardInterrupt`, or the `SystemExit` of a server, is raised in the code that the main thread
    happens to be in. In `__del__` or in a callback of a weak reference (a pool of threads has one),
    Python writes "Exception ignored" and goes on, and the command would run to its end.
    """
    told_before = sys.unraisablehook

    def tell(unraisable: "sys.UnraisableHookArgs") -> None:
        number = next(
            (n for kind, n in _SENT.items() if issubclass(unraisable.exc_type, kind)), None
        )
        if number is None:
            told_before(unraisable)
            return
        # From another thread: raised in this one, it would be lost in this hook.
        again = threading.Timer(AGAIN_SECONDS, _send, (number,))
        again.daemon = True
        again.start()

    sys.unraisablehook = tell


def _send(number: signal.Signals) -> None:
    """Send a signal to the main thread, so that it also ends a wait there."""
    main = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main is not None:
        signal.pthread_kill(main, number)
    else:
        _thread.interrupt_main(number)
