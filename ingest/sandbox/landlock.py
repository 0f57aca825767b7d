"""Have Linux forbid this process to change files and to reach the network, whatever code it runs.

Landlock is asked by its system calls, as Python has no name for it; its manual is the kernel's
userspace-api/landlock. Where the kernel is older than 5.13 or another, nothing is held by this.
"""

import ctypes
import os
import sys

# The same on every machine that Linux runs on.
_CREATE, _RESTRICT = 444, 446
_VERSION = 1  # a flag: say which version of Landlock this is
_NO_NEW_PRIVILEGES = 38

# Rights over files by their bits (1 write, 4 and 5 remove, 6 to 12 make, 13 move, 14 cut short);
# not those to run a program, to read a file and to list a folder (0, 2, 3).
_CHANGES = {1: 0b1_1111_1111_0010, 2: 0b11_1111_1111_0010, 3: 0b111_1111_1111_0010}
_TCP = 0b11  # to listen and to connect
_TCP_SINCE = 4


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64))


def forbid_changes() -> bool:
    """Forbid it for this process and those that it starts; return whether the kernel will."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None)
    version = libc.syscall(_CREATE, None, ctypes.c_size_t(0), _VERSION)
    if version < 1:
        return False
    rules = _Ruleset(_CHANGES[min(version, max(_CHANGES))], _TCP if version >= _TCP_SINCE else 0)
    size = ctypes.c_size_t(ctypes.sizeof(rules) if version >= _TCP_SINCE else 8)
    # A ruleset without a rule: what it names is allowed nowhere.
    descriptor = libc.syscall(_CREATE, ctypes.byref(rules), size, 0)
    if descriptor < 0 or libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    done: int = libc.syscall(_RESTRICT, descriptor, 0)
    os.close(descriptor)
    return done == 0
