"""Vietnamese forms and their kin, a table for each: date lines, bylines, marks of agencies, captions."""

from __future__ import annotations

from datetime import datetime
from itertools import product

import pytest

from portals.captions import looks_like_caption
from portals.clock import HANOI
from portals.dates import moment_in
from portals.events import dateline_of
from portals.vietnamese import looks_like_byline, people_in

NOW = datetime(2024, 6, 12, 11, 15, tzinfo=HANOI)

DATES = """
Bài 3/4/2020: Ai giữ nước|None
Kỳ 2/9: Mùa thu năm ấy|None
Kỳ 12/4/2021|None
Bài 3/4/2020|None
Số 15/6/2023|None
Trang 1/2/2024|None
Phần 2/3/2024|None
Tập 5/6/2022 phát sóng|None
Thứ Hai, 06/11/2023 | 10:15 GMT+7|2023-11-06T10:15
06/11/2023 10:15 SA|2023-11-06T10:15
06/11/2023 10:15 CH|2023-11-06T22:15
10h15 ngày 6-11-2023|2023-11-06T10:15
10 giờ 15 ngày 6-11-2023|2023-11-06T10:15
Cập nhật lúc 10:15 06/11/2023|2023-11-06T10:15
Đăng ngày 06/11/2023 lúc 10:15|2023-11-06T10:15
Đăng lúc: 10:15 - 06/11/2023|2023-11-06T10:15
2 giờ trước|2024-06-12T09:15
Cách đây 2 giờ|2024-06-12T09:15
2 tiếng trước|2024-06-12T09:15
khoảng 2 giờ trước|2024-06-12T09:15
1 ngày trước|2024-06-11
Hôm qua, 08:16|2024-06-11T08:16
Hôm nay 08:16|2024-06-12T08:16
Vừa xong|2024-06-12T11:15
3 tuần trước|None
06/11/2023|2023-11-06
6.11.2023|2023-11-06
Ngày 6 tháng 11 năm 2023|2023-11-06
Thứ hai ngày 6/11/2023, 10h15|2023-11-06T10:15
T2, 06/11/2023 - 10:15|2023-11-06T10:15
Thứ 2, 06/11/2023 10:15|2023-11-06T10:15
T.Hai 06/11/2023 10:15|2023-11-06T10:15
CN, 05/11/2023 10:15|2023-11-05T10:15
06/11/2023, 10:15 AM|2023-11-06T10:15
06/11/2023 22:15 PM|2023-11-06T22:15
10:15' 06/11/2023|2023-11-06T10:15
10:15:33, 06/11/2023 (GMT+7)|2023-11-06T10:15
06/11/2023-10:15|2023-11-06T10:15
06-11-2023 10:15|2023-11-06T10:15
06/11/2023 • 10:15|2023-11-06T10:15
06/11/2023 – 10h15'|2023-11-06T10:15
2023/11/06 10:15|2023-11-06T10:15
20231106|None
0611/2023|None
06/11/2023 (10:15)|2023-11-06T10:15
Ngày: 06/11/2023 - Giờ: 10:15|2023-11-06T10:15
Ngày đăng: 06/11/2023 | Lượt xem: 1.234|2023-11-06
Ngày đăng 06/11/2023 10:15:22 | Lượt xem 10|2023-11-06T10:15
Ngày cập nhật: 07/11/2023 | Ngày đăng: 06/11/2023|2023-11-06
Ngày ban hành: 06/11/2023; ngày hiệu lực: 01/01/2024|2023-11-06
Xuất bản: 06/11/2023 10:15 - Sửa: 07/11/2023 08:00|2023-11-06T10:15
Đã đăng 06/11/2023|2023-11-06
Đăng bởi Hà Linh - 06/11/2023 10:15|2023-11-06T10:15
Thứ Hai, ngày 06 tháng 11 năm 2023 10:15|2023-11-06T10:15
Hà Nội, ngày 06 tháng 11 năm 2023|2023-11-06
6 Tháng Mười Một, 2023 10:15 sáng|2023-11-06T10:15
Tháng 11 6, 2023|2023-11-06
6 Th11, 2023|2023-11-06
06 Th11|None
11/06/2023 31/02/2023|None
Từ 05/11/2023 đến 06/11/2023|None
31/04/2023|None
29/02/2023 10:00|None
06/11/2023 25:15|None
06/13/2023|None
Điện thoại: 0225.3.842.901|None
Giấy phép số 214/GP-TTĐT cấp ngày 08/05/2021|None
QĐ số 12/11/2023/QĐ-UBND|None
Quốc lộ 10/11/2023|None
tỷ số 2-1, hiệp 2/3/2024|None
GMT+7 10:15 06/11/2023|2023-11-06T10:15
10:15 | 06/11/2023 (GMT+7)Cỡ chữ|2023-11-06T10:15
06/11/2023 10:15 GMT+7Chia sẻ|2023-11-06T10:15
06/11/2023 10:15GMT+7|2023-11-06T10:15
06/11/2023 10:15 UTC+7|2023-11-06T10:15
06/11/2023 10:15 (UTC+07:00) Bangkok, Hanoi, Jakarta|2023-11-06T10:15
06/11/2023 10:15 giờ VN|2023-11-06T10:15
06/11/2023 10:15 (giờ Việt Nam)|2023-11-06T10:15
08:00-17:00 06/11/2023|None
06/11/23 10:15|2023-11-06T10:15
6/11 10:15|None
10:15 6/11|None
06/11/2023  10:15|2023-11-06T10:15
06/ 11/ 2023 10 : 15|2023-11-06T10:15
06/11/2023 10h15p|2023-11-06T10:15
06/11/2023 lúc 10 giờ 15 phút|2023-11-06T10:15
06/11/2023 10:15:00.000|2023-11-06T10:15
Lần cập nhật cuối: 06/11/2023 10:15|2023-11-06T10:15
Lần sửa cuối: 06/11/2023 10:15|2023-11-06T10:15
In bài 06/11/2023 10:15|2023-11-06T10:15
Phát sóng 19h00 ngày 06/11/2023|2023-11-06T19:00
Sinh ngày 06/11/1993|None
Ngày sinh: 06/11/1993|None
Mất ngày 06/11/2023|2023-11-06
Hạn nộp: 06/11/2023|None
Hết hạn 06/11/2023|None
Có hiệu lực từ 06/11/2023|None
Mùng 6/11/2023 âm lịch|None
(Ngày 06/11/2023)|2023-11-06
Đăng lúc 10:15 | Thứ Hai | 06/11/2023|2023-11-06T10:15
Thứ Hai 10:15 06-11-2023|2023-11-06T10:15
Thứ Hai, 10:15, 06.11.2023|2023-11-06T10:15
10:15 AM, 06 Nov 2023|2023-11-06T10:15
Nov 6, 2023 10:15|2023-11-06T10:15
Mon, 06 Nov 2023 10:15:00 +0700|2023-11-06T10:15
2023-11-06T03:15:00Z|2023-11-06T10:15
2023-11-06 10:15:00 +07|2023-11-06T10:15
Thứ Hai, 6 tháng 11, 2023 | 10:15|2023-11-06T10:15
Ngày 06.11.2023, 10:15|2023-11-06T10:15
06 tháng 11 2023 - 10:15|2023-11-06T10:15
Thời gian đọc: 3 phút - 06/11/2023 10:15|2023-11-06T10:15
3 phút đọc • 06/11/2023 10:15|2023-11-06T10:15
10:15 06/11/2023 0 bình luận|2023-11-06T10:15
10:15 06/11/2023 1.234 lượt xem|2023-11-06T10:15
10:15 06/11/2023 Tác giả: Hà Linh|2023-11-06T10:15
Tuần 45 (06/11/2023 - 12/11/2023)|None
Lịch công tác tuần từ 06/11 đến 12/11/2023|None
Số 45 ra ngày 06/11/2023|2023-11-06
Số báo 45/2023|None
Tháng 11/2023|None
11/2023|None
Quý IV/2023|None
Năm 2023|None
Kỳ họp thứ 6/11/2023|None
Nghị quyết 06/11/2023|None
Bài 1/2/2023 lúc 10:00|None
Kỳ 5-6-2023|None
"""
"""A line, and what it says at 11:15 on 12 June 2024: a minute, a day, or None."""

