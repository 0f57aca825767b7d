"""Tell what a document is from its own words: kind, title, municipality, year and publisher.

In reading order: `document_facts` tells all; `told` is one fact with the words that told it.
`cover` has the lines of a cover, from which `title`, `year` and, by the nouns of `kind_words`,
`kind` are told; `own_municipality` tells whose a document is, and `dates` knows the forms of dates.
"""
