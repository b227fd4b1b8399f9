"""Names that stand where a person's name could, and are none: press bodies, offices, places, words of a site's furniture."""

from __future__ import annotations

import re

from portals.syllables import is_syllable
from portals.tone import fold, unaccented

_PRESS = frozenset(
    """
    tuoi tre;tuoi tre online;thanh nien;thanh nien online;tien phong;lao dong;nguoi lao dong;nhan dan;dan tri;ha noi moi;hanoimoi;
    phap luat;phap luat tp.hcm;phap luat viet nam;cong ly;dau tu;tin tuc;the gioi;vietnamnet;vietnam+;vietnamplus;vietnam plus;
    vnexpress;vn express;zing;zing news;znews;kenh14;soha;cafef;cafebiz;vneconomy;vtc news;vtcnews;reuters;afp;ap;xinhua;tan hoa xa;
    bloomberg;bbc;cnn;sputnik;yonhap;kyodo;tass;bnews;infonet;doi song phap luat;suc khoe doi song;suc khoe & doi song;cong thuong;
    kinh te do thi;kinh te & do thi;kinh te va do thi;kinhtedothi;cong an nhan dan;quan doi nhan dan;an ninh thu do;sai gon giai phong;
    sggp online;qdnd online;xay dung;giao thong;giao duc thoi dai;giao duc & thoi dai;nong nghiep viet nam;nong thon ngay nay;dan viet;
    gia dinh;phu nu;phu nu viet nam;van hoa;the thao;tuoi tre thu do;lao dong thu do;thoi bao ngan hang;thoi bao tai chinh;tai chinh;
    hai quan;kiem toan;thanh tra;mat tran;dai doan ket;phap luat xa hoi;nguoi dua tin;nguoi quan sat;bao moi;vov;vtv;ttxvn;
    thong tan xa viet nam;moi truong;tai nguyen moi truong;khoa hoc;khoa hoc va doi song;bao hai phong;bao quang ninh;chinhphu;chinh phu;internet;tong hop;vccorp;mekong asean;viet nam net;bien phong;bao ve phap luat
    """.replace("\n", "").replace("    ", "").split(";")
)
_PLACES = frozenset(
    """
    hà nội;hải phòng;đà nẵng;cần thơ;sài gòn;hồ chí minh;huế;thừa thiên huế;hạ long;quảng ninh;việt nam;quảng trị;quảng bình;quảng ngãi;
    quảng nam;nghệ an;hà tĩnh;thanh hóa;lào cai;yên bái;điện biên;cao bằng;lạng sơn;bắc kạn;bắc ninh;bắc giang;đắk lắk;đắk nông;gia lai;
    kon tum;đồng nai;đồng tháp;vĩnh phúc;phú thọ;hưng yên;cà mau;bạc liêu;sóc trăng;trà vinh;bến tre;tiền giang;bà rịa;vũng tàu;trung quốc;
    hàn quốc;nhật bản;thái lan;đông nam á;biển đông;thủ đô;mỹ;nga;cẩm phả;uông bí;móng cái;vân đồn;cát bà;đồ sơn;thủy nguyên;hoàn kiếm
    """.replace("\n", "").replace("    ", "").split(";")
)
_OFFICE = re.compile(
    r"(?<![^\W_])(?:ban biên tập|ban quản|ban thường|ban tuyên|ban chấp|ban tổ chức|ban chỉ|ban dân|ban nội|ban chủ|bbt|biên tập|tòa soạn|báo"
    r"|tạp chí|cổng|trung tâm|phòng|sở|ủy ban|ubnd|hđnd|mttq|ubmttq|văn phòng|hội|công an|công ty|đài|truyền hình|phát thanh|thông tấn"
    r"|thông tin|viện|bệnh viện|trường|chi cục|cục|tổng cục|thành đoàn|tỉnh đoàn|quận đoàn|huyện đoàn|đoàn thanh niên|đoàn tncs|thành ủy"
    r"|tỉnh ủy|quận ủy|huyện ủy|đảng ủy|đảng bộ|chi bộ|mặt trận|liên đoàn|hội đồng|quốc hội|chính phủ|nhóm|tổ|kênh|nhà xuất bản|nxb"
    r"|quân khu|bộ đội|bộ chỉ huy|bộ tư lệnh|kho bạc|ngân hàng|bảo hiểm|toàn án|tòa án|viện kiểm sát|hợp tác xã|doanh nghiệp|phường|xã"
    r"|thị trấn|quận|huyện|thành phố|ttđt|tttt|vhtt|vhttdl|ptth|pttt|tttt)(?![^\W_])",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?<![^\W_])(?:online|news|media|admin|administrator|editor|website|web|portal|group|company|internet|facebook|zalo|twitter|youtube"
    r"|google|print|email|e-mail|sign|login|search|home|menu|tags?|share|super user|quản trị|quản trị viên|người dùng|khách|ẩn danh|unknown"
    r"|anonymous|null|undefined|none|nan|author|user|test|tin tức|tin khác|tin liên quan|tin mới|tin bài|tin ảnh|bài viết|sự kiện|trang chủ"
    r"|trang tin|trang trước|trang sau|trang thông tin|liên hệ|liên kết|giới thiệu|chia sẻ|bình luận|đăng nhập|đăng ký|đăng xuất|đăng bởi"
    r"|xem thêm|đọc thêm|tiếp theo|quay lại|gửi|theo dõi|tải về|thời sự|chính trị|kinh tế|xã hội|pháp luật|thế giới|thể thao|giải trí"
    r"|công nghệ|sức khỏe|đời sống|giáo dục|văn hóa|văn hoá|du lịch|bạn đọc|quảng cáo|hình ảnh|thư viện|sơ đồ|danh mục|chuyên mục|chuyên đề"
    r"|văn bản|thông báo|hỏi đáp|góp ý|tìm kiếm|dịch vụ|thủ tục|lịch công tác|đọc nhiều|nổi bật|mới nhất|bản in|bản đồ|đường dây|phóng viên"
    r"|chính quyền|công dân|doanh nghiệp|du khách|xây dựng|hành chính|đô thị|môi trường|bất động sản|nông nghiệp|công nghiệp|quốc tế"
    r"|trong nước|quân sự|an ninh|giao thông|quy hoạch|đầu tư|tài chính|ngân hàng|thị trường|khoa học|tuyển dụng|y tế|tài nguyên|dự án|đấu thầu"
    r"|việc làm|ẩm thực|gia đình|nhịp sống|góc nhìn|tiêu điểm|chân dung|đối ngoại|biển đảo|nhân sự|phóng sự|ký sự|bóng đá|điện ảnh|âm nhạc"
    r"|thời trang|podcast|megastory|longform|infographic|thành viên|lượt xem|truy cập|bản quyền|địa chỉ|điện thoại|ngày đăng|cập nhật"
    r"|cộng tác viên|nhà báo|tác giả|thực hiện|nguồn tin|theo tin|tổng hợp|bấm|nhấn|chi tiết|toàn cảnh|quang cảnh|ảnh|video|clip)(?![^\W_])",
    re.IGNORECASE,
)
_SYLLABLES_OF_NAMES = frozenset("phòng hội viện trường cục tổ đài xã bộ sở quận huyện phường".split())
_DOING = re.compile(
    r"(?<!ban )(?<!Ban )(?<![^\W_])(?:làm việc|tổ chức|họp|triển khai|tăng cường|kiểm tra|phát động|khai mạc|giám sát|thăm|trao|tặng|ban hành|đẩy mạnh|yêu cầu"
    r"|chỉ đạo|ra quân|tập huấn|sơ kết|tổng kết|đối thoại|kết luận|phát biểu|chủ trì|tiếp|đón|xây dựng|thực hiện)(?![^\W_])"
)
_LONGEST_OFFICE = 9
"""Words; more are a sentence about the office."""
_TRUONG = re.compile(r"Trường\s[^\W\d_]+", re.IGNORECASE)
"""`Trường Giang`, `Trường Sơn`: names, not schools."""
_ABBREVIATION = re.compile(r"(?:[A-ZĐĂÂÊÔƠƯ]{2,10}|[A-ZĐ][\w]*[a-zđ][A-ZĐ]\w*)(?:[.+](?:\w{2,6})?)?")


