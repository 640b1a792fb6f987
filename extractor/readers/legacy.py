"""Vietnamese text in the encodings before Unicode (TCVN3, VNI, VPS, VISCII, VIQR), recognised by its fonts or by its syllables.

Formatted files name a font for each run: `FontDecoder` looks at all the text of a font, keeps what is Unicode already, and converts the
rest exactly; fonts that draw capitals give capitals. Plain text has no fonts: `detect` tries every encoding and measures the result; the
capitals that lived in TCVN3's fonts are lost there, except where the letters without tone are capitals too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import regex

from extractor.document import Document
from extractor.lexicon.patterns import compile_rule
from extractor.readers import syllables
from extractor.readers.legacy_patterns import PATTERNS, _Encoding
from extractor.readers.text import canonical

# A text counts as legacy when this share of its words becomes Vietnamese, and this much more than before.
_ENOUGH = 0.75
_GAIN = 0.25
_SAMPLE = 40_000
_COMBINING = {
    "breve": "\u0306",
    "circumflex": "\u0302",
    "horn": "\u031b",
    "acute": "\u0301",
    "grave": "\u0300",
    "hook": "\u0309",
    "tilde": "\u0303",
    "dot": "\u0323",
}


def _byte_table() -> dict[int, int]:
    """The byte that a character of half-decoded text stands for: Windows-1252 signs, and the private area of symbol fonts."""
    table = {0xF000 + byte: byte for byte in range(0x20, 0x100)}
    for byte in range(0x80, 0xA0):
        try:
            table[ord(bytes([byte]).decode("cp1252"))] = byte
        except UnicodeDecodeError:  # five bytes that Windows-1252 does not use
            continue
    return table


_TO_BYTES = _byte_table()
# What is no letter of an encoding stays the sign that Windows-1252 has there: dashes, quotes, dots, per mille.
_TO_SIGNS = {byte: sign for sign, byte in _TO_BYTES.items() if 0x80 <= byte < 0xA0 and sign < 0xF000}


class Encoding:
    """One old encoding with its table, both ways. Text in it is a string of byte values (U+0000 to U+00FF)."""

    def __init__(self, rules: _Encoding) -> None:
        self.name = rules.name
        self.title = rules.title
        self.fonts = [compile_rule(f, file="encodings", rule=rules.name, flags=regex.IGNORECASE) for f in rules.fonts]
        self.capitals = [compile_rule(f, file="encodings", rule=rules.name, flags=regex.IGNORECASE) for f in rules.capitals]
        self.codes = {letter: bytes.fromhex(code).decode("latin-1") for letter, code in rules.letters.items()}
        self._letters = {code: letter for letter, code in self.codes.items()}
        for letter, code in rules.also.items():
            self._letters.setdefault(bytes.fromhex(code).decode("latin-1"), letter)
        drawn = {chr(int(code, 16)): self.codes[letter] for letter, code in rules.drawn.items()}
        self._drawn = drawn
        signs = "".join(map(regex.escape, drawn))
        self._sign = regex.compile(rf"(?<![\d\s])[{signs}](?!\d)|(?<!\d)[{signs}](?=\p{{L}})") if drawn else None
        # A tone typed in the other letter case still belongs to its vowel.
        for code, letter in list(self._letters.items()):
            if len(code) == 2:
                self._letters.setdefault(code[0] + code[1].swapcase(), letter)
        self._pattern = regex.compile("|".join(sorted((regex.escape(code) for code in self._letters), key=len, reverse=True)))

    def decode(self, text: str) -> str:
        """`text` in Unicode; characters that are no letters of the encoding stay."""
        letters, drawn = self._letters, self._drawn
        if self._sign is not None:
            text = self._sign.sub(lambda found: drawn[found[0]], text)
        return str(self._pattern.sub(lambda found: letters[found[0]], text.translate(_TO_BYTES))).translate(_TO_SIGNS)

    def encode(self, text: str) -> str:
        """The reverse. Raises ValueError for a Vietnamese letter that the encoding does not have (TCVN3's toned capitals)."""
        missing = {c for c in text if ord(c) > 0xFF and c not in self.codes and c.isalpha()}
        if missing:
            raise ValueError(f"{self.title} has no {''.join(sorted(missing))}")
        return "".join(self.codes.get(c, c) for c in text)


class Viqr:
    """VIQR, the ASCII form of Vietnamese (RFC 1456)."""

    name = "viqr"
    title = PATTERNS.viqr.title

    def __init__(self) -> None:
        self._marks = {mark: _COMBINING[name] for mark, name in PATTERNS.viqr.marks.items()}
        self._tones = {mark: _COMBINING[name] for mark, name in PATTERNS.viqr.tones.items()}
        marks = "".join(regex.escape(mark) for mark in self._marks)
        tones = "".join(regex.escape(mark) for mark in self._tones)
        # Three in a row are D and Đ ("GDĐT"), the other way round is hardly ever written.
        self._pattern = regex.compile(
            rf"(?P<keep>(?P<kept>D)(?=DD(?!D)))|(?P<keep>\\(?P<kept>[{marks}{tones}dD\\]))|(?P<dd>dd|DD|Dd)|(?P<vowel>[aAeEiIoOuUyY])(?P<mark>[{marks}])?(?P<tone>[{tones}])?"
        )

    def decode(self, text: str) -> str:
        """`text` in Unicode."""

        def letter(found: regex.Match[str]) -> str:
            if found["keep"]:
                return str(found["kept"])
            if found["dd"]:
                return "đ" if found["dd"] == "dd" else "Đ"
            whole = found["vowel"] + self._marks.get(found["mark"] or "", "") + self._tones.get(found["tone"] or "", "")
            made = unicodedata.normalize("NFC", whole)
            return made if len(made) == 1 else str(found[0])

        return str(self._pattern.sub(letter, text))

    def encode(self, text: str) -> str:
        """The reverse, with a backslash before a mark that would read as a tone."""
        marks = {code: mark for mark, code in reversed(self._marks.items())}
        tones = {code: tone for tone, code in self._tones.items()}
        out: list[str] = []
        for character in text:
            if character in "đĐ":
                if out and out[-1] in {"d", "D"}:
                    out[-1] = "\\" + out[-1]
                out.append("dd" if character == "đ" else "DD")
                continue
            spread = unicodedata.normalize("NFD", character)
            if len(spread) > 1 and spread[0].isascii() and all(c in marks or c in tones for c in spread[1:]):
                out.append(
                    spread[0]
                    + "".join(marks[c] for c in spread[1:] if c in marks)
                    + "".join(tones[c] for c in spread[1:] if c in tones)
                )
            elif (
                character == "\\"
                or (out and out[-1][0] in "aAeEiIoOuUyY" and (character in self._marks or character in self._tones))
                or (out and out[-1] in {"d", "D"} and character in "dD")
            ):
                out.append("\\" + character)
            else:
                out.append(character)
        return "".join(out)


ENCODINGS: dict[str, Encoding] = {rules.name: Encoding(rules) for rules in PATTERNS.encodings}
VIQR = Viqr()


def encoding_of_font(font: str | None) -> tuple[Encoding, bool] | None:
    """The encoding that a font's name stands for, and whether the font draws capitals; None for a Unicode font."""
    if not font:
        return None
    # A font that is embedded in part has a tag before its name ("ABCDEF+.VnTime").
    name = font.rpartition("+")[2].strip()
    for encoding in ENCODINGS.values():
        if any(pattern.fullmatch(name) for pattern in encoding.fonts):
            return encoding, any(pattern.fullmatch(name) for pattern in encoding.capitals)
    return None


def restore_capitals(text: str) -> str:
    """Toned letters of TCVN3 that stand small in a word or line of capitals, as capitals: "CéNG" was typed as CỘNG."""

    def word(found: regex.Match[str]) -> str:
        return str(found[0].upper()) if sum(c.isascii() and c.isupper() for c in found[0]) >= 2 else str(found[0])

    lines = []
    for line in text.split("\n"):
        if sum(c.isascii() and c.isupper() for c in line) >= 4 and not any(c.isascii() and c.islower() for c in line):
            lines.append(line.upper())
        else:
            lines.append(_CAPITAL_WORD.sub(word, line))
    return "\n".join(lines)


# Capitals without tone, with toned small letters between or after them, and no small letter without tone.
_CAPITAL_WORD = regex.compile(r"(?<![\p{L}\d])(?=[\p{Ll}\p{Lu}]*[\p{Ll}])(?:[A-ZĂÂĐÊÔƠƯ]|[^\P{Ll}a-z])+(?![\p{L}\d])")


def detect(text: str) -> Encoding | Viqr | None:
    """The old encoding that `text` (decoded as Windows-1252 or Latin-1, or Unicode by mistake) is written in, None for none.

    Measured on the words with Vietnamese marks: the encoding that turns most of them into syllables wins, where it is clearly better
    than the text as it stands.
    """
    sample = text[:_SAMPLE]
    if regex.search(r"[\u1ea0-\u1ef9]", sample):
        return None
    total, good, marked = syllables.counts(sample)
    if not total:
        return None
    best: Encoding | Viqr | None = None
    best_share = max(_ENOUGH, good / total + (_GAIN if marked * 4 > good else 0.1))
    signs = sum(not c.isascii() for c in sample)
    tried: list[Encoding | Viqr] = [*ENCODINGS.values()] if signs > 0.01 * len(sample) else [VIQR]
    for encoding in tried:
        after = encoding.decode(sample)
        words, fine, with_marks = syllables.counts(after)
        # Vietnamese has a marked letter in most of its words; a text without them proves nothing.
        if not words or with_marks < max(3, 0.25 * fine) or with_marks <= marked:
            continue
        if fine / words > best_share:
            best, best_share = encoding, fine / words
    return best


@dataclass(slots=True)
class FontDecoder:
    """Converts the runs of a formatted file by their fonts. Made with all the text of each font, so that one that is Unicode is kept."""

    texts: Mapping[str | None, str]
    converted: dict[str, int] = field(default_factory=dict)
    _by_font: dict[str | None, tuple[Encoding | Viqr, bool]] = field(default_factory=dict)
    _mixed: bool = False

    def __post_init__(self) -> None:
        unnamed: dict[str | None, str] = {}
        for font, text in self.texts.items():
            found = encoding_of_font(font)
            if found is None:
                unnamed[font] = text
            elif _is_legacy(text, found[0]):
                self._by_font[font] = (_right_encoding(text, found[0]), found[1])
        # A font in which letters of Unicode stand (a mark, a name) says nothing of the others.
        plain = {font: text for font, text in unnamed.items() if _UNICODE.search(text) is None}
        rest = detect("\n".join(plain.values())) if plain else None
        if rest is not None and rest is not VIQR:
            self._by_font.update(dict.fromkeys(plain, (rest, False)))
        # Some paragraphs may be in an old encoding though the rest of the file is not.
        self._mixed = any(_SIGNS.search(text) for text in unnamed.values())

    def __bool__(self) -> bool:
        return bool(self._by_font) or self._mixed

    def convert(self, runs: Iterable[tuple[str, str | None]]) -> str:
        """The joined text of runs (text, font). Runs of one encoding that touch are converted as one, since a letter may cross them."""
        if not self:
            return "".join(text for text, _ in runs)
        out: list[str] = []
        pending: list[str] = []
        pending_key: tuple[Encoding | Viqr, bool] | None = None
        pending_font: str | None = None

        def flush() -> None:
            if pending:
                out.append(self._decoded("".join(pending), pending_key, pending_font))
                pending.clear()

        for text, font in runs:
            key = self._by_font.get(font)
            if key != pending_key:
                flush()
                pending_key, pending_font = key, font
            pending.append(text)
        flush()
        return "".join(out)

    def encoding_of(self, text: str, font: str | None) -> Encoding | Viqr | None:
        """The encoding by which a run is converted, None where it stays as it is."""
        key = self._by_font.get(font)
        if key is None:
            return _paragraph_encoding(text) if self._mixed else None
        return key[0] if isinstance(key[0], Viqr) else _right_encoding(text, key[0])

    def _decoded(self, text: str, key: tuple[Encoding | Viqr, bool] | None, font: str | None) -> str:
        if key is None:
            found = _paragraph_encoding(text) if self._mixed else None
            if found is None:
                return text
            key = (found, False)
        encoding, capitals = key
        if not isinstance(encoding, Viqr):
            encoding = _right_encoding(text, encoding)
        made = encoding.decode(text)
        if capitals:
            made = made.upper()
        elif encoding.name == "tcvn3":
            made = restore_capitals(made)
        if made != text:
            name = f"{font or '?'}: {encoding.title}"
            self.converted[name] = self.converted.get(name, 0) + len(made)
        return made

    def report(self) -> dict[str, str]:
        """What was converted, for the document's properties; empty where nothing was."""
        if not self.converted:
            return {}
        return {"converted": "; ".join(f"{name} ({count})" for name, count in sorted(self.converted.items()))}


_SIGNS = regex.compile(r"[\u0080-\u00ff]")
_UNICODE = regex.compile(r"[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_FEW = 4
_CLEARLY = 0.2
_MORE = 2
_BROKEN = regex.compile(r"\p{Lu}{2,}[\p{Ll}--[a-z]]", regex.V1)


def _right_encoding(text: str, named: Encoding) -> Encoding:
    """The encoding that a font's text is in: the one its name stands for, unless another turns clearly more of its words into syllables."""
    sample = text[:_SAMPLE]
    total, good, _ = syllables.counts(named.decode(sample))
    if good >= 0.85 * total:
        return named
    if total < _FEW:
        return _encoding_of_few(sample, good, named)
    best, most = named, good / total + _CLEARLY
    for encoding in ENCODINGS.values():
        made = encoding.decode(sample)
        words, fine, _ = syllables.counts(made)
        # Abbreviations are no syllables in any encoding: one that becomes a syllable by chance ("GĐ" to "Gớ") tells nothing.
        if words and fine / words > most and fine >= _MORE and (encoding.name == "tcvn3" or _BROKEN.search(made) is None):
            best, most = encoding, fine / words
    return best


def _encoding_of_few(text: str, good: int, named: Encoding) -> Encoding:
    """As `_right_encoding`, for two or three words, as a cell has: another encoding must turn all of them into syllables with marks, the named one none."""
    if good:
        return named
    for encoding in ENCODINGS.values():
        words, fine, marked = syllables.counts(encoding.decode(text))
        if words >= _MORE and words == fine == marked:
            return encoding
    return named


def _paragraph_encoding(text: str) -> Encoding | None:
    """The old encoding of one paragraph in a font that says nothing of it; None where it has letters of Unicode, or too few words to tell."""
    if len(_SIGNS.findall(text)) < _FEW or _UNICODE.search(text):
        return None
    found = detect(text)
    return found if isinstance(found, Encoding) else None


def _is_legacy(text: str, encoding: Encoding) -> bool:
    """Whether the text of a legacy font is in its encoding: Unicode typed in such a font by a later program stays as it is."""
    if regex.search(r"[\u0100-\u01b0\u1ea0-\u1ef9\u0300-\u0323]", text) is None:
        return True
    total, good, _ = syllables.counts(text[:_SAMPLE])
    words, fine, _ = syllables.counts(encoding.decode(text[:_SAMPLE]))
    return fine * max(total, 1) > good * max(words, 1)


def matches(data: bytes) -> bool:
    """Whether the bytes of a text file are Vietnamese in an old encoding."""
    return _decoded_file(data) is not None


def _decoded_file(data: bytes) -> tuple[str, Encoding | Viqr] | None:
    if b"\x00" in data[:4096] or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    # Two of these bytes begin nearly every toned letter of Vietnamese in UTF-8.
    if regex.search(rb"\xe1[\xba\xbb]", data[:_SAMPLE]):
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    if sum(byte > 127 for byte in data[:4096]) < 20 and not regex.search(r"[aeiouy][(^+]?['`?~.](?=[a-z])", text[:_SAMPLE]):
        return None
    encoding = detect(text)
    if encoding is None:
        return None
    total, good, _ = syllables.counts(encoding.decode(text[:_SAMPLE]))
    # Windows-1258 is no matter of this module; the text reader knows it.
    other_total, other_good, _ = syllables.counts(canonical(data[:_SAMPLE].decode("cp1258", errors="replace")))
    if other_total and total and other_good / other_total >= good / total:
        return None
    return text, encoding


def read_bytes(data: bytes, source: str, sha256: str, options: object = None) -> Document:
    """Reads a text file in an old encoding; `properties` says which, and that TCVN3's capitals are restored only where they can be."""
    found = _decoded_file(data)
    if found is None:
        from extractor.readers import text as text_reader

        return text_reader.read_bytes(data, source, sha256)
    text, encoding = found
    made = encoding.decode(text)
    if encoding.name == "tcvn3":
        made = restore_capitals(made)
    return Document(
        text=canonical(made),
        source=source,
        sha256=sha256,
        format="text",
        properties={"encoding": encoding.name, "converted": f"{encoding.title} ({len(made)})"},
    )
