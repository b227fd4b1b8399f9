"""Words from which clean Vietnamese articles are put together for the gate's tests. Written for these tests."""

ORGANS = (
    "UBND thành phố", "Thành ủy", "HĐND thành phố", "Sở Xây dựng", "Sở Giáo dục và Đào tạo", "Sở Y tế", "Sở Nông nghiệp và Môi trường",
    "Ban Quản lý khu kinh tế", "Công an thành phố", "Liên đoàn Lao động thành phố", "Hội Nông dân thành phố", "Trung tâm Kiểm soát bệnh tật",
    "UBND phường An Biên", "UBND xã Tiên Lãng", "Mặt trận Tổ quốc thành phố", "Cục Thuế", "Sở Tài chính", "Ban Tuyên giáo Thành ủy",
)  # fmt: skip

TOPICS = (
    "cải tạo tuyến phố Lê Hồng Phong", "phòng chống bão số 3", "tuyển sinh lớp 10 công lập", "giải phóng mặt bằng dự án cầu Nguyễn Trãi",
    "tiêm vắc xin phòng sởi cho trẻ em", "thu gom rác thải tại nguồn", "chuyển đổi số ở các phường", "trồng cây đầu xuân", "hỗ trợ vay vốn cho nông dân",
    "xây dựng trường học đạt chuẩn", "kiểm tra an toàn thực phẩm dịp lễ hội", "nâng cấp hệ thống thoát nước khu đô thị mới", "tổ chức lễ hội hoa phượng đỏ",
    "sắp xếp đơn vị hành chính cấp xã", "cấp thẻ căn cước cho học sinh", "mở tuyến xe buýt điện mới", "bảo tồn làng nghề đúc đồng", "thu hút đầu tư vào khu công nghiệp",
    "chăm sóc người cao tuổi neo đơn", "ngăn chặn khai thác cát trái phép", "giảm ùn tắc giờ cao điểm", "khôi phục đàn lợn sau dịch", "hiến máu tình nguyện mùa hè",
    "quản lý hàng rong quanh chợ đầu mối", "đấu giá quyền sử dụng đất", "khám sức khỏe miễn phí cho công nhân", "dạy bơi cho học sinh tiểu học", "chỉnh trang vỉa hè trung tâm",
    "diễn tập chữa cháy rừng", "nuôi trồng thủy sản công nghệ cao", "tặng quà gia đình chính sách", "xét xử lưu động vụ án ma túy", "giữ gìn di tích đình làng",
)  # fmt: skip

ACTS = (
    "triển khai",
    "đẩy mạnh",
    "họp bàn",
    "kiểm tra",
    "sơ kết",
    "tăng cường",
    "bàn giải pháp",
    "phát động",
    "giám sát",
    "rà soát",
)

SURNAMES = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Vũ",
    "Hoàng",
    "Đỗ",
    "Bùi",
    "Đặng",
    "Ngô",
    "Dương",
    "Phan",
    "Mai",
    "Lương",
    "Đoàn",
    "Tạ",
)
MIDDLES = ("Văn", "Thị", "Minh", "Quang", "Thanh", "Hồng", "Đức", "Ngọc", "Thu", "Hữu", "Anh", "Bảo")
GIVEN = (
    "Hùng",
    "Lan",
    "Sơn",
    "Hà",
    "Dũng",
    "Hương",
    "Khánh",
    "Tùng",
    "Phượng",
    "Thảo",
    "Bình",
    "Linh",
    "Trung",
    "Yến",
    "Giang",
    "Quân",
    "Nga",
    "Hạnh",
    "Phòng",
    "Báo",
)

ROLES = (
    "Chủ tịch UBND thành phố",
    "Phó Bí thư Thường trực Thành ủy",
    "Giám đốc Sở Xây dựng",
    "Phó Chủ tịch HĐND thành phố",
    "Trưởng ban Tổ chức",
    "Bí thư Đảng ủy phường",
)

PLACES = (
    "quận Lê Chân", "huyện Vĩnh Bảo", "phường Hòn Gai", "đảo Cát Bà", "khu vực nội thành", "xã Thống Nhất", "các phường ven biển", "quận Hoàng Mai",
    "làng Vạn Phúc", "cảng Lạch Huyện", "chợ Đồng Xuân", "thôn Đồng Lý", "ven sông Cấm", "khu tập thể Vạn Mỹ", "đường Trần Phú",
)  # fmt: skip

