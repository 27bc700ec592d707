"""What the bot is asked about under load: generated passages, and questions that some of them answer."""

from pathlib import Path

from bot.settings import SHIPPED_ARTICLES
from index import read_corpus
from index.bench.corpus import Corpus


def write_articles(folder: Path, passages: int, questions: int) -> list[str]:
    """Write articles of so many passages in all into a folder, and return questions about them."""
    texts = [article.text for article in read_corpus(SHIPPED_ARTICLES).articles]
    corpus = Corpus.generate(texts, passages, questions)
    folder.mkdir(parents=True)
    for article in corpus.as_articles():
        (folder / f"{article.id}.txt").write_text(article.text, encoding="utf-8")
    return [" ".join(corpus.spelled(question)) + "?" for question in corpus.questions]