BYLINES = """
NGÔ QUYỀN||0
LÊ CHÂN||0
HAI BÀ TRƯNG||0
HỒNG BÀNG||0
Phường Lê Chân||0
PHƯỜNG LÊ CHÂN||0
Quận Ngô Quyền||0
Đường Trần Phú||0
Phố Nguyễn Du||0
Xã Lê Lợi||0
Xã Nguyễn Huệ||0
Thị trấn Trâu Quỳ||0
Quận Hồng Bàng - Quận Lê Chân||0
Huyện Thủy Nguyên||0
TP Hạ Long||0
Thành phố Thủy Nguyên||0
Khu phố Trần Hưng Đạo||0
Trường THPT Trần Phú||0
Công viên Lê Nin||0
Cầu Hoàng Văn Thụ||0
Bệnh viện Việt Tiệp||0
Hà|Hà|0
PV||1
T.A|T.A|1
N.V.A|N.V.A|?
PV - CTV||1
Nhóm PV||1
Nhóm phóng viên||1
Tin, ảnh: Lê An - Trần Bình|Lê An;Trần Bình|1
Bài: Lê An; ảnh: Trần Bình|Lê An|1
Bài: Lê An - Ảnh: Trần Bình|Lê An|1
Bài, ảnh: Lê An/Trần Bình|Lê An;Trần Bình|1
Ảnh: Lê An/TTXVN||1
Ảnh: TTXVN||1
Lê An (tổng hợp)|Lê An|1
Lê An (Theo Reuters)|Lê An|1
Lê An (theo TTXVN)|Lê An|1
Theo Lê An (TTXVN)|Lê An|1
Theo Lê An/TTXVN|Lê An|1
Biên tập: Lê An||1
Thực hiện: Lê An|Lê An|1
Thực hiện: Lê An - Trần Bình|Lê An;Trần Bình|1
Đồ họa: Lê An||1
Nội dung: Lê An - Đồ họa: Trần Bình|Lê An|1
Y Phương|Y Phương|1
H'Hen Niê|H'Hen Niê|1
Giàng A Páo|Giàng A Páo|1
K'Brêu|K'Brêu|?
Ksor H'Bơ|Ksor H'Bơ|1
Rơ Châm Quyên|Rơ Châm Quyên|1
A Lăng Ngước|A Lăng Ngước|1
Vàng Mí Sùng|Vàng Mí Sùng|1
Lò Văn Ọt|Lò Văn Ọt|1
Y Thông Niê|Y Thông Niê|1
H’Linh Niê|H’Linh Niê|1
Thạch Sô Phia|Thạch Sô Phia|1
Danh Thị Sà Rây|Danh Thị Sà Rây|1
Đinh Thị Rơ Pa|Đinh Thị Rơ Pa|1
John Nguyễn|John Nguyễn|?
Michael Smith|Michael Smith|?
Trần Bảo Ngọc Anna|Trần Bảo Ngọc Anna|?
Thích Thanh Nhiễu|Thích Thanh Nhiễu|1
Hòa thượng Thích Quảng Tùng|Thích Quảng Tùng|?
Thượng tọa Thích Tục Khang|Thích Tục Khang|?
Linh mục Giuse Trần Xuân Mạnh|Giuse Trần Xuân Mạnh|?
Thượng tá Lê An|Lê An|1
Đại úy Lê Văn An|Lê Văn An|1
ThS.BS Lê An|Lê An|1
ThS.BS. Lê An|Lê An|1
PGS.TS Lê An|Lê An|1
PGS, TS Lê An|Lê An|1
GS.TS.BS Lê Văn An|Lê Văn An|1
TS Lê An|Lê An|1
TS.LS Lê An|Lê An|1
BS.CKII Lê An|Lê An|1
BSCKI Lê An|Lê An|1
Lê  An|Lê An|1
Lê An – Trần Bình|Lê An;Trần Bình|1
Lê An-Trần Bình|Lê An;Trần Bình|1
Lê An | Trần Bình|Lê An;Trần Bình|1
Lê An • Trần Bình|Lê An;Trần Bình|1
Lê An / Trần Bình|Lê An;Trần Bình|1
Lê An/Trần Bình|Lê An;Trần Bình|1
Lê An, Trần Bình và Hoàng Cúc|Lê An;Trần Bình;Hoàng Cúc|1
Lê An & Trần Bình|Lê An;Trần Bình|1
Lê An + Trần Bình|Lê An;Trần Bình|1
LÊ AN - TRẦN BÌNH|Lê An;Trần Bình|1
LÊ AN – Ảnh: TRẦN BÌNH|Lê An|1
Lê An - CTV|Lê An|1
Lê An - CTV Trần Bình|Lê An;Trần Bình|1
PV Lê An|Lê An|1
Phóng viên Lê An|Lê An|1
CTV Lê An|Lê An|1
Lê An - Báo Nhân Dân|Lê An|1
Lê An/Báo Tin tức|Lê An|1
Lê An/VOV|Lê An|1
Lê An (TTXVN)|Lê An|1
Lê An (Báo Lao Động)|Lê An|1
Lê An (VTV24)|Lê An|1
Lê An - TTXVN|Lê An|1
Tổng hợp||?
Lê An tổng hợp|Lê An|1
Lê An t/h|Lê An|1
Lê An (T/h)|Lê An|1
Lê An lược dịch|Lê An|1
Lê An (dịch)|Lê An|1
Lê An ghi|Lê An|1
Lê An (ghi)|Lê An|1
Lê An (thực hiện)|Lê An|1
Ghi chép của Lê An|Lê An|1
Ghi chép: Lê An|Lê An|1
Bút ký của Lê An|Lê An|1
Tùy bút Lê An|Lê An|1
Phóng sự: Lê An|Lê An|1
Tác giả: Lê An|Lê An|1
Tác giả bài viết: Lê An|Lê An|1
Người viết: Lê An|Lê An|1
Người đăng: Lê An|Lê An|1
Nguồn: Báo Lao Động||1
Nguồn tin: TTXVN||1
Theo Báo Nhân Dân||1
Theo TTXVN||1
Theo VGP News||1
Theo hanoimoi.vn||1
Theo Thanh Niên||1
Theo Cổng TTĐT Chính phủ||1
Ban Biên tập||?
BBT||?
Admin||0
Quản trị viên||0
Trung tâm VHTT phường||?
Ban Tuyên giáo Thành ủy||?
Văn phòng UBND||?
Lê An - Trung tâm TT&VH huyện|Lê An|1
Lê An, Phòng VHTT|Lê An|1
Lê An (Công an phường)|Lê An|1
Công an phường Lê Chân||0
Đức Nghĩa - Thu Hằng - Quốc Khánh|Đức Nghĩa;Thu Hằng;Quốc Khánh|1
Minh Anh|Minh Anh|1
Thái Bình|Thái Bình|1
Hà Giang|Hà Giang|?
An Giang|An Giang|?
Hòa Bình|Hòa Bình|?
Hậu Giang||?
Kim Bôi|Kim Bôi|?
Bình Minh|Bình Minh|1
Hải Yến|Hải Yến|1
Mai Chi|Mai Chi|1
Bảo Bảo|Bảo Bảo|1
Khánh Ly - Khánh Linh|Khánh Ly;Khánh Linh|1
Quỳnh An Nhiên|Quỳnh An Nhiên|1
Nguyễn Thị Bích Liên|Nguyễn Thị Bích Liên|1
Nguyễn Phúc Nguyễn Vĩnh San|Nguyễn Phúc Nguyễn Vĩnh San|1
Công Tằng Tôn Nữ Bảo Châu|Công Tằng Tôn Nữ Bảo Châu|?
M.H|M.H|?
Minh H.|Minh H.|?
H. Hạnh|H. Hạnh|1
T. Anh - M. Đức|T. Anh;M. Đức|1
V.Hưng|V.Hưng|1
Th.Hà|Th.Hà|1
Ng.Tuấn|Ng.Tuấn|1
Lê An và nhóm PV|Lê An|1
Lê An và cộng sự|Lê An|1
Lê An cùng nhóm phóng viên|Lê An|1
Nhóm PV: Lê An, Trần Bình|Lê An;Trần Bình|1
Nhóm PV Thời sự||?
Nhóm P.V||1
P.V||1
P.V (tổng hợp)||1
PV (t/h)||1
PV/VOV||1
PV TTXVN||1
PV/TTXVN||1
Bài và ảnh: Lê An|Lê An|1
Bài - ảnh: Lê An|Lê An|1
Bài/ảnh: Lê An|Lê An|1
Bài & ảnh: Lê An|Lê An|1
Tin bài: Lê An|Lê An|1
Tin - Bài: Lê An|Lê An|1
Tin ảnh: Lê An|Lê An|1
Ảnh và bài: Lê An|Lê An|1
Clip: Lê An||1
Video: Lê An||1
Video: Lê An - Ảnh: Trần Bình||1
Tin, clip: Lê An|Lê An|1
Lời: Lê An - Ảnh: Trần Bình|Lê An|1
Trình bày: Lê An||1
Thiết kế: Lê An||1
Kỹ thuật: Lê An||1
Sản xuất: Lê An||1
Chỉ đạo: Lê An||1
Tổ chức thực hiện: Lê An|Lê An|1
Tổ chức sản xuất: Lê An||1
Ông Lê An|Lê An|?
Bà Trần Thị Bình|Trần Thị Bình|?
"""
"""A line, its persons, and whether it is a byline as a whole (`?`: it may be one by its place alone)."""

