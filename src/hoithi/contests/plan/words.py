"""Vocabularies: what opens a body's name, what opens a task, names that hold a comma. Folded unless said otherwise."""


def _words(text: str) -> list[str]:
    return sorted({word.strip() for word in text.replace("\n", " ").split("|")}, key=len, reverse=True)


# One word that opens the name of a body or of a person in office, with its diacritics: folded, "quận" is "quan".
BODY_WORDS = _words("""
thầy| cô|
sở| phòng| ban| bộ| trại| xưởng| hđnd| cđcs| lđlđ| đ/c|
cục| vụ| viện| ubnd| hdnd| ubmttq| mttq| btt| hội| ldld| đoàn| cdcs| clb| bch| bchqs|
btc| tổ| nhóm| vùng| bhxh| thuế| quỹ| trường| khoa| ttyt| trạm| đài| báo| đội| htx| bql| ấp| ngành| các|
mọi| những| d/c| ông| bà| xã| phường| huyện| quận| cụm| khối| lớp| gvcn| vp| sgd| ptdtnt| thcs| thpt| vnpt|
viettel| evn| ubkt| ubtw
""")

# The same of more than one word, folded.
BODY_HEADS = _words("""
truong cac| truong ap| truong khu pho| truong thon| pho truong| nguoi dung dau| giam doc cac| co quan|
don vi| lien chi hoi| nhan dan|
chi cuc| tong cuc| van phong| uy ban| hoi dong| mat tran| ub mttq| uy ban mttq| ban thuong truc| lien doan|
lien hiep| lien hiep hoi| huyen doan| tinh doan| thanh doan| thi doan| phuong doan| xa doan| quan doan| doan
phuong| doan xa| doan truong| chi doan| lien doi| doan vien| cong doan| chi hoi| hiep hoi| cau lac bo| to
chuc doan| nghiep doan| huyen uy| tinh uy| thanh uy| thi uy| dang uy| dang bo| chi bo| thuong truc| co quan|
ban chi dao| ban chi huy| bo chi huy| ban to chuc| ban thu ky| tieu ban| tieu doan| dai doi| trung doan| lu
doan| su doan| quan khu| quan chung| binh chung| hai doan| bo tu lenh| don bien phong| bo doi| cong an| toa
an| vien kiem sat| thanh tra| kho bac| bao hiem| hai quan| hat kiem lam| kiem lam| chi nhanh| ngan hang| buu
dien| vien thong| hoc vien| dai hoc| trung tam| benh vien| phan hieu| phan vien| cong thong tin|
ban bien tap| nha van hoa| thu vien| bao tang| nha thieu nhi| cung thieu nhi| cong ty| tong cong ty| tap
doan| xi nghiep| nha may| phan xuong| nong truong| lam truong| doanh nghiep| hop tac xa| nha tai tro| dien luc| ban quan
ly| khu cong nghiep| khu pho| don vi| phong ban| tat ca| toan the| thu truong| lanh dao| truong ban| pho
truong ban| truong phong| thanh vien| uy vien| thu ky| chu tich| pho chu tich| giam doc| pho giam doc| hieu
truong| pho hieu truong| bi thu| pho bi thu| truong tieu ban| chanh van phong| quan doc| tong phu trach|
giao vien| can bo| ca nhan| tac gia| thi sinh| nguoi du thi| dong chi| thi tran| dac khu| thanh pho| thi xa|
hoc sinh| sinh vien| phu huynh| giang vien| nhan vien| cong nhan| nguoi lao dong| hoi vien| chien si| nong
truong| ban dieu hanh| dai ly| co so| lien minh| quan chinh| bo phan| to chuc cong doan| to chuc chinh tri|
dang doan| chinh quyen| dia phuong| bo chqs| ban chqs
""")

