"""The articles of a library as people name them: by a title, in whatever spelling, or by a language."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import regex

from bot.digest import digest
from bot.words import Words, languages, words_in
from index import Article, Entry, Passage, Searcher, Span
from index.analyzer import analyze

_IN = regex.compile(r"(?P<question>.*\S)\s+in:\s*(?P<name>\S.{0,79})", regex.IGNORECASE | regex.DOTALL)
_KEY_BYTES = 6  # of a digest: twelve characters in a link or a button, and no two of a million articles alike


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look: in one article, or in those of one language.

    Attributes:
        key: Names the place in links and buttons: ASCII letters and digits, at most 13.
        articles: The ids of its articles.
        article: The article, None for a language.
        language: The language's code, None for an article.
    """

    key: str
    articles: frozenset[str]
    article: Entry | None = None
    language: str | None = None

    def name(self, words: Words) -> str:
        """Return the article's title, or the language's name."""
        return self.article.title if self.article else words.language_name(self.language or "")


class Catalogue:
    """The articles by their titles, keys and languages.

    Args:
        searcher: Where the articles are.

    Attributes:
        listed: The articles that it is of; those of the searcher may have changed since.
        size: How many they are.
        languages: The articles' languages, without regions and scripts; that of most articles first.
    """

    def __init__(self, searcher: Searcher) -> None:
        self.listed = searcher.articles
        self._articles = {_key(article): article for article in self.listed}
        self.size = len(self._articles)
        by_language: dict[str, list[str]] = defaultdict(list)
        for article in self._articles.values():
            by_language[base_language(article.language)].append(article.id)
        self._by_language = {
            language: frozenset(ids)
            for language, ids in sorted(by_language.items(), key=lambda entry: len(entry[1]), reverse=True)
        }
        self.languages = tuple(self._by_language)

    def article(self, article: Entry) -> Place:
        """Return an article as a place."""
        return Place(_key(article), frozenset([article.id]), article=article)

    def language(self, language: str) -> Place | None:
        """Return a language as a place; None where no article is in it."""
        ids = self._by_language.get(language)
        return Place(f"l{language}", ids, language=language) if ids else None

    def place(self, key: str) -> Place | None:
        """Return the place that a key names; None where there is none, or no longer."""
        article = self._articles.get(key)
        return self.article(article) if article else self.language(key.removeprefix("l"))

    def named(self, name: str) -> Place | None:
        """Return the place that a person means: a language, an article's id, its title or words of it."""
        language = self._language_names.get(_normalised(name))
        if language:
            return self.language(language)
        for article in self._articles.values():
            if name in {article.id, article.title}:
                return self.article(article)
        found = self._titles.ask(name, top=1)
        return self.article(self._articles[found.hits[0].passage.article.id]) if found.answered else None

    @cached_property
    def _language_names(self) -> dict[str, str]:
        """The names of the articles' languages in all languages that the bot speaks, and in themselves."""
        names = {language: language for language in self.languages}
        for words in map(words_in, languages()):
            names |= {_normalised(words.language_name(language)): language for language in self.languages}
        return names

    @cached_property
    def _titles(self) -> Searcher:
        """The titles, each as a passage of an article whose id is the key."""
        titles = (
            Article(key, "", article.language, article.title, article.source) for key, article in self._articles.items()
        )
        return Searcher.of(Passage(title, 1, Span(0, len(title.text))) for title in titles)


def split_place(text: str) -> tuple[str, str | None]:
    """Split "QUESTION in: NAME" into the two; None for the name where there is none."""
    match = _IN.fullmatch(text)
    return (match["question"], match["name"].strip()) if match else (text, None)


def base_language(tag: str) -> str:
    """Return the language of a BCP 47 tag, without region and script."""
    return tag.partition("-")[0].lower()


def _normalised(name: str) -> str:
    return " ".join(token.word for token in analyze(name))


def _key(article: Entry) -> str:
    return "a" + digest(article.id, _KEY_BYTES)
