"""What a person's name looks like in a Vietnamese byline, and its normal case."""

from __future__ import annotations

import re
from functools import lru_cache

from portals.commons import is_common
from portals.phrases import words_of
from portals.press import is_furniture_name, is_organisation, is_place, is_press
from portals.syllables import is_syllable

UPPER = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
"""Capitals of Vietnamese, for a character class; not to be matched without regard to case."""

_MOST_WORDS = 6
_LONGEST = 80
_INITIALS = re.compile(
    r"(?:(?:[A-ZĐÂÊÔƠƯ]|Ngh?|Nh|Th|Tr|Ph|Kh|Ch|Gi|Qu|Hg)\.\s?){1,4}(?:[A-ZĐÂÊÔƠƯ](?:\.|[^\W\d_]{1,7})?)?|[A-ZĐ]"
)
_NO_PERSON_INITIALS = frozenset(words_of("pv th bt bbt ctv btv tt tx pl nd kt vp bbtt hn tp"))
_FOREIGN = re.compile(rf"[{UPPER}]['’]?[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_PARTICLES = frozenset(words_of("von van de der den del della di da du dos la le al el bin binti ibn y"))
_MIDDLE = frozenset(words_of("văn thị đình hữu bá quang"))
_NO_NAME_ALONE = frozenset(
    words_of(
        "gốc tin bài ảnh báo xem in gửi thêm khác mới trang chủ liên theo nguồn và của các có không được cho tại từ đến này đó là"
        " một hai ba mẹ bé pháp lào đẹp tốt kém"
    )
)
_HIGHLAND = re.compile(rf"[HKYRA]['’][{UPPER}][^\W\d_]{{1,8}}")
"""Names of the Central Highlands with their mark of sex or clan (`H'Hen`, `K'Brếp`)."""
_VOWEL = re.compile("[aeiouyàáâãèéêìíòóôõùúýăđĩũơưạ-ỹäöüåæø]", re.IGNORECASE)
_SURNAMES = frozenset(
    words_of("""
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn vương trịnh đinh lâm mai trương hà tô cao tạ thái phùng
    chu châu lương lưu tăng quách từ thân kiều la lại doãn nghiêm bạch tống hứa khổng giang đồng đàm thạch lò giàng vàng sùng tòng quàng cầm
    triệu nông ma hoa ninh mạc viên ứng ông âu bành biện bế đậu đổng hàn khuất khúc kim liễu lục mẫn nhữ phí phó tiêu trà
    """)
)


_HIGHLAND_NAMES = frozenset(
    words_of("""
    Niê Êban Mlô Kbuôr Ksor Siu Kpă Rmah Rahlan Rcom Kloh Ayun Knul Byă Hmok Ênuôl Hlong Alăng Arất Bhling Bríu Zơ Râm Pơloong
    Kră Klong Srê Brum Yơ Kpuih Puih Hloe Êya
    """)
)


def is_person(name: str) -> bool:
    """Whether the words are a person's name or pen name: a full name, initials with a name, a foreign name.

    In any of the usual cases (`LÊ MAI`, `Nguyễn văn Anh`); offices, press bodies, places that are no names, addresses
    and furniture are not. One word alone must be a Vietnamese syllable.
    """
    return len(name) <= _LONGEST and _is_person(name)


@lru_cache(maxsize=4096)
def _is_person(name: str) -> bool:
    """Remembered, as the same few people write and are named all the time."""
    cased = normal_case(name)
    words = cased.split()
    if not 0 < len(words) <= _MOST_WORDS or not _plain(cased) or is_press(cased) or is_place(cased) or is_common(cased):
        return False
    if is_organisation(cased) or (is_furniture_name(cased) and not _is_full_name(words)):
        return False
    if len(words) == 1:
        return _single(words[0])
    return all(_word(w, i) for i, w in enumerate(words)) and any(len(w.strip(".")) > 1 for w in words)


def _is_full_name(words: list[str]) -> bool:
    """`Lê Thị Trường` and `Mai Văn Hoa`, whose given names make other words of their middle ones."""
    return len(words) == 3 and words[0].lower() in _SURNAMES and words[1] in ("Thị", "Văn")


def is_vietnamese_name(name: str) -> bool:
    """Whether a person's name is made of Vietnamese syllables and initials only, in two to five words."""
    words = normal_case(name).replace(".", ". ").split()
    return 2 <= len(words) <= 5 and all(
        _INITIALS.fullmatch(w) or is_syllable(w) or _HIGHLAND.fullmatch(w) or w in _HIGHLAND_NAMES for w in words
    )


@lru_cache(maxsize=4096)
def normal_case(name: str) -> str:
    """`LÊ MAI`, `Nguyễn văn Anh` and `nguyễn văn anh` as `Lê Mai` and `Nguyễn Văn Anh`; any other case is kept."""
    letters = [c for c in name if c.isalpha()]
    words = name.split()
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return " ".join(_capitalised(w) for w in words)
    middle = all(w in _MIDDLE for w in words[1:-1] if w.islower())
    if len(words) > 2 and words[0].lower() in _SURNAMES and middle and (name.islower() or words[-1][0].isupper()):
        return " ".join(_capitalised(w) if is_syllable(w) else w for w in words)
    return name


def _capitalised(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word)


def _plain(name: str) -> bool:
    return not re.search(r"[\d@:;!?%#*=<>{}\[\]\\|/\"“”()_,]|\.\w{2,3}\.|\.(?:vn|com|net|org)\b", name)


def _single(word: str) -> bool:
    if "." in word:
        return bool(_INITIALS.fullmatch(word)) and word.replace(".", "").lower() not in _NO_PERSON_INITIALS
    if word.lower() in _NO_NAME_ALONE:
        return False
    if _HIGHLAND.fullmatch(word):
        return True
    return len(word) > 1 and is_syllable(word) and word[0].isupper() and word[1:].islower()


def _word(word: str, place: int) -> bool:
    if _INITIALS.fullmatch(word) or (place and word in _PARTICLES):
        return True
    if not word[0].isupper():
        return False
    if is_syllable(word):
        return not word[1:] or word[1:].islower()
    initials = any(len(part) > 1 and part.isupper() for part in re.split("[-'’]", word))
    return bool(_FOREIGN.fullmatch(word) and _VOWEL.search(word)) and not initials