# Words that begin like a body and are none.
NOT_BODIES = _words("""
hoi nhap| hoi thi| hoi nghi| hoi thao| hoi vien| hoi giang| xa hoi| to chuc thuc hien| to quoc| bao
cao| bao dam| bao ve| bao chi| bao gom| bao ton| doan ket| doan the| khoa hoc| khoa giao| ban hanh| so
luong| so ket| so khao| so hoa| so hieu| cac noi dung| quy che| quy dinh| quy hoach| quy mo| quy trinh| bo
sung| bo tri| bo phieu| ca nuoc| cong bo| dai dien| dai dich| dai hoi| vien chuc| vu viec| thu tuc| khoi
dong| khoi dau| quan ly| quan su| quan trac| quan tam| quan triet| quan trong| doi moi| doi tuong|
doi song| don doc| cum thi| cong tac| quan he| bo mon la|
cong thuong| cong nghe| cong nghiep| cong khai| cong chinh| cong nhan|
vung mien| phong trao| phong chong| bao tri| cac giai phap| cac san pham| cac hoat dong| thue
khoan| vien tro| don gian| khoi nghiep| hoi dap| ap dung| toan the hoi| xa thai| truong hop| ban do| thue
thu nhap| cong trinh| giao vien chu nhiem la| moi truong| moi quan he| lop hoc| quan nhan| tieu chuan| tieu
chi| nhom tac gia la| ba dinh| ong nghiem| chu tich hoi dong la| cong van| to trinh| ke hoach| cong cu| quy
i| quy ii| quy iii| quy iv| moi cong dan| tram bom| ca nhan hoa| bao hiem la
""")

# Verbs and phrases that open a task, with their diacritics: without them "nhân dân" would begin with "nhận".
TASK_OPENERS = _words("""
chủ trì| chủ động| phối hợp| tham mưu| triển khai| tổ chức| phát động| chỉ đạo| hướng dẫn| tuyên truyền| vận
động| lập| xây dựng| ban hành| thành lập| phân công| phân bổ| bố trí| cân đối| cấp| thẩm định| theo dõi|
kiểm tra| giám sát| đôn đốc| tổng hợp| báo cáo| tiếp nhận| nhận| thu nhận| gửi| cử| giới thiệu| đề xuất| đề
cử| lựa chọn| chọn| chọn lọc| xét chọn| xét| chấm| đánh giá| thực hiện| đảm bảo| bảo đảm| tạo điều kiện| hỗ
trợ| huy động| khuyến khích| động viên| khen thưởng| phổ biến| thông báo| thông tin| đưa tin| đăng tải|
đăng| phát sóng| phát| viết| mở| quán triệt| tăng cường| đẩy mạnh| tham gia| hưởng ứng| chuẩn bị| trang trí|
cung cấp| cập nhật| căn cứ| kịp thời| thường xuyên| định kỳ| hằng năm| hàng năm| hằng tháng| hàng tháng|
hằng quý| hàng quý| trình| tư vấn| bảo vệ| giữ gìn| điều hành| giúp| làm đầu mối| làm| là đơn vị| là cơ
quan| là đầu mối| chịu trách nhiệm| có trách nhiệm| có nhiệm vụ| thực thi| quản lý| sử dụng| thanh toán|
quyết toán| dự trù| dự toán| rà soát| nghiên cứu| vận hành| thiết kế| in ấn| chia sẻ| lồng ghép| đưa|
tích cực| xem xét| quyết định| phê duyệt| phụ trách| đăng ký| hoàn thành| tiếp tục| kết nối| công bố|
trao| khai thác| tập huấn| bồi dưỡng| nộp| truyền thông| giao| yêu cầu| đề nghị| mời| kêu gọi| khảo
sát| nắm bắt| phản ánh| giải quyết| biên soạn| soạn thảo| xác nhận| tài trợ| đồng hành| ghi nhận| tôn vinh|
nhân rộng| ứng dụng| ra quân| có văn bản| có kế hoạch| được giao| sẽ| đại diện| tìm kiếm| đóng
góp| ghi hình| chụp ảnh| góp ý| kiện toàn| công nhận| trả lời| giải đáp| bổ sung| phân loại| sắp xếp| điều
phối| trợ giúp| tự tổ chức| phát hiện| khơi dậy| thông qua| đầu tư| chỉ định| bàn giao| sơ tuyển| sơ
khảo| trích| dành| chi trả| liên hệ| niêm yết| lưu| đảm nhiệm| nghiêm túc| trực tiếp| quan tâm|
khẩn trương| phát huy| tiến hành| duy trì| thống nhất| tham khảo| thẩm tra| giải trình| cho ý kiến|
thu thập| đồng chủ trì| tuyển chọn| tranh thủ| bình chọn| phục vụ| trưng bày| đón tiếp| bảo quản|
ưu tiên| lên kế hoạch| hoàn thiện| xúc tiến| nghiệm thu| có biện pháp| có giải pháp| chuyển|
tặng| xử lý| bám sát| vào cuộc| thẩm duyệt| công khai| hợp đồng| góp phần| thường trực giúp| khuyến
nghị| phát triển| vinh danh| cổ động| nêu cao| đề ra| cụ thể hóa| quán xuyến| sơ kết| tổng kết| đưa vào| lấy ý kiến
""")

