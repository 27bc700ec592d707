"""Answers of any kind, made up for tests of what shows them."""

from __future__ import annotations

from hypothesis import strategies as st

from index import Answer, Article, Hit, Passage, Source, Span

# Letters, marks and digits of Indic scripts; what HTML, Markdown and terminals take for their own; what hides, joins,
# turns the direction, needs two UTF-16 units or is no character at all.
_ALPHABET = (
    "कखगतिीुंँ़्ज़फ़१२।॥ বাংলা ਪੰਜਾਬੀ ગુજરાતી ଓଡ଼ିଆ தமிழ் తెలుగు ಕನ್ನಡ മലയാളം اردو 12,.;: \n\t"
    "<>&\"'`*_[]()~#+-=|{}!/b"
    "\u200c\u200d\u200b\u2060\u202e\u2066\u2069\ufeff\u0000\u0007\u001b\u0085\u2028🙂👩‍👩‍👧🇮🇳\ud800\udfff"
)

# Not st.text over both: it takes the union for one alphabet, in which those few characters hardly ever come up.
texts = st.lists(st.sampled_from(_ALPHABET) | st.characters(), max_size=120).map("".join)
"""Any text, half of what breaks things."""

_lines = st.builds(lambda text, times: (text or "👩‍👩‍👧") * times, texts, st.integers(1, 60))
_long = st.builds(lambda text, times: (text or "क") * times, texts, st.integers(1, 200))


@st.composite
def hits(draw: st.DrawFn) -> Hit:
    """Draw a hit whose spans lie in its passage."""
    text = draw(texts | _long) or "x"
    article = Article(
        id="a",
        title=draw(_lines),
        language="hi",
        text=text,
        source=Source(
            publisher=draw(st.none() | _lines),
            author=draw(st.none() | _lines),
            date=draw(st.none() | st.sampled_from(["2022-01-13", "2022-01", "2022", "कल"])),
            url=draw(st.none() | st.sampled_from(['https://example.org/a?b=c&d="e"\'<', "https://उदाहरण.भारत/लेख"])),
        ),
    )
    edges = st.integers(0, len(text))
    spans = st.tuples(edges, edges).map(lambda pair: Span(*sorted(pair)))
    found = draw(st.lists(spans, max_size=60))
    return Hit(Passage(article, draw(st.integers(1, 10**6)), Span(0, len(text))), 1.0, draw(spans), tuple(found))


answers = st.builds(
    lambda hits, question: Answer(question, bool(hits), not hits, 1.0, 1.0, tuple(hits)),
    st.lists(hits(), max_size=5),
    texts,
)
"""Answers with spans anywhere in their passages, on grapheme clusters or not, overlapping or not."""
