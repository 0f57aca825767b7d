"""Compare the program with what users would pick instead; run it with `python -m`.

Read `__main__.py` first, then `collection.py` (what is searched and asked), `tools/` (a file for
each tool), `worker.py` and `process.py` (a tool in a process of its own), `measurement.py` and
`table.py` (the arithmetic and what is printed).
"""
