"""Keep the index in Qdrant: on a server, which may be a cluster, or in this process.

`store` says what is asked of Qdrant; `server` asks it of a server over HTTP, at an `address` that
may be asked, again and again if connections are lost (`retry`), and `edge` of the engine in this
process, in `requests` that are nearly the same. `points` are passages as Qdrant keeps them and
`scope` is a filter on them. `publication` writes a generation, of documents and their vectors, by
its `writer`; `word_table`, `parts` and `generation` read it, in what a search needs of any index
(`index/protocol.py`).
"""
