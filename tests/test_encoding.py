"""Charsets, old fonts, mojibake and cleaning: right letters, or a refusal by name, and correct text left alone."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portals.encoding import clean, repaired, text_of
from portals.fonts import TCVN, VISCII, WINDOWS_1252
from portals.syllables import is_syllable
from schemas.errors import NotAnArticle

REAL = Path(os.environ.get("PORTALS_REAL", Path(__file__).parents[1] / ".." / "shared" / "real"))

VIETNAMESE = (
    "Sáng 16-10, Ủy ban nhân dân thành phố tổ chức hội nghị triển khai kế hoạch phòng, chống lụt bão năm nay.",
    "Đồng chí Phó Chủ tịch yêu cầu các địa phương rà soát hồ chứa, đê điều, bảo đảm an toàn cho người dân vùng trũng.",
    "Ông nhấn mạnh: “Phải chủ động từ sớm, từ xa, không để bị động, bất ngờ trong mọi tình huống”.",
    "Nhiều hộ nuôi trồng thủy sản đã gia cố lồng bè, chuyển thuyền vào khu neo đậu; tàu cá cũng được nhắc về bờ.",
    "Ở huyện đảo, lực lượng biên phòng dự trữ lương thực, thuốc men, máy phát điện và áo phao cho ba xã xa nhất.",
    "Dự kiến, đến cuối tháng, toàn bộ tuyến kè xung yếu sẽ hoàn thành; kinh phí khoảng 45,6 tỷ đồng.",
)
LETTERS = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
OTHERS = (
    "The café’s naïve façade drew 3,000 visitors — “a coup d’état of taste”, said Zoë Brontë, née Müller.",
    "À l’été 2020, l’Élysée a déjà reçu « près de dix » élèves ; où étaient les hôtes ? À Noël, ça a été fêté à nouveau.",
    "Der Bürgermeister weiß, daß die Straße über die Brücke führt; Äpfel, Öl und Übermut gehören dazu – größtenteils.",
    "El niño comió piñas y jamón en España; «¿está?» preguntó la señora Ibáñez, que también oyó el pingüino.",
    "A EDUCAÇÃO É UM DIREITO: “NÃO”, disse João à irmã na estação de São Bento, às três da manhã.",
    "Blåbærsyltetøy på brød: smørrebrød, øl og fløte – så gærne er det ikke på Ås, sa Bjørn Håkonsen.",
    "© 2020 Công ty ABC® · Bản quyền thuộc về Báo » Trang chủ « Liên hệ · Nhiệt độ 35°C, diện tích 40 m², giá 5µg.",
    "“GIẶC ĐÃ” và “CẢ NHÀ ĐÃ…” là hai vở diễn; hội nghị “HÃY… ĐÓN” diễn ra tại Hà Nội.",
)


def in_vni(text: str) -> str:
    """Text as VNI Windows fonts have it, from the fonts' key table: a vowel and a mark for what stands over it."""
    alone = {"đ": "ñ", "ơ": "ô", "ư": "ö", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "í": "í", "ì": "ì"}
    over = {"": "ùøûõï", "\u0302": "áàåãä", "\u0306": "éèúüë"}
    written = []
    for letter in text:
        low = letter.lower()
        marks = unicodedata.normalize("NFD", low)
        vowel, hat = marks[0], next((mark for mark in marks if mark in "\u0302\u0306"), "")
        horn, tone = "\u031b" in marks, next((mark for mark in marks if mark in "\u0301\u0300\u0309\u0303\u0323"), "")
        if low in alone or len(marks) == 1:
            new = alone.get(low, low)
        else:
            mark = (
                over[hat]["\u0301\u0300\u0309\u0303\u0323".index(tone)] if tone else {"\u0302": "â", "\u0306": "ê"}[hat]
            )
            new = ({"o": "ô", "u": "ö"}[vowel] if horn else vowel) + mark
        written.append(new.upper() if letter.isupper() else new)
    return "".join(written)


def in_1252(text: str, table: str) -> str:
    """Text in a byte charset, read as windows-1252; quotes and dashes that the charset lacks as windows-1252 has them."""
    index = {letter: byte for byte, letter in enumerate(table)}
    return "".join(WINDOWS_1252[index[letter]] if letter in index else letter for letter in text)


