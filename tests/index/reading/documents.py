"""Documents of every kind that is read, and such as must be refused: as bytes, made here, each by a function."""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from html import escape

import docx
from pypdf import PdfReader, PdfWriter

HEADING = "शांति सेना की वापसी"
PARAGRAPHS = (
    "गुरुवार को रूसी सेना ने घोषणा की कि शांति सेना ने क्षेत्र से बाहर निकलने की प्रक्रिया शुरू कर दी है।",
    "राष्ट्रपति ने कहा कि सैनिक 19 जनवरी तक लौट आएँगे। दुसर्‍या दिन ज्ञान, श्रीमती और कार्यालय पर चर्चा हुई।",
    "इस निर्णय का समर्थन करते हुए विद्यार्थियों ने भी हिन्दी में पूछा: सैनिक कब तक वापस जाएँगे?",
)
"""What every document here is about: with conjuncts, signs that are drawn before their letter, and a joiner."""

KRUTI_DEV = (
    'xqjqokj dks] jwlh lsuk us ?kks"k.kk dh fd lkewfgd lqj{kk laf/k laxBu ¼lh,lVhvks½ ds rgr jwl ds usr`Ro okyh '
    "'kkafr lsuk us viuh lIrkg Hkj dh rSukrh ds ckn dtk[kLrku ls ckgj fudyus dh izfØ;k 'kqjw dj nh gSA jwlh "
    'jk"V~zifr ds lkFk ,d cSBd ds nkSjku] j{kk ea=h us iqf"V dh fd lSfud 19 tuojh rd viuh okilh iwjh dj ysaxsA '
    "mUgksaus dgk fd 'kkafr lsuk] ftlesa iwoZ&lksfo;r ns'kksa ds lSfud 'kkfey gSa] us viuk dke iwjk dj fy;k gS "
    "vkSj okilh 'kq: dj nh gSA"
)
"""Hindi as it is written for the font Kruti Dev."""

CHANAKYA = (
    "ÖæÚUÌ âÚU·¤æÚU Ùð ·¤ãæ ãñ ç·¤ §â ·¤æØü ·ð¤ çÜ° â´»ÆUÙ ·¤è ÕñÆU·¤ ×ð´ ¥õÚU Öè Üô» ãñ´ ¥õÚU ßð âÖè Øãæ¡ âð ¥æ° ãñ´Ð"
)
SHUSHA = (
    "Baart sarkar nao kha hO ik [sa kama maoM AaOr BaI laaoga hOM AaOr vao nahIM gayaa qaa saaqa maoM sarkar kI baat"
)

# --- PDF

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
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([HEADING, "", *PARAGRAPHS]))))
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


# --- Word

