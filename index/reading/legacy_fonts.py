"""Text in the fonts of before Unicode: Latin letters and signs that only look like Devanagari in that font.

Kruti Dev, DevLys and Walkman Chanakya follow the Hindi typewriter of Remington, Chanakya has a layout of its own in the
upper half of Latin-1, Shusha goes by sound. Each is told by its commonest words and syllables: of forty words of Hindi
in Kruti Dev more than a third are such, of any language or program or of random letters less than an eighth.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from index.errors import Refusal
from index.reading.draft import UnreadableError

_WINDOW = 40  # words that are judged together
_MOST_WINDOWS = 1_000
_FEWEST = 5  # words that can be judged at all
_SHARE = 0.3  # of words that must be such
_VOWELS = 0.3  # of letters at most: it is 0.15 in Kruti Dev, and 0.35 and more in languages written with Latin letters

# में है हैं का की के को से ने और कि पर नहीं भी इस उस इन उन यह वह एक लिए तथा एवं था … in Kruti Dev, without those that are
# words elsewhere too.
_REMINGTON_WORDS = frozenset(
    """esa gS gSa dk dh ds dks vkSj fd ij ugha ugh Hkh bl ml bu mu ;g og ;s os ,d fy, fy;s rFkk ,oa Fkk Fkh Fks djus
    djrs djrk djuk fd;k x;k xbZ x;s x, gksrk gksrh gksrs gksus gksuk jgk jgh jgs tks rks gks dj rd lkFk ckn gh gqvk
    gqbZ gq, gq;s viuh vius viuk ftl ftlds ftlesa mlds mldh bldh blds bls mls }kjk fdlh dqN nks fQj tc rc ;fn ;k eSa
    ge gekjs vkfn lHkh cgqr dksbZ tkrk tkrh tkrs fn;k osQ fdUrq ysfdu izdkj dgk vkgs vkf.k R;k vkgsr Eg.kwu""".split()
)
_REMINGTON_SIGNS = "]A¼½ßÞ^*&@!()-%\\Œ,.:"  # comma, full stop, brackets and quotes stand there
_REMINGTON = re.compile(
    r"""[HF]k|[\[?]k[a-z]|[a-zA-Z;][/'".]k|\{k|k[SZ]|[a-zA-Z]?;k|[a-z][SZ][ak]?$|^f[a-zA-Z]{1,2};|=k|^vk[a-z]|[a-z]~"""
)
_CHANAKYA = re.compile("·[ðñ]?¤|×ð|âð$|Ùð$|ãñ|¥õ|[æðñèô][´¢]|ÚU|ÙUUæ|[éêèæ]Ø")
_SHUSHA_WORDS = frozenset(
    "maoM hO hOM kI AaOr nahIM BaI qaa qaI qao gayaa ikyaa krnao saaqa hue iksaI jaatao vao".split()
)
_SHUSHA_SHARE = 0.08
_SHUSHA_DISTINCT = 3

# Families whose fonts of the same name with "Unicode" in it are none of them; Preeti and Kantipur are Nepali, the
# others at the end Punjabi, Gujarati, Bengali, Tamil, Kannada and Telugu.
_FAMILY = re.compile(
    r"kruti ?dev|dev ?lys|chanakya|shusha|shivaji\d|kundli|dv[bw]?-?tt|aps-?dv|akruti|shree-?dev-?\d|4c ?gandhi|"
    r"nai ?dunia|jagran|bhaskar|sanskrit ?99|richa|yogesh|preeti|kantipur|sagarmatha|himalb|"
    r"anmol ?lipi|gurbani|asees|dr ?chatrik|lmg-?arun|terafont|gopika|sutonny|boishakhi|bamini|vanavil|nudi ?\d",
    re.IGNORECASE,
)
_BEYOND_LATIN = "\u0250"


def is_legacy_font(name: str) -> bool:
    """Return whether a font, by its name, shows Latin letters as others."""
    return bool(_FAMILY.search(name)) and "uni" not in name.lower()


def count_letters(letters: Counter[str], font: str, text: str) -> None:
    """Add the letters of a text to those in its font; letters that need no such font are counted under no name."""
    for letter in filter(str.isalpha, text):
        letters[font if letter < _BEYOND_LATIN else ""] += 1


def refuse_legacy_fonts(letters: Counter[str]) -> None:
    """Refuse a document most of whose letters are in such fonts.

    Args:
        letters: How many letters are in which font.

    Raises:
        UnreadableError: They are.
    """
    legacy = Counter({font: number for font, number in letters.items() if is_legacy_font(font)})
    if 2 * legacy.total() > letters.total():
        family = _FAMILY.search(legacy.most_common(1)[0][0])
        raise _refusal(f"in the font {family[0] if family else ''}")


def refuse_legacy_text(text: str) -> None:
    """Refuse a text most of which reads as if it was written for such fonts.

    Raises:
        UnreadableError: It does.
    """
    windows = list(_windows(text.split()))
    legacy = sum(_letters(window) for window in windows if _is_legacy(window))
    if 2 * legacy > sum(map(_letters, windows)):
        raise _refusal("in an old Hindi font such as Kruti Dev")


def _refusal(where: str) -> UnreadableError:
    return UnreadableError(
        Refusal.LEGACY_FONT,
        f"is written {where}, whose letters are Latin ones that only look like others",
        "Convert it to Unicode first",
    )


def _windows(words: list[str]) -> Iterator[list[str]]:
    """Yield words that stand together, of a long text as many as tell about all of it."""
    apart = max(1, len(words) // (_WINDOW * _MOST_WINDOWS))
    for start in range(0, len(words), _WINDOW * apart):
        yield words[start : start + _WINDOW]


def _is_legacy(words: list[str]) -> bool:
    if len(words) < _FEWEST:
        return False
    latin = [letter for word in words for letter in word.lower() if "a" <= letter <= "z"]
    vowels = sum(letter in "aeiou" for letter in latin)
    remington = sum(map(_is_remington, words))
    chanakya = sum(_CHANAKYA.search(word) is not None for word in words)
    shusha = [word for word in words if word in _SHUSHA_WORDS]
    return (
        (remington > _SHARE * len(words) and vowels < _VOWELS * len(latin))
        or chanakya > _SHARE * len(words)
        or (len(shusha) > _SHUSHA_SHARE * len(words) and len({*shusha}) >= _SHUSHA_DISTINCT)
    )


def _is_remington(word: str) -> bool:
    bare = word.strip(_REMINGTON_SIGNS)
    return bare in _REMINGTON_WORDS or _REMINGTON.search(bare) is not None


def _letters(words: list[str]) -> int:
    return sum(map(str.isalpha, "".join(words)))
