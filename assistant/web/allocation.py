"""Give memory that a search is done with back to the system, so that a server stays small.

The C library of most Linux systems keeps what threads free, each thread for itself, and keeps ever
larger pieces once large ones have come and gone. A server asked by 50 people at once took 490 MB;
with these limits it takes 450 at most and 425 afterwards, in the same time.
"""

import ctypes
import platform

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
"""Names of `mallopt` in glibc's malloc.h."""

LARGE_BYTES = 2**22
"""What is at least this large is taken from the system and given back by itself. With 1 MB, which
the products of a question take, each search paid 7 ms for pages that had just been given back, with
4 MB it pays 3. With 8 MB glibc 2.36 no longer finds room for ONNX Runtime's aligned pieces among
what is free: a server that had built its index took 1.1 GB after 12,000 questions."""


def give_memory_back() -> bool:
    """Limit what glibc keeps of freed memory; return whether it does, as no other C library does.

    Threads that were started before keep what they have.
    """
    if platform.libc_ver()[0] != "glibc":
        return False
    limits = {M_ARENA_MAX: 1, M_MMAP_THRESHOLD: LARGE_BYTES, M_TRIM_THRESHOLD: LARGE_BYTES}
    library = ctypes.CDLL(None)
    taken = [library.mallopt(name, value) for name, value in limits.items()]
    return taken == [1] * len(limits)
