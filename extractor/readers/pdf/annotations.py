"""What stands on a page without being its content: appearances of annotations, and digital signatures.

Signing tools of offices draw the document's number, its date and the stamp "Ký bởi …" as annotations over the page. Numbers and dates are
text that a person reads; a signature is metadata. ISO 32000-1, 12.5.5 (appearance streams), 12.8 (signatures).
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral

from extractor.readers.pdf.form_fields import put_typed, typed_lines
from extractor.readers.pdf.interpreter import Interpreter, Matrix, _matrix_of, _ordered, _text_string, multiply

_HIDDEN = 0x02 | 0x20  # hidden, no view
_SHOWN = {"FreeText", "Stamp", "Widget"}
MAX_ANNOTATIONS = 2_000
_DATE = re.compile(r"D?:?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:([+\-Z])(\d{2})?'?(\d{2})?'?)?")


def draw_annotations(interpreter: Interpreter, page: PDFPage, ctm: Matrix) -> None:
    """Runs the normal appearances of the page's visible annotations. Each is a group of its own, signatures among them; fields that viewers draw by
    their value are written out."""
    form = dict_value(page.doc.catalog.get("AcroForm", {}))
    drawn_anew = resolve1(form.get("NeedAppearances")) is True
    for annotation in list_value(page.annots)[:MAX_ANNOTATIONS]:
        spec = dict_value(annotation)
        kind = _name(spec.get("Subtype"))
        flags = resolve1(spec.get("F", 0))
        if kind not in _SHOWN or (isinstance(flags, int) and flags & _HIDDEN):
            continue
        appearance = resolve1(dict_value(spec.get("AP", {})).get("N"))
        if isinstance(appearance, dict):
            appearance = resolve1(appearance.get(_name(spec.get("AS")) or ""))
        rectangle = [resolve1(value) for value in list_value(spec.get("Rect", []))]
        if len(rectangle) != 4:
            continue
        if (not isinstance(appearance, PDFStream) or drawn_anew) and kind != "Stamp" and typed_lines(spec):
            interpreter.groups += 1
            put_typed(interpreter.page, spec, rectangle, ctm, interpreter.groups)
            continue
        if not isinstance(appearance, PDFStream):
            continue
        placement = _placement(appearance, rectangle)
        if placement is not None:
            interpreter.form(appearance, multiply(placement, ctm))


def _placement(appearance: PDFStream, rectangle: list[Any]) -> Matrix | None:
    """Algorithm 8 of ISO 32000-1, 12.5.5: scales and moves the transformed form box onto the annotation's rectangle."""
    box = [resolve1(value) for value in list_value(appearance.get("BBox", []))]
    if len(box) != 4 or not all(isinstance(value, int | float) for value in (*box, *rectangle)):
        return None
    a, b, c, d, e, f = _matrix_of(appearance)
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    bx0, by0 = min(x for x, _ in corners), min(y for _, y in corners)
    bx1, by1 = max(x for x, _ in corners), max(y for _, y in corners)
    rx0, ry0, rx1, ry1 = _ordered((rectangle[0], rectangle[1], rectangle[2], rectangle[3]))
    if bx1 - bx0 < 1e-6 or by1 - by0 < 1e-6:
        return None
    sx, sy = (rx1 - rx0) / (bx1 - bx0), (ry1 - ry0) / (by1 - by0)
    return sx, 0.0, 0.0, sy, rx0 - bx0 * sx, ry0 - by0 * sy


def signatures(document: PDFDocument) -> list[dict[str, str]]:
    """The signatures of the file's form: name, time (ISO 8601), reason, location, and the certificate's common name, where given."""
    found: list[dict[str, str]] = []
    form = dict_value(document.catalog.get("AcroForm", {}))
    for field in _fields(list_value(form.get("Fields", []))):
        if _name(field.get("FT")) != "Sig":
            continue
        value = dict_value(field.get("V", {}))
        if not value:
            continue
        entry: dict[str, str] = {}
        for key, name in (("Name", "name"), ("Reason", "reason"), ("Location", "location")):
            raw = resolve1(value.get(key))
            if isinstance(raw, bytes) and (text := _text_string(raw).strip()):
                entry[name] = text
        raw = resolve1(value.get("M"))
        if isinstance(raw, bytes) and (time := iso_date(_text_string(raw))):
            entry["time"] = time
        contents = resolve1(value.get("Contents"))
        if isinstance(contents, bytes) and (holder := _certificate_holder(contents)):
            entry["certificate"] = holder
        if entry and entry not in found:
            found.append(entry)
    return found


def _fields(fields: Any, depth: int = 0) -> Iterator[dict[Any, Any]]:
    for reference in list(fields)[:500]:
        field = dict_value(reference)
        if field:
            yield field
            if depth < 8:
                yield from _fields(list_value(field.get("Kids", [])), depth + 1)


def iso_date(raw: str) -> str | None:
    """A PDF date (D:YYYYMMDDHHmmSS+07'00') in ISO 8601, as far as it is given."""
    found = _DATE.match(raw.strip())
    if not found:
        return None
    year, month, day, hour, minute, second, sign, zone_hour, zone_minute = found.groups()
    text = "-".join(part for part in (year, month, day) if part)
    if hour and minute:
        text += f"T{hour}:{minute}:{second or '00'}"
        if sign == "Z":
            text += "Z"
        elif sign and zone_hour:
            text += f"{sign}{zone_hour}:{zone_minute or '00'}"
    return text


def _certificate_holder(contents: bytes) -> str | None:
    """The common name of the signer's certificate inside a PKCS#7 signature, or None where it cannot be read."""
    from cryptography.hazmat.primitives.serialization.pkcs7 import load_der_pkcs7_certificates
    from cryptography.x509.oid import NameOID

    try:
        with warnings.catch_warnings():
            # Signing servers write BER and names of more than 64 letters; the library reads both and says so (of a name when it is first asked for),
            # which tells a reader of reports nothing.
            warnings.simplefilter("ignore", UserWarning)
            certificates = load_der_pkcs7_certificates(_der(contents))
            issuers = {certificate.issuer for certificate in certificates if certificate.issuer != certificate.subject}
            leaves = [certificate for certificate in certificates if certificate.subject not in issuers] or certificates
            names = leaves[0].subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(names[0].value) if names else None
    except Exception:  # broken or foreign signature data raise anything; the stamp and the dictionary still speak
        return None


def _der(contents: bytes) -> bytes:
    """The signature without the zeros that fill its place in the file."""
    if len(contents) > 4 and contents[0] == 0x30 and contents[1] & 0x80:
        size = contents[1] & 0x7F
        length = int.from_bytes(contents[2 : 2 + size], "big")
        return contents[: 2 + size + length]
    return contents


def _name(value: object) -> str | None:
    value = resolve1(value)
    return str(value.name) if isinstance(value, PSLiteral) else None
