"""Folders of texts to backfill from: what a web-text crawl would have kept of two articles of Hạ Long."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FIRST = """Tin tức thành phố

Thành phố Hạ Long ra quân tổng vệ sinh môi trường các tuyến phố ven vịnh
Ngày đăng 12/03/2022 | 09:15  | View count: 412

Sáng 12/3, UBND thành phố Hạ Long phối hợp với các phường ven biển tổ chức lễ ra quân tổng vệ sinh môi trường năm 2022. Gần 600 đoàn viên, hội viên và người dân đã tham gia.

Quang cảnh lễ ra quân

Ngay sau lễ phát động, các lực lượng đã thu gom hơn 4 tấn rác thải trên các tuyến đường, bãi biển và khu vực cảng tàu. Các phường cũng bố trí thêm 35 điểm tập kết rác, hướng dẫn các hộ kinh doanh ký cam kết giữ gìn vệ sinh trước cửa hàng.

     Thời gian tới, thành phố duy trì ngày thứ Bảy xanh hằng tuần, gắn trách nhiệm của người đứng đầu từng khu phố với kết quả phân loại rác tại nguồn.

Thu Hằng - Minh Đức
"""
SECOND = """Tin tức thành phố

Hạ Long gặp mặt các doanh nghiệp vận tải hành khách trước mùa du lịch
Ngày đăng 20/04/2022 | 16:40  | View count: 97

Chiều 20/4, lãnh đạo thành phố Hạ Long gặp mặt đại diện 48 doanh nghiệp vận tải hành khách trên địa bàn nhằm chuẩn bị cho mùa du lịch hè.

Tại buổi gặp mặt, các doanh nghiệp kiến nghị thành phố sớm hoàn thành bãi đỗ xe phía tây cầu Bãi Cháy, đồng thời điều chỉnh thời gian đón trả khách tại các điểm tham quan cho phù hợp với lượng xe tăng cao vào cuối tuần.

Lãnh đạo thành phố giao các phòng chuyên môn trả lời bằng văn bản từng kiến nghị trước ngày 30/4 và công khai trên cổng thông tin để người dân giám sát.

Ngọc Lan
"""


def folder(where: Path, lines: list[dict[str, Any]], files: dict[str, str]) -> Path:
    """A folder with these files and a manifest of these lines."""
    where.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (where / name).write_text(text, "utf-8")
    (where / "manifest.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return where


def line(file: str, url: str) -> dict[str, Any]:
    return {"file": file, "url": url, "captured_at": "2024-12-01T00:00:00Z", "content_type": "text/plain"}


def folder_of_pages(tmp: Path) -> Path:
    """Two texts of Hạ Long that can be taken."""
    lines = [
        line("a.txt", "http://halongcity.gov.vn/ra-quan-tong-ve-sinh-moi-truong-p13n70001.html"),
        line("b.txt", "http://halongcity.gov.vn/gap-mat-doanh-nghiep-van-tai-p13n70002.html"),
    ]
    return folder(tmp / "pages", lines, {"a.txt": FIRST, "b.txt": SECOND})