DATELINES = """
HNP - Sáng 12/6|HNP
(HPĐT)- Sáng 12/6|HPĐT
(HPĐT) Sáng 12/6|HPĐT
Kinhtedothi- Sáng nay|Kinhtedothi
(NLĐO) – Chiều|NLĐO
(Chinhphu.vn) - Thủ tướng|Chinhphu.vn
TT - Sáng|TT
(HNMO) - Sáng|HNMO
NDĐT- Sáng|NDĐT
NDO – Sáng|NDO
(Dân trí) - Sáng|Dân trí
(SGGPO).- Sáng|SGGPO
QĐND Online - Sáng|QĐND Online
VOV.VN - Sáng|VOV.VN
(PetroTimes) - Sáng|PetroTimes
(TN&MT) - Sáng|TN&MT
(Baothanhhoa.vn) - Sáng|Baothanhhoa.vn
(VTC News) - Sáng|VTC News
(Xây dựng) - Sáng|Xây dựng
(CAO) Sáng|CAO
(LĐTĐ) Sáng|LĐTĐ
BTO - Sáng|BTO
Hà Nội (TTXVN) - Sáng|TTXVN
Nha Trang (TTXVN 12/6) - Sáng|TTXVN
Moitruong.net.vn - Sáng|Moitruong.net.vn
Cổng TTĐT - Sáng 12/6|Cổng TTĐT
Vietnam+ - Sáng|Vietnam+
GD&TĐ - Sáng|GD&TĐ
Báo Hải Phòng - Sáng 12/6|Báo Hải Phòng
(Hải Phòng) - Sáng|None
Hải Phòng - Sáng|None
UBND - Sáng|None
AI - xu hướng|None
Covid-19 - đại dịch|None
(Ảnh: Lê An) - Sáng|None
(Tiếp theo) - Sáng|None
Ông Lê An (TTXVN) cho biết - Sáng|None
"""

