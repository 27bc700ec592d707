"""Answers for machines."""

from __future__ import annotations

import json

import regex

from bot.json_answer import as_json
from index import Searcher


def test_object_has_what_the_readme_says(searcher: Searcher) -> None:
    """The object has the fields that the README lists, and its offsets lead to the words they are of."""
    answer = json.loads(as_json(searcher.ask("शोइगु ने क्या कहा?", top=2)))
    assert set(answer) == {"question", "answered", "confidence", "took_ms", "hits"}
    assert answer["answered"] is True
    assert 0 <= answer["confidence"] <= 1
    assert len(answer["hits"]) == 2
    for hit in answer["hits"]:
        assert set(hit) == {
            *("article", "title", "passage", "start", "end", "text", "score", "best_sentence", "matches", "source")
        }
        article = searcher.passages_of(searcher.articles[0])[0].article
        assert hit["article"] == article.id
        assert article.text[hit["start"] : hit["end"]] == hit["text"]
        assert hit["source"] == {"file": "kazakhstan-csto-peacekeepers-leave.txt"}
        assert 0 <= hit["best_sentence"]["start"] < hit["best_sentence"]["end"] <= len(hit["text"])
        edges = {0, *(cluster.end() for cluster in regex.finditer(r"\X", hit["text"]))}
        assert all({match["start"], match["end"]} <= edges for match in hit["matches"])


def test_it_is_one_line(searcher: Searcher) -> None:
    """Whatever the question holds, the object is one line of valid JSON that gives it back."""
    question = 'a"b\\c\n\u2028\x00<b>&'
    line = as_json(searcher.ask(question))
    assert "\n" not in line
    assert json.loads(line)["question"] == question
