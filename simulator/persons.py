"""Invented persons and the ways in which newsrooms sign."""

from __future__ import annotations

from random import Random

from simulator.story import Byline

FAMILIES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Vũ",
    "Hoàng",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Đinh",
    "Phan",
    "Lương",
    "Trịnh",
    "Mai",
    "Cao",
]
MIDDLES = [
    "Quang",
    "Minh",
    "Thu",
    "Hải",
    "Ngọc",
    "Đức",
    "Thanh",
    "Hồng",
    "Xuân",
    "Kim",
    "Bảo",
    "Gia",
    "Khánh",
    "Thế",
    "Hữu",
    "Bích",
]
GIVEN = [
    "Thanh",
    "Hà",
    "Giang",
    "An",
    "Bình",
    "Tâm",
    "Lâm",
    "Minh",
    "Ngọc",
    "Khánh",
    "Phương",
    "Hạnh",
    "Linh",
    "Dương",
    "Xuân",
    "Vân",
    "Sơn",
    "Thủy",
    "Quỳnh",
    "Hiền",
    "Nam",
    "Tùng",
    "Châu",
    "Thư",
    "Vinh",
]
PEN_FIRST = ["Hoàng", "Hồng", "Ngọc", "Thu", "Minh", "Thái", "Hải", "Bích", "Lan", "Mai", "Thanh", "Vân"]
CHAIR_TITLES = (
    "Phó Chủ tịch UBND thành phố",
    "Phó Bí thư Thường trực Thành ủy",
    "Phó Chủ tịch Thường trực HĐND thành phố",
    "Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Thành ủy",
    "Chủ tịch Ủy ban MTTQ thành phố",
)
OFFICIAL_TITLES = ("Giám đốc", "Phó Giám đốc")
DIRECTED = ("Sở", "Trung tâm", "Bệnh viện", "Công ty", "Thư viện", "Quỹ", "Kho bạc", "Ngân hàng", "Bảo hiểm", "Cảng vụ")


def person(rng: Random) -> str:
    """A full name in three words, invented."""
    middle, given = rng.choice(MIDDLES), rng.choice(GIVEN)
    return f"{rng.choice(FAMILIES)} {middle} {given if given != middle else 'Loan'}"


def official_title(body: str, rng: Random) -> str:
    """A post that fits the agency: offices with a director have one, boards and unions have a head."""
    if body.startswith(DIRECTED):
        return f"{rng.choice(OFFICIAL_TITLES)} {body}"
    return f"đại diện lãnh đạo {body}"


def _pen(rng: Random) -> str:
    first = rng.choice(PEN_FIRST)
    return f"{first} {rng.choice([name for name in GIVEN if name != first])}"


def _two(rng: Random) -> tuple[str, str]:
    one = _pen(rng)
    other = _pen(rng)
    while other == one:
        other = _pen(rng)
    return one, other


def signed(rng: Random) -> Byline:
    """A byline of one of the forms met on the portals: none, one, two, with a role, in capitals."""
    one, two = _two(rng)
    initial = f"{rng.choice('HTNVĐ')}. {rng.choice(GIVEN)}"
    family_first = f"{rng.choice(FAMILIES)} {rng.choice(GIVEN)}"
    forms = (
        (5, Byline()),
        (9, Byline(one, (one,))),
        (3, Byline(initial, (initial,))),
        (3, Byline(family_first.upper(), (family_first,))),
        (2, Byline(f"{one}- {two}", (one, two))),
        (2, Byline(f"{one} - {two}", (one, two))),
        (1, Byline(f"{one}, {two}", (one, two))),
        (1, Byline(f"{one} và {two}", (one, two))),
        (2, Byline(f"{one} - Ảnh: {two}", (one,), ((two, "photo"),))),
        (1, Byline(f"Tin, ảnh: {one}", (one,))),
        (1, Byline(f"Bài và ảnh: {one}", (one,))),
        (1, Byline(f"{one} (tổng hợp)", (one,), ((one, "compiler"),))),
        (1, Byline(f"Theo {one}", (one,))),
        (1, Byline(f"Thực hiện: {one}", (one,))),
    )
    return rng.choices([form for _, form in forms], weights=[weight for weight, _ in forms])[0]