def is_press(name: str) -> bool:
    """Whether the name, in any case and with or without marks, is that of a press body known by name."""
    return unaccented(name).strip(" .") in _PRESS


def is_place(name: str) -> bool:
    """Whether the name is a place that is no person's name as well (`Thái Bình` can be one, `Hà Nội` not)."""
    return fold(name).lower() in _FOLDED_PLACES


def is_organisation(name: str) -> bool:
    """Whether a piece of a byline names a press body, an office or a company, by its words or by its initials."""
    if _OFFICE.match(name) and not _TRUONG.fullmatch(name):
        return len(name.split()) <= _LONGEST_OFFICE and not _DOING.search(name)
    return is_press(name) or _site(name) or bool(_ABBREVIATION.fullmatch(name) and not is_syllable(name))


def office_after_name(name: str) -> int | None:
    """Where an office begins that follows two to five words (`Mai Phương Báo Hải Phòng`); None where none does."""
    found = next((m for m in _OFFICE.finditer(name) if m.start() and m[0].lower() not in _SYLLABLES_OF_NAMES), None)
    return found.start() if found and 1 < len(name[: found.start()].split()) <= 5 and not _OFFICE.match(name) else None


def is_furniture_name(name: str) -> bool:
    """Whether a piece of a byline is made of words that sites print about themselves."""
    return bool(_FURNITURE.search(name))


def _site(name: str) -> bool:
    return re.fullmatch(r"(?:[\w-]+\.)+(?:vn|com|net|org|info)", name, re.IGNORECASE) is not None


_FOLDED_PLACES = frozenset(fold(place) for place in _PLACES)
