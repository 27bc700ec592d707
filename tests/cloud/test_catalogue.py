"""What people see of an index that changes while the bot runs."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from bot.suggestions import Suggestions
from bot.telegram.answers import Answers
from index import EngineKind, Searcher, open_engine
from tests.cloud.indexes import article
from tests.cloud.test_same_answers import SMALL


@pytest.mark.parametrize("kind", EngineKind)
def test_catalogue_follows_the_index(tmp_path: Path, kind: EngineKind) -> None:
    """Articles are listed, named and linked to as soon as they are in the index, and no longer than they are."""
    address, cache = str(tmp_path / "index"), tmp_path / "cache"
    with closing(open_engine(address, cache, kind)) as engine:
        answers = Answers(Searcher(engine))
        assert answers.catalogue.size == 0
        engine.add(SMALL[:2])
        before = answers.catalogue
        assert before is answers.catalogue  # made once
        assert before.size == 2
        assert before.named("बाघ") is None
        engine.add(SMALL[2:])
        tiger = answers.catalogue.named("बाघ")
        assert tiger
        assert tiger.articles == {"tiger"}
        assert answers.catalogue.place(tiger.key) == tiger
        assert answers.passage_at(tiger.key, 1)
        engine.remove(["tiger"])
        assert answers.catalogue.place(tiger.key) is None
        assert answers.passage_at(tiger.key, 1) is None
        assert [entry.id for entry in answers.catalogue.listed] == [each.id for each in SMALL if each.id != "tiger"]


@pytest.mark.parametrize("kind", EngineKind)
def test_suggestions_follow_the_index(tmp_path: Path, kind: EngineKind) -> None:
    """What is offered to be asked of an article is made from its text as it is now, and answered by it."""
    with closing(open_engine(str(tmp_path / "index"), tmp_path / "cache", kind)) as engine:
        engine.add([*SMALL[1:], article("text", "चाय असम में उगती है। चाय की पत्तियाँ हरी हैं।", title="चाय")])
        searcher = Searcher(engine)
        suggestions = Suggestions(searcher)
        assert suggestions.of(searcher.articles[-1])
        engine.add([article("text", "केसर कश्मीर में उगता है। केसर के फूल बैंगनी हैं।", title="केसर")])
        now = suggestions.of(searcher.articles[-1])
        assert now
        for question in now:
            answer = searcher.ask(question)
            assert answer.answered, question
            assert answer.hits[0].passage.article.id == "text"
