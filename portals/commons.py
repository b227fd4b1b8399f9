"""Words that are written like a person's name (`Bóng Chuyền`, `Chính Sách`) where sites put capitals, and name none."""

from __future__ import annotations

from portals.phrases import lines_of
from portals.tone import fold

_COMMON = frozenset(
    fold(name.strip())
    for line in lines_of("""
    tết nguyên đán, năm mới, chào năm mới, mừng xuân mới, bóng chuyền, cầu lông, chung cư, nhà đất, xe máy, xe, ô tô, xe cộ, cà phê, sức khoẻ
    sống khỏe, sống đẹp, sống xanh, sống trẻ, chuyện lạ, tâm sự, du học, công sở, chứng khoán, tiêu dùng, hải đảo, hồ sơ, tư liệu, chính sách
    giải đáp, tra cứu, thời tiết, giá vàng, tỷ giá, lịch vạn niên, xổ số, tử vi, vũ khí, nhân vật, quan điểm, đối thoại, diễn đàn
    lưu trữ, tiện ích, mẹ và bé, bác hồ, đảng cộng sản, giỗ tổ, giáng sinh, văn nghệ, ca nhạc, sân khấu, hội họa, thơ
    truyện ngắn, tản văn, ảnh đẹp, phụ nữ mới, cựu chiến binh, người tốt việc tốt, chuyển đổi số, cải cách, nông thôn mới, nông thôn, dân số
    khí tượng, đại hội đảng, bầu cử, kế hoạch, ngân sách, đấu giá, mời thầu
    có không, hủy, tin nóng, xem nhiều, hồi âm, rao vặt, lịch sử, địa lý, con người, nhà hàng, giá cả, giá xăng
    hàng không, quân đội, trật tự, khí hậu, thiên tai, bão lũ, cứu hộ, cứu nạn, dinh dưỡng, trẻ em, người cao tuổi, số hóa, quần vợt, thơ ca
    mỹ thuật, kiến trúc, đất đai, thủy sản, lâm nghiệp, thương mại, hình sự, dân sự, xét xử, điều tra, người tốt, việc tốt, nhân ái
    tấm lòng, vòng tay, nối vòng tay, đồng bằng, ven biển, ảnh đẹp, công lý, thế sự, hậu trường, võ thuật, đường phố, nhịp cầu, đời sống
    hướng dẫn, biểu mẫu, phản ánh, kiến nghị, công báo, thông cáo
    lịch tiếp dân, tiếp dân, họp báo, theo dõi, in trang, in bài, thích, trả lời, cỡ chữ, nguồn tin, hay, rất hay, hết, ban giám khảo, ban tổ chức
    chủ tịch, phó chủ tịch, giám đốc, phó giám đốc, bí thư, phó bí thư, thủ trưởng, chánh văn phòng, nơi nhận, như trên, đã ký, ký tên, cộng hòa
    độc lập, tự do, hạnh phúc, kính gửi, nhà nước, cán bộ, công chức, viên chức, nhân dân, đồng bào, cử tri, đại biểu, đảng viên, đoàn viên
    thanh niên việt nam, tuổi trẻ việt nam, đời thường, muôn mặt, trà đá, nhà đẹp, không gian sống, làm đẹp, thú cưng, ẩm thực, món ngon, hôn nhân
    cưới hỏi, giới trẻ, giới tính, học đường, tuyển sinh, khuyến học, khởi nghiệp, việc làm, tiền tệ, bảo hiểm xã hội, thuế, hải quan, logistics
    xuất khẩu, nhập khẩu, hội nhập, kiều bào, người việt, biên giới, biển đông, quân sự, quốc phòng, nội chính, dân tộc, tôn giáo, mặt trận
    di sản, lễ hội, danh thắng, di tích, bảo tàng, thư giãn, truyện cười, giải trí, trò chơi, sách, sách hay, điểm sách, âm nhạc, hội nghị
    nghị quyết, quyết định, thông tư, nghị định, công văn, chỉ thị, tờ trình, báo cáo, công khai, tiếp công dân, khiếu nại, tố cáo
    chuyên gia, độc giả, cộng đồng, từ thiện, vòng tay nhân ái, tấm lòng vàng, gương sáng, thi đua, khen thưởng, tiếng dân, ý kiến
    nữ miền bắc, nam miền bắc, nữ miền nam, nam miền nam, nữ miền trung, giọng nữ, giọng nam, đang phát, tạm dừng, nghe tiếp
    """)
    for name in line.split(",")
)


def is_common(words: str) -> bool:
    """Whether the words, in any case, are an everyday expression that sites print as a label."""
    return fold(words).lower() in _COMMON