_ENTITIES = (
    '<!DOCTYPE {} [<!ENTITY lol0 "lol"><!ENTITY file SYSTEM "file:///etc/passwd">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)


def word(
    *paragraphs: str,
    heading: str | None = None,
    title: str = "",
    author: str = "",
    font: str | None = None,
) -> bytes:
    """Return a document of Word.

    Args:
        paragraphs: Its paragraphs.
        heading: A heading before them.
        title: What it says of itself, as the author.
        author: Who it says wrote it.
        font: The font of its paragraphs.
    """
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, author
    if heading:
        document.add_heading(heading)
    for paragraph in paragraphs:
        document.add_paragraph().add_run(paragraph).font.name = font
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_of_all_kinds() -> bytes:
    """Return a document of Word that has a heading, a list, a table, a table for the layout, and tracked changes."""
    document = docx.Document()
    document.add_heading(HEADING, 1)
    document.add_paragraph(PARAGRAPHS[0])
    for item in ("पहला", "दूसरा"):
        document.add_paragraph(item, style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("नगर", "मार्ग"), ("दिल्ली", "12")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    layout = document.add_table(rows=1, cols=1).cell(0, 0)
    layout.text = PARAGRAPHS[1]
    layout.add_paragraph(PARAGRAPHS[2])
    file = io.BytesIO()
    document.save(file)
    changed = (
        "<w:p><w:r><w:t>कल </w:t></w:r><w:del><w:r><w:delText>हटाया </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>जोड़ा</w:t></w:r></w:ins><w:r><w:br/><w:t>गया।</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>भरा गया।</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    return _edited(file.getvalue(), "word/document.xml", "<w:sectPr", changed + "<w:sectPr")


def locked_word() -> bytes:
    """Return the beginning of a document of Word with a password: a compound file that holds an encrypted package."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512


def old_word() -> bytes:
    """Return the beginning of a document of Word 2003."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "WordDocument".encode("utf-16-le") + b"\0" * 512


def word_with_entities() -> bytes:
    """Return a document of Word that would be billions of letters, and tell a file of this machine."""
    entities = _ENTITIES.format("w:document")
    return _edited(
        _edited(word("यहाँ"), "word/document.xml", "यहाँ", "&lol9; &file; यहाँ"),
        "word/document.xml",
        "<w:document",
        entities + "<w:document",
    )


# --- E-books


def epub(
    *chapters: str,
    metadata: str = "",
    entries: Mapping[str, bytes] | None = None,
    package: str | None = None,
) -> bytes:
    """Return an e-book.

    Args:
        chapters: The bodies of its chapters, in XHTML.
        metadata: What its package says of it, in XML.
        entries: More parts.
        package: The package, if it is not to be made of the others.
    """
    items = "".join(
        f'<item id="c{number}" href="text/c%20{number}.xhtml" media-type="application/xhtml+xml"/>'
        for number in range(len(chapters))
    )
    # The order of reading is that of the spine; the parts and the items are the other way round.
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    made = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata><manifest>{items}'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>'
        f'<spine><itemref idref="nav"/>{spine}</spine></package>'
    )
    parts = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": (
            b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            b'<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
        ),
        "OEBPS/nav.xhtml": _xhtml("<p>विषय-सूची</p>"),
    }
    for number, chapter in reversed([*enumerate(chapters)]):
        parts[f"OEBPS/text/c {number}.xhtml"] = _xhtml(chapter)
    return zipped(parts | {"OEBPS/content.opf": (package or made).encode()} | dict(entries or {}))


def _xhtml(body: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
        '"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/>'
        f"</head><body>{body}</body></html>"
    ).encode()


def epub_with_entities() -> bytes:
    """Return an e-book that would be billions of letters, and tell a file of this machine; one paragraph is fine."""
    chapter = f"{_ENTITIES.format('html')}<html><body><p>&lol9; &file; {PARAGRAPHS[0]}</p></body></html>"
    return epub("", entries={"OEBPS/text/c 0.xhtml": chapter.encode()})


# --- Archives


def zipped(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def zip_bomb(main: str = "word/document.xml") -> bytes:
    """Return a small archive with a part that is large, by its own word."""
    return zipped({main: b"\0" * 5_000_000})


def lying_zip(main: str = "word/document.xml") -> bytes:
    """Return a small archive with a part that is much larger than the archive says."""
    size = 50_000_000
    archive = zipped({main: b"\0" * size})
    return archive.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def _edited(archive: bytes, part: str, old: str, new: str) -> bytes:
    """Return an archive with something else in one part."""
    with zipfile.ZipFile(io.BytesIO(archive)) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    parts[part] = parts[part].decode().replace(old, new, 1).encode()
    return zipped(parts)


# --- Web pages


def web_page(
    *paragraphs: str,
    title: str = HEADING,
    head: str = "",
    around: str = "",
    language: str = "hi",
    heading: str | None = None,
) -> bytes:
    """Return a web page as newspapers have it: the article among menus, scripts and notices.

    Args:
        paragraphs: Those of its article.
        title: Its title.
        head: More for its head, in HTML.
        around: More for its body, in HTML.
        language: What it says it is in.
        heading: The heading of its article.
    """
    article = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    menu = "".join(f'<li><a href="/{number}">मेनू {number}</a></li>' for number in range(9))
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}'
        "<style>p {color: red}</style><script>var hidden = 'लिपि';</script></head>"
        f"<body><nav><ul>{menu}</ul></nav>{around}<article><h1>{escape(heading or title)}</h1>{article}</article>"
        "<footer><p>सर्वाधिकार सुरक्षित</p></footer></body></html>"
    ).encode()