def doubled(text: str) -> str:
    return "".join(WINDOWS_1252[byte] for byte in text.encode())


# -- charsets


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_needs_no_declaration(codec: str) -> None:
    page = f"<html><head><title>{VIETNAMESE[0]}</title></head><body><p>{VIETNAMESE[1]}</p></body></html>"
    assert text_of(page.encode(codec), None)[0] == page


@pytest.mark.parametrize(
    "label", ["windows-1252", "iso-8859-1", "utf-16", "x-no-such", "utf-7", "rot13", "hex", "undefined", ""]
)
def test_what_the_bytes_prove_outweighs_any_label(label: str) -> None:
    page = f'<meta charset="{label}"><p>{VIETNAMESE[0]}</p>'
    assert text_of(page.encode(), f"text/html; charset={label}") == (page, "utf-8")


@pytest.mark.parametrize(("label", "table"), [("viscii", VISCII), ("tcvn5712-1", TCVN), ("x-viet-tcvn5712", TCVN)])
def test_vietnamese_byte_charsets_that_python_lacks(label: str, table: str) -> None:
    letters = LETTERS + LETTERS.upper()
    body = b"<p>" + bytes(table.index(letter) for letter in letters) + b"</p>"
    assert text_of(body, f"text/html; charset={label}")[0] == f"<p>{letters}</p>"


def test_windows_1258_tones_are_composed() -> None:
    text = "".join(unicodedata.normalize("NFD", c) if c in "ạảẹẻẽịỉĩọỏõụủũ" else c for c in "Hội nghị của Ủy ban")
    body = "Hô\u0323i nghi\u0323 cu\u0309a U\u0309y ban".encode("cp1258")
    assert clean(text_of(body, "text/html; charset=windows-1258")[0]) == clean(text) == "Hội nghị của Ủy ban"


@pytest.mark.parametrize("label", [None, "utf-8", "iso-8859-1", "windows-1258", "viscii", "tcvn"])
@pytest.mark.parametrize("way", ["viscii", "tcvn3", "vni"])
def test_wrong_labels_do_not_hide_old_fonts(way: str, label: str | None) -> None:
    lines = VIETNAMESE[:2] + VIETNAMESE[3:]
    page = "<p>" + "</p>\n<p>".join(lines) + "</p>"
    body = bytes(WINDOWS_1252.index(letter) for letter in WAYS[way](page))
    text, _ = text_of(body, label and f"text/html; charset={label}")
    assert repaired(text)[0] == page


def test_few_bad_bytes_do_not_lose_the_page() -> None:
    body = "\n".join(VIETNAMESE).encode().replace(b"16-10", b"16\xff\xfe-10").replace(b"trong", b"tr\x92ong")
    text, charset = text_of(body, "text/html; charset=iso-8859-1")
    assert charset == "utf-8"
    assert text == "\n".join(VIETNAMESE).replace("16-10", "16\ufffd\ufffd-10").replace("trong", "tr\ufffdong")


def test_cut_within_a_letter() -> None:
    assert text_of("Ok, chị Hà ạ".encode()[:-1], None)[0] == "Ok, chị Hà \ufffd"


def test_other_languages_by_label_and_by_guess() -> None:
    text = "<p>" + "国土交通省は七日、全国の道路の点検結果を公表した。" * 20 + "</p>"
    assert text_of(text.encode("shift_jis"), "text/html; charset=Shift_JIS")[0] == text
    assert text_of(b'<meta charset="euc-jp">' + text.encode("euc_jp"), None)[0].endswith(text)
    assert text_of(text.encode("iso2022_jp"), "text/html; charset=iso-2022-jp")[0] == text
    assert text_of(text.encode("euc_jp"), None)[0] == text


def test_leading_nuls_are_not_utf16() -> None:
    assert text_of(b"\x00\x00\x00<p>" + VIETNAMESE[0].encode() + b"</p>", None)[0] == f"<p>{VIETNAMESE[0]}</p>"


def test_utf7_is_never_decoded() -> None:
    assert text_of(b"+ADw-script+AD4-", "text/html; charset=utf-7")[0] == "+ADw-script+AD4-"


