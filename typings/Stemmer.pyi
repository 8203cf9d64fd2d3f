# PyStemmer carries no types of its own; this is the part of it that we use.
class Stemmer:
    def __init__(self, algorithm: str) -> None: ...
    def stemWords(self, words: list[str]) -> list[str]: ...  # noqa: N802 (its name there)
