"""An answer as a JSON object, for machines."""

from __future__ import annotations

import json
from dataclasses import asdict

from index import Answer, Hit, Span


def as_json(answer: Answer) -> str:
    """Return an answer as one line of JSON; README.md, "For machines", describes it."""
    return json.dumps(
        {
            "question": answer.question,
            "answered": answer.answered,
            "confidence": round(answer.confidence, 4),
            "took_ms": round(answer.took_ms, 3),
            "hits": [_hit(hit) for hit in answer.hits],
        },
        ensure_ascii=False,
    )


def _hit(hit: Hit) -> dict[str, object]:
    passage = hit.passage
    return {
        "article": passage.article.id,
        "title": passage.article.title,
        "passage": passage.number,
        "start": passage.span.start,
        "end": passage.span.end,
        "text": passage.text,
        "score": round(hit.score, 6),
        "best_sentence": _span(hit.best_sentence),
        "matches": [_span(match) for match in hit.matches],
        "source": {name: value for name, value in asdict(passage.article.source).items() if value is not None},
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
