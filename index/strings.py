"""Many strings in two arrays: they can be stored, mapped into memory, and read one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_64_intdigest

from index.postings import Ints


@dataclass(frozen=True, slots=True, eq=False)
class Strings(Sequence[str]):
    """A sequence of strings.

    Attributes:
        content: All of them in UTF-8, one after another.
        starts: Where each begins there, shape (strings + 1,).
    """

    content: NDArray[np.uint8]
    starts: Ints

    @classmethod
    def of(cls, strings: Iterable[str]) -> Strings:
        """Return strings as a sequence; halves of surrogate pairs, which UTF-8 has no place for, are kept too."""
        encoded = [string.encode("utf-8", "surrogatepass") for string in strings]
        starts = np.concatenate(([0], np.cumsum([len(one) for one in encoded], dtype=np.int64)))
        return cls(np.frombuffer(b"".join(encoded), np.uint8), starts.astype(np.int64))

    @classmethod
    def joined(
        cls, parts: Sequence[tuple[Strings, Ints]], allocate: Callable[[int, np.dtype[Any]], Any] = np.empty
    ) -> Strings:
        """Return some strings of each of several sequences, one's after another's.

        Args:
            parts: The sequences, each with the numbers of the strings that are taken.
            allocate: Returns the array that the content goes into, given its length and type.
        """
        lengths = [np.diff(strings.starts)[some] for strings, some in parts]
        starts = np.concatenate(([0], np.cumsum(np.concatenate([np.zeros(0, np.int64), *lengths])))).astype(np.int64)
        content = allocate(int(starts[-1]), np.dtype(np.uint8))
        place = 0
        for strings, some in parts:
            for number in some.tolist():
                taken = strings.content[strings.starts[number] : strings.starts[number + 1]]
                content[place : place + len(taken)] = taken
                place += len(taken)
        return cls(content, starts)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.starts) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        """Return one string, or some."""
        if isinstance(place, slice):
            return [self[number] for number in range(len(self))[place]]
        number = range(len(self))[place]
        return self.content[self.starts[number] : self.starts[number + 1]].tobytes().decode("utf-8", "surrogatepass")


def keys_of(strings: Iterable[str]) -> NDArray[np.uint64]:
    """Return a number for each string: XXH3 of its UTF-8, 64 bits.

    Of a million strings, two share a number once in forty million times.
    """
    return np.fromiter((xxh3_64_intdigest(string.encode("utf-8", "surrogatepass")) for string in strings), np.uint64)


@dataclass(frozen=True, slots=True)
class Lookup:
    """Which strings have a key: the strings' numbers by the keys' numbers.

    Attributes:
        keys: The numbers of the keys (:func:`keys_of`), in ascending order.
        owners: Beside them, the numbers of the strings that have them; of equal keys in ascending order.
    """

    keys: NDArray[np.uint64]
    owners: Ints

    @classmethod
    def of(cls, keys: NDArray[np.uint64], owners: Ints) -> Lookup:
        """Return the lookup of pairs of key and owner in any order; owners of one key in the order given."""
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], owners[order].astype(np.int32))

    @classmethod
    def joined(cls, parts: Sequence[Lookup], sizes: Sequence[int]) -> Lookup:
        """Return the lookup of the strings of several sequences, one's after another's; ``sizes`` are theirs."""
        keys = np.concatenate([np.zeros(0, np.uint64), *(part.keys for part in parts)])
        bases = np.cumsum([0, *sizes])[:-1]
        owners = [part.owners.astype(np.int64) + base for part, base in zip(parts, bases, strict=True)]
        return cls.of(keys, np.concatenate([np.zeros(0, np.int64), *owners]))

    def all_of(self, key: str) -> Ints:
        """Return the numbers of the strings that have a key."""
        (number,) = keys_of([key])
        first, last = (int(np.searchsorted(self.keys, number, side)) for side in ("left", "right"))
        return self.owners[first:last]

    def first_of(self, keys: Iterable[str]) -> Ints:
        """Return for each key the number of the first string that has it, -1 where none does."""
        return self.first_of_numbers(keys_of(keys))

    def first_of_numbers(self, wanted: NDArray[np.uint64]) -> Ints:
        """Return what :meth:`first_of` does, given the keys' numbers."""
        if not len(self.keys):
            return np.full(len(wanted), -1, np.int64)
        places = np.searchsorted(self.keys, wanted).clip(max=len(self.keys) - 1)
        return np.where(self.keys[places] == wanted, self.owners[places], -1).astype(np.int64)
