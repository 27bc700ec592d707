"""PDFs that are read, and such as must be refused: as bytes, made here, each by a function."""

from __future__ import annotations

import io
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence

from pypdf import PdfReader, PdfWriter

from tests.index.reading.texts import LINES

_WIDTH, _SIZE, _LEADING = 500, 12, 16  # of a letter in thousandths, of the font, from line to line
_TOP, _LEFT = 780, 60
_JOINS = "\u094d\u200d"  # what a letter before has to the next one: virama, zero-width joiner


def pdf(
    *pages: Sequence[str],
    title: str | None = None,
    author: str | None = None,
    language: str | None = None,
    font: str = "ABCDEF+NotoSansDevanagari",
    says_letters: bool = True,
) -> bytes:
    """Return a PDF whose pages have lines of text, an empty one for a wider gap; a letter is half as wide as high.

    Args:
        pages: The lines of each.
        title: What it says of itself, as the author and the language.
        author: Who it says wrote it.
        language: What it says it is in.
        font: What its font is called.
        says_letters: Whether its font says which letters its glyphs are, without which nobody can tell.
    """
    codes = {letter: number for number, letter in enumerate(sorted({*"".join(map("".join, pages))}), start=3)}
    return _pdf([_lines(page, codes) for page in pages], codes, title, author, language, font, says_letters)


def _lines(lines: Sequence[str], codes: Mapping[str, int]) -> bytes:
    places = ((_TOP - number * _LEADING, line) for number, line in enumerate(lines))
    shown = (f"1 0 0 1 {_LEFT} {y} Tm <{_coded(line, codes)}> Tj" for y, line in places if line)
    return f"BT /F1 {_SIZE} Tf {' '.join(shown)} ET".encode()


def _coded(text: str, codes: Mapping[str, int]) -> str:
    return "".join(f"{codes[letter]:04x}" for letter in text)


def shaped_pdf(*words: str) -> bytes:
    """Return a PDF as browsers write it: glyphs in the order in which they stand on paper, and what they stand for.

    The vowel sign ि is drawn before its letter, and every syllable with a sign is marked with its text. Spaces are
    drawn all together before the words.
    """
    codes = {letter: number for number, letter in enumerate(sorted({*"".join(words), " "}), start=3)}
    step = _WIDTH / 1000 * _SIZE
    starts = [_LEFT + sum(len(word) + 1 for word in words[:number]) * step for number in range(len(words))]
    spaces = (f"1 0 0 1 {start - step} {_TOP} Tm <{_coded(' ', codes)}> Tj" for start in starts[1:])
    shaped = (f"1 0 0 1 {start} {_TOP} Tm {_shaped(word, codes)}" for start, word in zip(starts, words, strict=True))
    return _pdf([f"BT /F1 {_SIZE} Tf {' '.join([*spaces, *shaped])} ET".encode()], codes)


def _shaped(word: str, codes: Mapping[str, int]) -> str:
    syllables: list[str] = []
    for letter in word:
        if syllables and (unicodedata.category(letter) in {"Mn", "Mc", "Cf"} or syllables[-1][-1] in _JOINS):
            syllables[-1] += letter
        else:
            syllables.append(letter)
    return " ".join(_marked(syllable, codes) for syllable in syllables)


def _marked(syllable: str, codes: Mapping[str, int]) -> str:
    if len(syllable) == 1:
        return f"<{_coded(syllable, codes)}> Tj"
    drawn = "\u093f" * syllable.count("\u093f") + syllable.replace("\u093f", "")
    said = syllable.encode("utf-16-be").hex()
    return f"/Span <</ActualText <feff{said}>>> BDC [<{_coded(drawn[0], codes)}> 0 <{_coded(drawn[1:], codes)}>] TJ EMC"


def pdf_of_operators(*pages: bytes, letters: str = "अ") -> bytes:
    """Return a PDF whose pages are drawn by these operators, with the font F1, whose letters have codes from 3."""
    return _pdf(list(pages), {letter: number for number, letter in enumerate(letters, start=3)})