CAPTIONS = """
Người dân xã Tiên Lãng thái lá thuốc từ sáng sớm. Ảnh: Đức Nghĩa|yes
Tiểu thương phân loại cá tại bến cũ - Ảnh: V.D|yes
Tiểu thương phân loại cá tại bến cũ. Ảnh: T.A.H|yes
Nước ngập nửa bánh xe (Ảnh: Thanh Vân/TTXVN)|yes
Đồng chí Lê Văn An, Bí thư Thành ủy phát biểu tại hội nghị.|yes
Chủ tịch UBND thành phố Lê Văn An trao bằng khen cho các tập thể|yes
Các đại biểu dự hội nghị|yes
Quang cảnh buổi đối thoại.|yes
Toàn cảnh khu đô thị nhìn từ trên cao|yes
Trong ảnh: Công nhân vận hành máy.|yes
Ảnh minh họa.|yes
(Ảnh: Internet)|yes
Hiện trường vụ tai nạn|yes
Hội nghị kết thúc lúc 11 giờ cùng ngày.|no
Mọi công tác chuẩn bị đã hoàn tất.|no
Đại biểu đề nghị thành phố sớm ban hành cơ chế.|no
Công an quận khuyến cáo người dân cảnh giác.|no
Ông Lê Văn An cho biết, dự án chậm tiến độ.|no
Hình ảnh đó theo ông suốt ba mươi năm, đến tận hôm nay ông vẫn còn nhớ.|no
"""

