"""Fetch reports from the public web, for the command `fetch` alone.

`addresses` decides which addresses may be asked, and `connection` is the only module of the program
that opens a connection to another machine, so the package imports nothing by itself. `download`
fetches a file with it, and `kudos` asks the open archive Kudos with `patience`; `find_report` finds
a report of the catalogue there.
"""
