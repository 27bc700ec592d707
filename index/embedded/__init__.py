"""The embedded engine: the index in flat arrays, in memory or mapped from a disk, on one machine and without a server.

The data takes one way: :class:`~index.passage.Passage` -> :class:`~index.embedded.segment.Segment` ->
:class:`~index.embedded.collection.Collection` -> :class:`~index.candidates.Candidates`.
"""