BEFORE = (
    "",
    "Thứ Hai, ",
    "T2 ",
    "Ngày đăng: ",
    "Đăng lúc ",
    "Cập nhật: ",
    "Hải Phòng, ",
    "(",
    "LÊ AN | ",
    "Tác giả: Lê An • ",
    "Tin tức | ",
)
DAYS = ("06/11/2023", "6-11-2023", "6.11.2023", "ngày 06/11/2023", "06 tháng 11 năm 2023", "6 Th11, 2023")
BETWEEN = (" ", ", ", " - ", " | ", " lúc ", " – ", " • ", "  ")
HOURS = ("10:15", "10h15", "10:15:33", "10 giờ 15", "10:15 AM", "10:15 SA", "10h15'", "10:15 (GMT+7)")
AFTER = ("", " | Lượt xem: 1.234", " 0 bình luận", ")", " - Lê An", " Chia sẻ", " A A+", " In bài viết", " đọc 3 phút")
NAMES = (
    "Lê An",
    "Nguyễn Thị Bích Liên",
    "Giàng A Páo",
    "H'Hen Niê",
    "Tòng Thị Pem",
    "Hải Đăng",
    "Trường Sơn",
    "Bế Thanh",
    "Ninh Thị Thu",
    "T. Anh",
    "Y Phương",
)
FRAMES = (
    "{}", "Tin, ảnh: {}", "BÀI, ẢNH: {}", "{} (thực hiện)", "Theo {}", "{} - TTXVN", "{} (TTXVN)", "{}/VOV", "PV {}", "Ghi chép của {}", "({})",
    "{} | 06/11/2023 10:15", "{} · 2 giờ trước", "{} • 06/11/2023 • 3 phút đọc", "Thứ Hai, 06/11/2023 10:15 | {}", "{}, Báo Hải Phòng", "ThS. {}",
)  # fmt: skip
MARKS = (" - ", "- ", " – ", ",", "; ", "/", " | ", " • ", " & ", " và ", "-", " + ", " · ", "  -  ")


