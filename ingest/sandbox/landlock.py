"""Have Linux forbid this process to change files and to reach the network, whatever code it runs.

Python has no function for Landlock, so its system calls are made directly; its manual is the
kernel's userspace-api/landlock. An older kernel than 5.13, or another system, forbids nothing here.
"""

import ctypes
import os
import sys

# The numbers of the system calls are the same on every machine that Linux runs on.
_SYS_CREATE_RULESET, _SYS_RESTRICT_SELF = 444, 446
_CREATE_RULESET_VERSION = 1  # a flag: return the version of Landlock and create nothing
_PR_SET_NO_NEW_PRIVS = 38

# Rights over files by their bits (1 write, 4 and 5 remove, 6 to 12 make, 13 move, 14 truncate), for
# each version; without those to run a program, to read a file and to list a folder (0, 2, 3).
_FILE_CHANGES = {1: 0b1_1111_1111_0010, 2: 0b11_1111_1111_0010, 3: 0b111_1111_1111_0010}
_TCP = 0b11  # to listen and to connect
_TCP_SINCE_VERSION = 4


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64))


def forbid_changes() -> bool:
    """Forbid file changes and TCP for this process and its children.

    Returns False if the kernel cannot.
    """
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None)
    version = libc.syscall(_SYS_CREATE_RULESET, None, ctypes.c_size_t(0), _CREATE_RULESET_VERSION)
    if version < 1:
        return False
    has_tcp = version >= _TCP_SINCE_VERSION
    rules = _Ruleset(_FILE_CHANGES[min(version, max(_FILE_CHANGES))], _TCP if has_tcp else 0)
    size = ctypes.c_size_t(ctypes.sizeof(rules) if has_tcp else 8)
    # The ruleset has no rule that allows anything, so all that it names is forbidden everywhere.
    descriptor = libc.syscall(_SYS_CREATE_RULESET, ctypes.byref(rules), size, 0)
    if descriptor < 0 or libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    status: int = libc.syscall(_SYS_RESTRICT_SELF, descriptor, 0)
    os.close(descriptor)
    return status == 0