# Openers that are also fields of work inside a name ("Khoa Kỹ thuật xây dựng"), with their diacritics.
FIELD_VERBS = (
    "xây dựng|vận hành|thông tin|thiết kế|khai thác|đầu tư|phát triển|sử dụng|truyền thông|bảo quản|ứng dụng|nghiên cứu"
    "|tư vấn|cấp|phát|giám sát"
)

# Fields of work whose names hold "và" or a comma, for lists such as "Các sở: Y tế, Khoa học và Công nghệ".
COMPOUND_FIELDS = _words("""
giao duc va dao tao| khoa hoc va cong nghe| nong nghiep va moi truong| nong nghiep va phat trien nong thon|
nong nghiep va ptnt| van hoa, the thao va du lich| van hoa va the thao| van hoa va thong tin| van hoa, khoa
hoc va thong tin| van hoa - xa hoi| van hoa va xa hoi| tai nguyen va moi truong| kinh te va ha tang| kinh
te, ha tang va do thi| thong tin va truyen thong| ke hoach va dau tu| tai chinh va ke hoach| lao dong,
thuong binh va xa hoi| lao dong - thuong binh va xa hoi| dan toc va ton giao| tuyen giao va dan van| phat
thanh va truyen hinh| the thao va du lich| van hoa, thong tin va the thao
""")

# Levels of schools: "Trường THPT A và B" shares the words up to the level.
SCHOOL_LEVELS = _words("""
ptdtnt thcs&thpt| ptdtnt thcs - thpt| ptdtnt| thcs&thpt| thcs va thpt| th&thcs| th, thcs| tieu hoc va thcs|
tieu hoc| trung hoc co so| trung hoc pho thong| thpt chuyen| thpt| thcs| th| mam non| mau giao| mn| mg| cao
dang| trung cap| dai hoc| pho thong
""")

# Small words inside the names of bodies; any other opens what the body has to do.
NAME_WORDS = frozenset(
    [
        "các",
        "và",
        "tỉnh",
        "huyện",
        "xã",
        "phường",
        "thành",
        "phố",
        "thị",
        "trấn",
        "đặc",
        "khu",
        "quận",
        "ấp",
        "thôn",
        "bản",
        "làng",
        "khu",
        "vực",
        "cấp",
        "cơ",
        "sở",
        "trên",
        "địa",
        "bàn",
        "toàn",
        "thuộc",
        "trực",
        "có",
        "liên",
        "quan",
        "của",
        "tại",
        "ở",
        "trong",
        "ngoài",
        "sở",
        "ban",
        "ngành",
        "phòng",
        "đoàn",
        "thể",
        "hội",
        "tổ",
        "chức",
        "chính",
        "trị",
        "-",
        "xã",
        "hội",
        "nghề",
        "nghiệp",
        "doanh",
        "đơn",
        "vị",
        "cơ",
        "quan",
        "địa",
        "phương",
        "trường",
        "học",
        "viên",
        "chủ",
        "nhiệm",
        "bộ",
        "môn",
        "giáo",
        "cán",
        "công",
        "chức",
        "người",
        "lao",
        "động",
        "đại",
        "diện",
        "trưởng",
        "phó",
        "giám",
        "đốc",
        "hiệu",
        "chủ",
        "tịch",
        "bí",
        "thư",
        "ủy",
        "thành",
        "viên",
        "thường",
        "trực",
        "tiểu",
        "trung",
        "phổ",
        "thông",
        "mầm",
        "non",
        "cao",
        "đẳng",
        "trạm",
        "y",
        "tế",
        "nhà",
        "máy",
        "xí",
        "nghiệp",
        "phân",
        "xưởng",
        "nông",
        "lâm",
        "hợp",
        "tác",
        "khoa",
        "viện",
        "bệnh",
        "với",
        "cùng",
        "khác",
        "còn",
        "lại",
        "trưởng,",
        "phó,",
        "xã,",
        "phường,",
        "ban,",
        "ngành,",
        "tỉnh;",
        "huyện,",
        "huyện;",
        "xã;",
        "phường;",
        "học,",
        "nghiệp,",
        "khu,",
        "trấn,",
        "vị,",
        "phương,",
        "đội",
        "nhóm",
    ]
)