@given(st.binary(max_size=400), st.none() | st.text(max_size=40).map(lambda label: f"text/html; charset={label}"))
@settings(max_examples=150, deadline=None)
def test_any_bytes_become_text_or_a_named_refusal(body: bytes, content_type: str | None) -> None:
    try:
        text, _ = text_of(body, content_type)
        whole, _ = repaired(text)
    except NotAnArticle as refused:
        text = whole = ""
        reason = refused.reason
    else:
        reason = "encoding_"
    assert reason.startswith("encoding_")
    clean(whole).encode()
    assert "\x00" not in text


# -- fonts and mojibake

WAYS = {
    "tcvn3": lambda text: in_1252(text, TCVN),
    "viscii": lambda text: in_1252(text, VISCII),
    "vni": in_vni,
    "mojibake": doubled,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("count", [1, 3, 6])
def test_broken_text_is_made_whole(way: str, count: int) -> None:
    text = "\n".join(VIETNAMESE)[: 110 * count]
    assert repaired(WAYS[way](text)) == (text, way)


@pytest.mark.parametrize("way", WAYS)
def test_every_letter_survives(way: str) -> None:
    words = [
        word
        for letter in LETTERS
        for word in (f"t{letter}", f"l{letter}n", f"h{letter}c", f"nh{letter}i", f"ng{letter}m")
    ]
    known = ["đi", *(word for word in words if is_syllable(word))]
    text = " ".join(known + [word.capitalize() for word in known])
    assert set(LETTERS) - set(text.lower()) <= set("ạảẵẳặăằắầẩẫẽẻ"), "the word list is to try nearly every letter"
    assert repaired(WAYS[way](text)) == (text, way)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (
            "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc",
            "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc",
        ),
        (
            "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc",
            "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc",
        ),
        ("beänh nhaân", "bệnh nhân"),
        ("khÃ´ng", "không"),
        ("UBND tØnh, Q§ sè 12/Q§-UBND vÒ « t«", "UBND tỉnh, QĐ số 12/QĐ-UBND về ô tô"),
        ("CéNG HßA X· HéI CHñ NGHÜA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
        ("&reg;&#185;i häc Quèc gia, ®­êng ph&#xE8; míi", "đại học Quốc gia, đường phố mới"),
        ("kh&Atilde;&acute;ng ai biáº¿t Ä\x90á»©c á»Ÿ Ä‘Ã¢u", "không ai biết Đức ở đâu"),
        ("cÃ³ thá»ƒ lÃ  mÃ u vÃ ng hay toÃ n mÃ u Ä‘á», nÃ\xa0o", None),
        ("cÃ³ thá»ƒ lÃ  mÃ u vÃ ng, toÃ n bá»™ bÃ i viáº¿t nÃ\xa0y", "có thể là màu vàng, toàn bộ bài viết này"),
        ("ngêi ®îc trêng ®ua tíi, lµm viÖc t¹i c¬ quan, h¹nh phóc l¾m", None),
    ],
)
def test_known_broken_texts(broken: str, whole: str | None) -> None:
    if whole is None:
        with pytest.raises(NotAnArticle, match=r"^encoding_\w+:"):
            repaired(broken)
    else:
        assert repaired(broken)[0] == whole


def test_encoded_three_times() -> None:
    text = "\n".join(VIETNAMESE)
    assert repaired(doubled(doubled(text))) == (text, "mojibake")


def test_a_page_of_two_scripts_keeps_the_good_one() -> None:
    menu = "<li>Trang chủ</li><li>Đời sống</li><li>ĐÃ LÀ</li><li>Xã hội</li><li>Người Việt bốn phương</li>" * 3
    page = f'{menu}<p title="{{}}">{{}}</p><p>{{}}</p>{menu}'
    for way in WAYS:
        lines = [VIETNAMESE[1], VIETNAMESE[3], VIETNAMESE[0]]
        assert repaired(page.format(*map(WAYS[way], lines))) == (page.format(*lines), way)


def test_a_partly_repaired_text() -> None:
    text = "\n".join(VIETNAMESE)
    half = " ".join(doubled(word) if at % 3 else word for at, word in enumerate(text.split(" ")))
    assert repaired(half) == (text, "mojibake")


