"""Fetch reports from the public web, for the command `fetch` alone.

`addresses` decides which addresses may be asked; `download` is the only module of the program that
opens a connection to another machine, so the package imports nothing by itself.
"""