def rows(table: str) -> list[list[str]]:
    width = max(line.count("|") for line in table.strip().splitlines()[-1:])
    return [line.rsplit("|", width) for line in table.strip().splitlines()]


def said(line: str) -> str:
    moment = moment_in(line, NOW)
    return str(moment and moment.at.astimezone(HANOI).isoformat()[: 10 if moment.precision == "day" else 16])


@pytest.mark.parametrize(("line", "expected"), rows(DATES))
def test_a_date_line_says_what_it_says(line: str, expected: str) -> None:
    assert said(line) == expected


def test_any_day_and_hour_between_any_words_are_one_moment() -> None:
    lines = [
        f"{before}{core}{after if before != '(' else ')'}"
        for before, day, between, hour, after in list(product(BEFORE, DAYS, BETWEEN, HOURS, AFTER))[::13]
        for core in (day + between + hour, hour + between + day)
    ]
    assert [line for line in lines if said(line) != "2023-11-06T10:15"] == []


@pytest.mark.parametrize(("line", "persons", "whole"), rows(BYLINES))
def test_a_byline_names_its_persons_and_nobody_else(line: str, persons: str, whole: str) -> None:
    assert ";".join(people_in(line).authors) == persons
    assert whole == "?" or looks_like_byline(line) == (whole == "1")


def test_a_name_is_itself_in_every_frame_and_beside_every_other() -> None:
    wrong = [
        (name, frame) for name, frame in product(NAMES, FRAMES) if people_in(frame.format(name)).authors != (name,)
    ]
    wrong += [
        (one, mark + other)
        for one, other, mark in product(NAMES, NAMES, MARKS)
        if one != other and people_in(one + mark + other).authors != (one, other)
    ]
    assert wrong == []


LABELS = """
có không|trả lời|xem nhiều|hồi âm|lịch sử|địa lý|hàng không|quân đội|khí hậu|cứu hộ|dinh dưỡng|trẻ em|quần vợt|mỹ thuật|kiến trúc|đất đai
thủy sản|thương mại|hình sự|xét xử|điều tra|người tốt|nhân ái|nối vòng tay|miền bắc|tây bắc|nam bộ|mê linh|ba vì|hồng gai|quảng yên|lạch tray
hàng kênh|cát bi|vạn mỹ|lê chân|ngô quyền|hồng bàng|trần hưng đạo|phố hiến|cầu rào|chợ sắt|làng cổ|sân bay cát bi|quảng trường nhà hát
"""


@pytest.mark.parametrize("label", LABELS.replace("\n", "|").strip("|").split("|"))
def test_a_section_or_a_place_is_nobody_in_any_case(label: str) -> None:
    for line in (label.title(), label.upper(), label.capitalize()):
        assert not people_in(line).authors, line
        assert not looks_like_byline(line), line


@pytest.mark.parametrize(("lead", "mark"), rows(DATELINES))
def test_a_lead_opens_with_an_agency_s_mark_or_with_its_own_words(lead: str, mark: str) -> None:
    assert str(dateline_of(lead, ())) == mark


@pytest.mark.parametrize(("line", "is_one"), rows(CAPTIONS))
def test_a_caption_is_told_from_a_short_paragraph(line: str, is_one: str) -> None:
    assert looks_like_caption(line) == (is_one == "yes")