@pytest.mark.parametrize("text", [*VIETNAMESE, *OTHERS, "\n".join(VIETNAMESE + OTHERS)])
def test_correct_text_is_left_alone(text: str) -> None:
    assert repaired(text) == (text, None)
    assert repaired(text * 60) == (text * 60, None)


_WORDS = sorted({word for text in VIETNAMESE + OTHERS for word in text.split()})


@given(st.lists(st.sampled_from(_WORDS), max_size=60), st.sampled_from([" ", "\n", "<br>"]))
@settings(max_examples=300, deadline=None)
def test_correct_words_in_any_order_are_left_alone(words: list[str], between: str) -> None:
    text = between.join(words)
    assert repaired(text) == (text, None)


def _real_lines() -> list[str]:
    return [line for path in sorted((REAL / "seeds").glob("*.txt")) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.skipif(not (REAL / "seeds").is_dir(), reason="real texts are not here (PORTALS_REAL)")
def test_real_texts_are_left_alone_and_come_back_from_every_font() -> None:
    lines = [unicodedata.normalize("NFC", line) for line in _real_lines()]
    assert all(repaired(line) == (line, None) for line in lines)
    text = "\n".join(lines)
    for way, broken in WAYS.items():
        back = repaired(broken(text))[0]
        wrong = [(a, b) for a, b in zip(text.split(), back.split(), strict=False) if a != b]
        assert not wrong, (way, wrong[:10])


def _hostile() -> list[dict[str, Any]]:
    path = REAL / "hostile" / "cases.jsonl"
    cases = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    return [case for case in cases if case["cat"] == "encoding"]


@pytest.mark.skipif(not _hostile(), reason="hostile pages are not here (PORTALS_REAL)")
@pytest.mark.parametrize("case", _hostile(), ids=lambda case: str(case["id"]))
def test_hostile_encodings(case: dict[str, Any]) -> None:
    body = (REAL / "hostile" / case["file"]).read_bytes()
    try:
        text = clean(repaired(text_of(body, case["headers"].get("content-type"))[0])[0])
    except NotAnArticle:
        text = None
    if text is None:
        assert "repair or flag" in case["must"]
        return
    expect = case["expect"]
    assert all(words in text for words in [*expect.get("body_has", ()), expect.get("title_has", "")])
    assert not any(words in text for words in [*expect.get("body_not", ()), expect.get("title_not", "\x00")])
    text.encode()


# -- cleaning


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  \xa0\xa0 Thành\u200b phố\u00ad \u3000Hà\ufeff Nội\t\n ", "Thành phố Hà Nội"),
        ("Ha\u0300 No\u0323\u0302i", "Hà Nội"),
        ("R&amp;amp;D &ocirc; &#7853; &#xED;t &#x1EA1", "R&D ô ậ ít ạ"),
        ("&amp;amp;amp;amp;lt;", "&amp;amp;lt;"),
        ("?a=1&section=2&copy=3&order=4", "?a=1&section=2&copy=3&order=4"),
        ("a\ud800b\x00c\x07d", "abcd"),
        ("&#xD800;&#0;x", "\ufffd\ufffdx"),
        ("２２/１０/２０２５", "２２/１０/２０２５"),
        ("hoà uỷ hòa ủy", "hoà uỷ hòa ủy"),
        ("", ""),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_clean_keeps_lines_where_asked() -> None:
    assert clean(" một\xa0 hai \r\n\n \u200b\n  ba", lines=True) == "một hai\nba"


@given(st.text())
def test_clean_is_stable_nfc_and_encodable(text: str) -> None:
    once = clean(text.replace("&", ""))
    assert clean(once) == once == unicodedata.normalize("NFC", once)
    once.encode()


def test_a_page_whose_entities_are_vietnamese_is_in_windows_1258_whatever_it_says() -> None:
    """Letters that windows-1258 has are bytes, the others entities: no other one-byte charset has đ, ơ and ư."""
    words = "Phường Bãi Cháy: Xóa 4 điểm ngập trên tuyến đường Lê Thánh Tông, người dân bớt đi lại"
    body = words.encode("cp1258", "xmlcharrefreplace")
    text, label = text_of(b"<meta charset=utf-8><p>" + body, "text/html; charset=utf-8")
    assert (clean(text.partition("<p>")[2]), label) == (words, "cp1258")
    assert repaired(text) == (text, None)