def scanned_pdf(pages: int = 3, line: str = "") -> bytes:
    """Return a PDF that shows pictures of its pages, perhaps with a line of text on each, as scanners write it."""
    codes = {letter: number for number, letter in enumerate(sorted({*line}), start=3)}
    text = _lines([line], codes) if line else b""
    return _pdf([b"q 500 0 0 700 50 50 cm /I1 Do Q " + text] * pages, codes)


def long_pdf(pages: int) -> bytes:
    """Return a PDF of so many pages, all alike."""
    return pdf(*[["अ"]] * pages)


def locked_pdf(password: str = "गुप्त") -> bytes:
    """Return a PDF that opens with a password, or with an empty one if none is given; it may not be printed."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(LINES))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    return _written(writer)


def looping_pdf() -> bytes:
    """Return a PDF whose pages are their own parents, and whose form draws itself."""
    own = b"/Resources<</XObject<</X 5 0 R>>>>/Length 5>>stream\n/X Do\nendstream"
    return _file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>",
            b"<</Length 5>>stream\n/X Do\nendstream",
            b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]" + own,
        ]
    )


def pdf_bomb() -> bytes:
    """Return a small PDF whose page comes to a hundred megabytes when it is unpacked."""
    packed = zlib.compress(b" " * 100_000_000, 9)
    return _file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>/Contents 4 0 R>>",
            b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed),
        ]
    )


def _pdf(
    streams: list[bytes],
    codes: Mapping[str, int],
    title: str | None = None,
    author: str | None = None,
    language: str | None = None,
    font: str = "ABCDEF+NotoSansDevanagari",
    says_letters: bool = True,  # noqa: FBT001, FBT002
) -> bytes:
    """Return a PDF with one font (ISO 32000-1, 9.7: of type 0, without the font itself) and a picture of one dot."""
    lines = "\n".join(f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items())
    letters = f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(codes)} beginbfchar\n{lines}\nendbfchar"
    to_unicode = "/ToUnicode 5 0 R" if says_letters else ""
    pages = range(9, 9 + 2 * len(streams), 2)
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{f'/Lang {_string(language)}' if language else ''}>>".encode(),
        f"<</Type/Pages/Kids[{' '.join(f'{page} 0 R' for page in pages)}]/Count {len(streams)}>>".encode(),
        f"<</Type/Font/Subtype/Type0/BaseFont/{font}/Encoding/Identity-H/DescendantFonts[4 0 R]{to_unicode}>>".encode(),
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{font}/DW {_WIDTH}"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 6 0 R>>".encode(),
        _stream(letters.encode()),
        f"<</Type/FontDescriptor/FontName/{font}/Flags 4/FontBBox[0 0 999 999]/ItalicAngle 0/Ascent 900/Descent -200"
        f"/CapHeight 700/StemV 80>>".encode(),
        _stream(b"\x7f", "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"),
        f"<<{f'/Title {_string(title)}' if title else ''}{f'/Author {_string(author)}' if author else ''}"
        f"/CreationDate(D:20240517103000Z')>>".encode(),
    ]
    for page, stream in zip(pages, streams, strict=True):
        picture = "/XObject<</I1 7 0 R>>" if b"/I1 Do" in stream else ""
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {page + 1} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>{picture}>>>>".encode(),
            _stream(stream),
        ]
    return _file(objects, "/Info 8 0 R")


def _string(text: str) -> str:
    return f"<feff{text.encode('utf-16-be').hex()}>"


def _stream(content: bytes, entries: str = "") -> bytes:
    return f"<<{entries}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"


def _file(objects: Iterable[bytes], trailer: str = "") -> bytes:
    """Return a PDF of these objects, the first of which is the catalog."""
    written, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, size = len(written), len(places) + 1
    written += b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    return bytes(written + f"trailer<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode())


def _written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
