"""Finds the scripts in a document, which determine the fonts that its PDF needs besides Latin."""

from __future__ import annotations

import re
from typing import Final

#: The characters of each script that the fonts of the class lack, by the name that
#: sphinxresume-scripts.lua has for it.
SCRIPTS: Final = {
    "arab": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe",
    "armn": "\u0530-\u058f\ufb13-\ufb17",
    "beng": "\u0980-\u09ff",
    "cyrl": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "deva": "\u0900-\u097f\ua8e0-\ua8ff",
    "ethi": "\u1200-\u139f\u2d80-\u2ddf",
    "geor": "\u10a0-\u10ff\u1c90-\u1cbf",
    "grek": "\u0370-\u03ff\u1f00-\u1fff",
    "gujr": "\u0a80-\u0aff",
    "guru": "\u0a00-\u0a7f",
    "hebr": "\u0590-\u05ff\ufb1d-\ufb4f",
    "khmr": "\u1780-\u17ff",
    "knda": "\u0c80-\u0cff",
    "kore": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "laoo": "\u0e80-\u0eff",
    "latn": "\u0180-\u02bd\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff",
    "mlym": "\u0d00-\u0d7f",
    "mymr": "\u1000-\u109f",
    "orya": "\u0b00-\u0b7f",
    "sinh": "\u0d80-\u0dff",
    "taml": "\u0b80-\u0bff",
    "telu": "\u0c00-\u0c7f",
    "thai": "\u0e01-\u0e3e\u0e40-\u0e7f",
    # Without symbols that the fonts have: arrows, currencies, quotation marks.
    "zsym": "\u2048-\u206f\u2100-\u218f\u2194-\u2bff\U0001f000-\U0001faff",
}
#: Other characters that the fonts have.
_KNOWN: Final = (
    "[\0-\u017f\u0218-\u021b\u0300-\u036f\u1ea0-\u1ef9\u2000-\u2047\u20a0-\u20bf"
    "\u2052\u2054\u2103\u2113\u2116-\u2118\u211e\u2120\u2122\u2126\u2127\u212e\u2190-\u2193]"
)
_HAN: Final = re.compile("[\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
_KANA: Final = re.compile("[\u3040-\u30ff\u31f0-\u31ff]")


def scripts_of(text: str, language: str) -> list[str]:
    """The scripts in a text besides Latin, sorted; the variant of Han depends on the language."""
    if text.isascii():
        return []
    text = re.sub(_KNOWN, "", text)
    found = {script for script, chars in SCRIPTS.items() if re.search(f"[{chars}]", text)}
    if _KANA.search(text):
        found.add("jpan")
    elif _HAN.search(text) and "kore" not in found:
        known = {"ja": "jpan", "ko": "kore", "zh_TW": "hant", "zh_HK": "hant"}
        found.add(known.get(language, known.get(language[:2], "hans")))
    if text and not found:
        found.add("zsym")  # if its fonts lack the character, too, that is reported
    return sorted(found)
