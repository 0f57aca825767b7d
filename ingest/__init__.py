"""Read the sources: from the corpus to documents and passages."""
