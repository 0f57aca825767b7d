"""The commands of `eksempelfinner`, a file for each group; `assistant/cli.py` joins them.

`options` is what they share: their common options, their help in the user's language, and the
invocation that each is called with. A command's options come to it as named, typed parameters, and
what is heavy is imported inside it.
"""