OBJECTS = (
    "hồ sơ của người dân", "nguồn vốn đầu tư công", "tiến độ thi công", "công tác tuyên truyền", "đời sống của hộ nghèo", "an ninh trật tự", "vệ sinh môi trường",
    "chất lượng dạy và học", "sản lượng vụ chiêm xuân", "giá cả hàng hóa", "giao thông trên địa bàn", "cơ sở vật chất", "đội ngũ cán bộ", "ý thức của chủ hộ kinh doanh",
    "quỹ đất sạch", "mạng lưới y tế cơ sở", "nguồn nước sinh hoạt", "thủ tục hành chính", "tín dụng chính sách", "nếp sống văn minh",
)  # fmt: skip

SENTENCES = (
    "{role} {name} cho biết, {obj} tại {place} đã được cải thiện rõ rệt so với cùng kỳ năm {year}.",
    "Theo báo cáo của {organ}, đến nay toàn thành phố có {n} hộ tham gia, tăng {p}% so với quý trước.",
    "Đồng chí {name}, {role} đề nghị các đơn vị tập trung tháo gỡ vướng mắc về {obj}.",
    "Tại {place}, {n} đoàn viên đã ra quân từ sáng sớm để cùng người dân thực hiện {topic}.",
    "Kinh phí thực hiện khoảng {n},{p} tỷ đồng, trong đó ngân sách thành phố chi {p}%, phần còn lại do nhân dân đóng góp.",
    "Bà {name}, một người dân sống ở {place}, nói: “Chúng tôi mong {obj} được quan tâm hơn nữa”.",
    "Trong {p} tháng đầu năm, {organ} đã tiếp nhận {n} kiến nghị, giải quyết xong {p} vụ việc liên quan đến {obj}.",
    "Một số nơi còn lúng túng khi {topic}, nhất là ở {place}; việc phối hợp giữa các ngành chưa chặt chẽ.",
    "Để bảo đảm kế hoạch, {organ} yêu cầu hoàn thành trước ngày 30/{m} và báo cáo kết quả về Văn phòng.",
    "Ông {name} phân tích, nguyên nhân chủ yếu là {obj} chưa theo kịp yêu cầu phát triển của {place}.",
    "Cùng với đó, {organ} tổ chức {p} lớp tập huấn cho hơn {n} cán bộ cơ sở.",
    "Mưa lớn kéo dài khiến nhiều đoạn đường ở {place} ngập sâu, ảnh hưởng đến {obj}.",
    "Anh {name} kể rằng gia đình anh đã gắn bó với nghề hơn {p} năm, có lúc tưởng phải bỏ cuộc.",
    "Dự kiến, giai đoạn {year}-{year2}, thành phố sẽ dành thêm quỹ đất cho {topic}.",
    "Phát biểu kết luận, {role} {name} giao {organ} chủ trì, phối hợp với các địa phương sớm trình phương án.",
    "Các đại biểu thống nhất cao với dự thảo nghị quyết, đồng thời góp ý thêm về {obj} (phụ lục số {p}).",
    "Qua kiểm tra {n} cơ sở, đoàn liên ngành phát hiện {p} trường hợp vi phạm và xử phạt {n} triệu đồng.",
    "Nhờ vậy, {obj} ở {place} chuyển biến tích cực, được người dân ghi nhận.",
    "Chị {name}, công nhân ở {place}, chia sẻ: trước đây phải đi xa gần chục cây số, nay mọi việc đã thuận tiện hơn nhiều.",
    "Thời gian tới, {organ} tiếp tục phối hợp với báo, đài thông tin rộng rãi về {topic}.",
    "Toàn tuyến dài {p},{m} km, rộng {p} m, khởi công từ tháng {m} năm {year}.",
    "Ở {place}, phong trào này đã lan tới từng tổ dân phố, từng ngõ nhỏ.",
    "Lãnh đạo {organ} khẳng định sẽ không để {obj} bị gián đoạn trong dịp cao điểm.",
    "Em {name}, học sinh lớp 9, bày tỏ niềm vui khi được tham gia cùng các bạn.",
)  # fmt: skip

CAPTIONS = (
    "Đồng chí {name}, {role} phát biểu tại hội nghị.", "Quang cảnh hội nghị", "Người dân {place} tham gia {topic}. Ảnh: {name}",
    "Một góc {place} nhìn từ trên cao.", "Đoàn công tác kiểm tra thực tế tại {place}", "Các đại biểu dự hội nghị chụp ảnh lưu niệm.",
)  # fmt: skip

SECTIONS = ("Tin tức", "Thời sự", "Kinh tế", "Xã hội", "Văn hóa", "Giáo dục", "Y tế", "Đô thị")
