"""LangChain's hybrid as its guide has it: FAISS and BM25 in an ensemble of equal weights.

BM25Retriever cannot be saved: it is made anew of the stored passages whenever the index is opened.
It splits at spaces alone unless it is told how to find words, so it gets the stop words and the
stemmer of the language: on the half develop an nDCG@10 of 0.835, without the stop words 0.828.
Sentence vectors come from sentence-transformers directly: langchain-huggingface asks for an older
huggingface-hub than transformers 5 does.
"""

import re
from pathlib import Path
from typing import Any

from benchmarks.against.collection import Collection
from benchmarks.against.model import load_model
from benchmarks.against.tools import PASSAGES, Ask

EQUAL = [0.5, 0.5]


def build(index: Path, collection: Collection) -> None:
    """Put the passages into a FAISS store and save it."""
    from langchain_community.vectorstores import FAISS
    from langchain_core.documents import Document

    documents = [
        Document(id=each.id, page_content=each.text, metadata={"id": each.id})
        for each in collection.texts
    ]
    FAISS.from_documents(documents, _embeddings(collection)).save_local(str(index))


def open_index(index: Path, collection: Collection) -> Ask:
    """Load the store, and make the other retriever of what it holds."""
    from langchain_classic.retrievers import EnsembleRetriever
    from langchain_community.retrievers import BM25Retriever
    from langchain_community.vectorstores import FAISS

    store = FAISS.load_local(
        str(index), _embeddings(collection), allow_dangerous_deserialization=True
    )
    documents = [store.docstore.search(each) for each in store.index_to_docstore_id.values()]
    words = BM25Retriever.from_documents(documents, preprocess_func=_words, k=PASSAGES)
    dense = store.as_retriever(search_kwargs={"k": PASSAGES})
    ensemble = EnsembleRetriever(retrievers=[dense, words], weights=EQUAL, id_key="id")

    def ask(question: str) -> list[str]:
        return [str(found.metadata["id"]) for found in ensemble.invoke(question)][:PASSAGES]

    return ask


def _embeddings(collection: Collection) -> Any:
    from langchain_core.embeddings import Embeddings

    model = load_model(collection.model)

    class Encoder(Embeddings):  # type: ignore[misc]  # untyped if LangChain is not installed
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            vectors: list[list[float]] = model.encode_document(texts).tolist()
            return vectors

        def embed_query(self, text: str) -> list[float]:
            vector: list[float] = model.encode_query(text).tolist()
            return vector

    return Encoder()


def _words(text: str) -> list[str]:
    import Stemmer
    from bm25s.stopwords import STOPWORDS_NORWEGIAN

    words = [word for word in re.findall(r"\w+", text.lower()) if word not in STOPWORDS_NORWEGIAN]
    stems: list[str] = Stemmer.Stemmer("norwegian").stemWords(words)
    return stems
