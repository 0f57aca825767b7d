"""Read files and draw pages that nobody vouches for, in subprocesses that can be killed.

In reading order: `limits` (how much one file may take), `read_safely` and `draw_safely` (what the
program calls), `process` and `watch` (start a subprocess, exchange bytes with it, and end it if it
goes over a limit), `read_worker` and `draw_worker` (what runs in the subprocess), `restrictions`
and `landlock` (what the worker forbids itself before it opens the file). Functions have the names
of their modules, so the package hands out none.
"""
