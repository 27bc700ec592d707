"""Measure the search engine beside its peers on generated corpora.

The data takes one way: texts -> :mod:`~index.bench.words` -> :mod:`~index.bench.corpus` -> a process for each of
:mod:`~index.bench.peers` -> :class:`Row`, held to :mod:`~index.bench.exact`.
"""

from index.bench.measuring import Measured, Row, measure

__all__ = ["Measured", "Row", "measure"]
