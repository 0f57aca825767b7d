"""Encode passages and questions, and keep what is searched on disk.

`encoder` turns text into vectors. `build` makes a generation of documents, cut into passages;
`publication` writes it and makes it the live one, `generation` opens it. A generation has
three indexes, of which row i belongs to passage i: `vectors` (FAISS, a vector a passage),
`lexical` (BM25) and `tokens` (a vector a token), which `maxsim` compares with those of a question.
`partition` parts short documents from long ones, and `errors` has what can go wrong.
"""
