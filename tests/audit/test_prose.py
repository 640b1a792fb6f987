"""What sentences of a document tie together beyond their own stops: outcomes, plans named elsewhere, series. All texts are made up."""

from __future__ import annotations

import pytest

from extractor import extract_text
from extractor.audit.samples import audit_sample

TIED = [
    ("Diện tích lúa mùa là 50 ha, năng suất đạt 56 tạ/ha, sản lượng đạt 280 tấn.", "50 × 56 : 10 = 280"),  # the scale between tạ and tấn is told
    ("Trích 140.000.000 đồng x 10% = 14.000.000 đồng.", "140.000.000 × 10% = 14.000.000"),
    ("Đã tiếp nhận 95 phản ánh (trong đó, từ chối 34 phản ánh chưa đủ điều kiện; phân loại và chuyển 61 phản ánh đến cơ quan có thẩm quyền; đã giải quyết 52 phản ánh).", "34 + 61 = 95"),
    ("Sở nhận được 148 nhiệm vụ do UBND tỉnh giao; kết quả rà soát có 37 nhiệm vụ đã hoàn thành đúng hạn, 03 nhiệm vụ đã hoàn thành nhưng quá hạn, 108 nhiệm vụ chưa hoàn thành.", "37 + 03 + 108 = 148"),
    ("Sở đã tiếp nhận 183 phản ánh. Kết quả, đã giải quyết và công khai 156 phản ánh; đang giải quyết 27 phản ánh.", "156 + 27 = 183"),
    ("Theo thẩm quyền, 35/48 cơ quan đã ban hành kế hoạch, trong đó có 15 cơ quan đã kiểm tra xong, 07 cơ quan đang kiểm tra; 13 cơ quan dự kiến ban hành trong quý IV.", "48 - 35 = 13"),
    ("Phát hiện 214 vụ; so với năm 2021 tăng 37 vụ (214/177), 52 đối tượng (361/309).", "361 - 309 = 52"),
    ("+ Năm 2021: 1.240 hộ nghèo.\n+ Năm 2022: 1.305 hộ nghèo, tăng 65 hộ so với năm 2021 (1305/1240).", "1.305 - 1.240 = 65"),
    ("+ Năm 2021 khởi tố 214 vụ 361 bị can.\n+ Năm 2022 khởi tố 240 vụ 402 bị can. So với năm 2021 tăng 26 vụ, 41 bị can.", "402 - 361 = 41"),
    ("Bộ tập trung sửa đổi 61 văn bản<sup>1</sup> trong năm nay.\n\n<sup>1</sup> Gồm: 12 Luật, 31 Nghị định, 18 Thông tư.", "12 + 31 + 18 = 61"),
    ("Bộ tập trung sửa đổi 61 văn bản<sup>1</sup> trong năm nay.\n\n<sup>1</sup> Gồm: 12 Luật, 31 Nghị định, 18 Thông tư (1) Bộ Y tế đề nghị sửa 02 Luật.", "12 + 31 + 18 = 61"),
    ("Đã cắt giảm 73 ĐKKD<sup>1</sup> trong năm.\n\n<sup>1</sup> Cụ thể: (i) Bộ Công Thương cắt giảm 52 điều kiện kinh doanh; (ii) Bộ Xây dựng cắt giảm 21 điều kiện kinh doanh.", "52 + 21 = 73"),
    ("- Thu hồi số tiền 14.600.000 đồng của trường gồm:\n+ Khoản chi ngân sách: Chứng từ số 21 với số tiền 5.100.000 đồng, đề nghị thu hồi.\n"
     "+ Nguồn huy động: Thanh toán vượt khối lượng là 7.500.000 đồng: Phiếu chi số 09. Chi mua tủ sách số tiền 2.000.000 đồng.", "5.100.000 + 7.500.000 + 2.000.000 = 14.600.000"),
    ("Có 745 quy trình trực tuyến, trong đó thực hiện toàn trình 512 quy trình (tỉnh 401, huyện 111), một phần 233 quy trình.", "512 + 233 = 745"),
    ("Trong năm, HĐND tỉnh ban hành 21 nghị quyết, UBND tỉnh ban hành 83 quyết định<sup>1</sup>.\n\n<sup>1</sup> Trước sắp xếp: tỉnh A ban hành 12 nghị quyết, ban hành 40 quyết định; "
     "tỉnh B ban hành 5 nghị quyết, ban hành 19 quyết định. Sau sắp xếp: tỉnh C ban hành 4 nghị quyết, ban hành 24 quyết định.", "40 + 19 + 24 = 83"),
    ("Kết quả:\n- Có 12/18 đơn vị đạt từ 90 điểm trở lên;\n- Có 5/18 đơn vị đạt từ 70 đến dưới 90 điểm;\n- Có 1/18 đơn vị đạt dưới 70 điểm.", "12 + 5 + 1 = 18"),
    ("Trong đó:\n- Có 12/18 đơn vị đạt từ 90% trở lên, chiếm tỷ lệ 66,67%;\n- Có 6/18 đơn vị đạt dưới 90%, chiếm tỷ lệ 33,33%.", "66,67% + 33,33% = 100%"),
    ("Sản xuất tăng khá (với 17/40 sản phẩm kể trên), 9/40 sản phẩm tăng chậm và 14/40 sản phẩm giảm so với cùng kỳ.", "17 + 9 + 14 = 40"),
    ("Trong năm xảy ra 512 vụ vi phạm (giảm 41 vụ so với năm 2022). Cơ quan chức năng đã làm rõ 463 vụ, với 871 đối tượng (đạt tỷ lệ 90,4%).", "463 / 512 = 90,4297% ≈ 90,4%"),
    ("Cơ cấu: khu vực I 18,5%; khu vực II 44,0%; khu vực III 37,5% (Cơ cấu tương ứng của năm trước: 19,0%; 43,5%; 37,5%).", "19,0% + 43,5% + 37,5% = 100%"),
    ("2.1 - Chi thường xuyên: 905,300 tỷ đồng:\n- Chi sự nghiệp: 671,880 tỷ đồng.\n+ Chi hành chính: 146,312 tỷ đồng.\nNhà nước: 101,718 tỷ đồng.\nĐảng: 44,594 tỷ đồng.\n"
     "+ Chi văn xã: 525,568 tỷ đồng.\n- Chi khác: 233,420 tỷ đồng.\n2.2 - Chi dự phòng: 37,400 tỷ đồng.", "671,880 + 233,420 = 905,3"),
    ("Tổng kế hoạch vốn (không gồm 2.140 triệu đồng mới giao) là 14.250.000 triệu đồng; số tiền đã giải ngân là 9.804.000 triệu đồng; đạt tỷ lệ 68,8%.", "9.804.000 / 14.250.000 = 68,8%"),
    ("Tổng số tiền phải thu hồi: 2.640.500.000 đồng Tổng số tiền đã thu hồi: 1.980.300.000 đồng Tỷ lệ thực hiện: 75%", "1.980.300.000 / 2.640.500.000 = 74,9972% ≈ 75%"),
    ("Đề án có 27 chỉ tiêu chia thành 3 nhóm: (1) Hạ tầng số (09 chỉ tiêu). (2) Nhân lực số (07 chỉ tiêu). (3) Xã hội số (11 chỉ tiêu).", "09 + 07 + 11 = 27"),
    ("Danh mục gồm 61 dự án + Nhóm I (chuyển tiếp): Gồm 48 dự án giao thông. + Nhóm II (khởi công mới): Gồm 13 dự án thủy lợi.", "48 + 13 = 61"),
    ("Các bộ đã ban hành văn bản để đơn giản hóa 34 thủ tục, bãi bỏ 9 thủ tục<sup>1</sup>.\n\n<sup>1</sup> Gồm: (i) Bộ A - 01 Nghị định (đơn giản hóa 21 thủ tục); "
     "(ii) Bộ B - 01 Thông tư (đơn giản hóa 13 thủ tục, bãi bỏ 07 thủ tục); (iii) Bộ C - 01 Thông tư (bãi bỏ 02 thủ tục).", "21 + 13 = 34"),
    ("Cục thu từ nguồn thường xuyên (14.211 tỷ đồng) và nguồn do quản lý (7.830 tỷ đồng) gồm thu gia hạn (4.310 tỷ đồng), thu qua kiểm tra (1.210 tỷ đồng) và thu nợ đọng (2.310 tỷ đồng).",
     "4.310 + 1.210 + 2.310 = 7.830"),
    ("Dân số trung bình đạt 812.480 người. Trong đó, dân số thành thị là 243.640 người, dân số nông thôn 568.840 người; dân số nam 407.070 người; dân số nữ 405.410 người.", "407.070 + 405.410 = 812.480"),
    ("Giáo xứ có 31.760 hộ dân (chiếm 12,4%) trên tổng số 256.130 hộ dân.", "31.760 / 256.130 = 12,4%"),
    ("Tổng vốn giao 13.480 triệu đồng, giải ngân đến 30/6/2031 là 7.737,5 triệu đồng, đạt 57,4% kế hoạch.", "7.737,5 / 13.480 = 57,3999% ≈ 57,4%"),
    ("Lũy kế giải ngân đến nay đạt 26,2% kế hoạch giao (4.817/18.390 tỷ đồng).", "4.817 / 18.390 = 26,1936% ≈ 26,2%"),
    ("Nợ tiền thuê đất 2.874 tỷ đồng, tăng 7,52% so với năm trước tương ứng tăng 201 tỷ đồng.", "201 / (2.874 - 201) = 7,5196% ≈ 7,52%"),
    ("Chi phí tăng từ mức 241,5 tỷ đồng cùng kỳ năm trước lên 466,1 tỷ đồng, tức là tăng 93%.", "(466,1 - 241,5) / 241,5 = 93,0021% ≈ 93%"),
    ("Trong tháng, tổng trị giá xuất nhập khẩu đạt 52,3 tỷ USD, giảm 2,6% so với tháng trước; trong đó trị giá xuất khẩu đạt 26,9 tỷ USD, tăng 0,2% và trị giá nhập khẩu đạt 25,4 tỷ USD.", "26,9 + 25,4 = 52,3"),
    # two plans, or a plan and a time before, told together in one bracket: by their names, or in their order
    ("Huyện thu 820 tỷ đồng, đạt 75,9% dự toán tỉnh giao và bằng 71,9% dự toán huyện giao (dự toán tỉnh giao 1.080 tỷ, huyện giao 1.140 tỷ).", "820 / 1.140 = 71,9298% ≈ 71,9%"),
    ("Huyện thu 820 tỷ đồng, đạt 71,9% kế hoạch, tăng 13,9% so với cùng kỳ (cùng kỳ năm 2030: 720 tỷ đồng; kế hoạch năm: 1.140 tỷ đồng).", "820 / 1.140 = 71,9298% ≈ 71,9%"),
    ("Huyện thu 820 tỷ đồng, bằng 75,9% kế hoạch Trung ương giao và 71,9% kế hoạch HĐND tỉnh giao (1.080 tỷ đồng và 1.140 tỷ đồng).", "820 / 1.080 = 75,9259% ≈ 75,9%"),
    ("Huyện thu 820 tỷ đồng (dự toán tỉnh giao 1.080 tỷ đồng, huyện giao 1.140 tỷ đồng), đạt 75,9% dự toán tỉnh giao và bằng 71,9% dự toán huyện giao.", "820 / 1.140 = 71,9298% ≈ 71,9%"),
]  # fmt: skip
BROKEN = [
    ("Huyện thu 820 tỷ đồng, đạt 75,9% dự toán tỉnh giao và bằng 74,9% dự toán huyện giao (dự toán tỉnh giao 1.080 tỷ, huyện giao 1.140 tỷ).", "820 / 1.140 = 71,9298%, văn bản ghi 74,9%"),
    # what a bracket tells is of the part, not of what it is measured by
    ("Khối ngành dọc tiếp nhận 787.507 hồ sơ trực tuyến trên tổng số 867.416 hồ sơ, đạt tỉ lệ 90,79% (trong đó: Hải quan 9.243 hồ sơ, đạt tỉ lệ 100%; Bảo hiểm xã hội 101.412 hồ sơ, đạt 96,1%; "
     "Công an tỉnh 576.852 hồ sơ, đạt 91,7%).", "9.243 + 101.412 + 576.852 = 687.507, văn bản ghi 787.507"),
    ("Trong tháng, tổng trị giá xuất nhập khẩu đạt 52,3 tỷ USD, giảm 2,6% so với tháng trước; trong đó trị giá xuất khẩu đạt 26,9 tỷ USD, tăng 0,2% và trị giá nhập khẩu đạt 21,4 tỷ USD.", "26,9 + 21,4 = 48,3, văn bản ghi 52,3"),
    ("Tổng trị giá XK đạt 212,42 tỷ USD, tăng 4% và tổng trị giá NK đạt 195,84 tỷ USD, giảm 0,8%. Cán cân thương mại 9 tháng đầu năm thặng dư 36,58 tỷ USD.", "212,42 - 195,84 = 16,58, văn bản ghi 36,58"),
    ("Trong kỳ xảy ra 1.245 vụ, trong đó 312 vụ nghiêm trọng (chiếm 35,1%).", "312 / 1.245 = 25,0602%, văn bản ghi 35,1%"),
    ("Kết quả:\n- Có 12/18 đơn vị đạt từ 90 điểm trở lên;\n- Có 8/18 đơn vị đạt từ 70 đến dưới 90 điểm;\n- Có 1/18 đơn vị đạt dưới 70 điểm.", "12 + 8 + 1 = 21, văn bản ghi 18"),
    ("Nhóm hàng tăng khá (với 17/40 sản phẩm kể trên), 12/40 sản phẩm tăng chậm và 14/40 sản phẩm giảm so với cùng kỳ.", "17 + 12 + 14 = 43, văn bản ghi 40"),
    ("Sở Tư pháp đã thẩm định 268 dự thảo<sup>1</sup>.\n\n<sup>1</sup> Sở Tư pháp tỉnh A đã thẩm định 141 dự thảo; Sở Tư pháp tỉnh B đã thẩm định 157 dự thảo.", "141 + 157 = 298, văn bản ghi 268"),
    ("- Sản lượng đạt 52.400 tấn, giá trị đạt 61,5 triệu USD. Một số sản phẩm chủ yếu:\n+ Xoài: 21.300 tấn, giá trị 26,4 triệu USD.\n+ Nhãn: 71.100 tấn, giá trị 35,1 triệu USD.", "21.300 + 71.100 = 92.400, văn bản ghi 52.400"),
    ("+ Năm 2022: 1.305 hộ nghèo, tăng 65 hộ so với năm 2021 (1305/1240).\n+ Năm 2023: 1.105 hộ nghèo, giảm 200 hộ so với năm 2022 (1105/1205).", "1.205 - 1.105 = 100, văn bản ghi 200"),
    ("Bộ tập trung sửa đổi 61 văn bản<sup>1</sup> trong năm nay.\n\n<sup>1</sup> Gồm: 12 Luật, 37 Nghị định, 18 Thông tư.", "12 + 37 + 18 = 67, văn bản ghi 61"),
    ("Đã tiếp nhận 95 phản ánh (trong đó, từ chối 34 phản ánh chưa đủ điều kiện; phân loại và chuyển 81 phản ánh đến cơ quan có thẩm quyền; đã giải quyết 52 phản ánh).", "34 + 81 = 115, văn bản ghi 95"),
    ("Theo thẩm quyền, 35/48 cơ quan đã ban hành kế hoạch, trong đó có 15 cơ quan đã kiểm tra xong, 07 cơ quan đang kiểm tra; 18 cơ quan dự kiến ban hành trong quý IV.", "48 - 35 = 13, văn bản ghi 18"),
]  # fmt: skip
LEFT = [
    # what a label tells need not be all
    "Toàn huyện có 640 hộ được hỗ trợ trong năm. Địa bàn: vùng cao: 301, vùng thấp: 214.",
    # another amount stands behind the growth, and a bound that each of several meets is no part
    "Trong tháng, trị giá xuất khẩu đạt 26,9 tỷ USD, tăng 0,2% và tổng trị giá nhập khẩu đạt 25,4 tỷ USD, giảm 12,2% so với tháng 5/2019 và tổng vốn đăng ký đạt 18,1 tỷ USD.",
    "Kim ngạch nhập khẩu đạt 26,4 tỷ USD. Có 4 mặt hàng đạt trên 1 tỷ USD, chiếm 50,6% tổng kim ngạch nhập khẩu.",
    "Tháng trước đạt mức đỉnh 927 triệu USD, tháng này tiếp tục tăng 13% so với cùng kỳ năm 2019 đạt 871 triệu USD.",
    "Công ty cổ phần có 4.871 doanh nghiệp, tăng 58%. Phân theo lĩnh vực, khu vực nông nghiệp có 26 doanh nghiệp, khu vực công nghiệp có 1.117 doanh nghiệp.",
    # a balance of another time, a change of another thing, a share whose part stands behind it
    "Xuất khẩu đạt 26,7 tỷ USD, nhập khẩu đạt 24,5 tỷ USD. Thặng dư 2,2 tỷ USD, cao hơn mức thặng dư 1,1 tỷ USD của cùng kỳ năm trước.",
    "Trị giá xuất khẩu hàng hóa đạt 19,64 tỷ USD. Mặt hàng điện thoại và linh kiện giảm 1,9 tỷ USD, tương ứng giảm 39,7%.",
    "Xi măng chiếm 27,7% (22,9 tỷ đồng), máy móc thiết bị chiếm 33,5% (27,65 tỷ đồng).",
    # a model of a machine is no number of machines, and what a sentence goes on to tell need not be all
    "Tổng số máy tính của 20 đơn vị là 574 máy; trong đó số máy trên 486 là 115 máy (chiếm 20% so với tổng số máy).",
    "Kim ngạch có thuế đạt 490,98 triệu USD. Cụ thể, xăng dầu đạt 19,33 triệu USD; than mỡ đạt 77,64 triệu USD; than đá đạt 33,18 triệu USD.",
    # of those who came so many agreed; the share is of all
    "Kết quả có 421/439 đại biểu có mặt biểu quyết tán thành, chiếm 88,26% tổng số đại biểu.",
    # different things asked of the same bodies
    "Có 17/24 xã đạt trên 80% hộ dùng nước sạch, 12/24 xã đạt trên 90% hộ có điện, 21/24 xã đạt trên 95% hộ có bảo hiểm.",
    # the first of several states is no whole of the others
    "Có 41 hồ sơ đã xử lý đúng hạn, 06 hồ sơ đã xử lý nhưng trễ hạn, 117 hồ sơ chưa xử lý xong.",
    # a bracket tells of plans and times with which the whole is compared, or the plan of the percentage before it
    "Trong năm trồng mới 412 ha rừng, đạt 82,4% kế hoạch, bằng 103% so với năm 2030 (kế hoạch 500 ha; năm 2030 là 400 ha).",
    "Cả năm thu 1.315 tỷ đồng, vượt 9,7% so với dự toán tỉnh giao (1.199 tỷ đồng), vượt 5,2% so với dự toán huyện giao (1.250 tỷ đồng) và tăng 12% so với cùng kỳ.",
    "Đã xử lý 915 vụ (hình sự 700 vụ, hành chính 215 vụ), bằng 76,3% cùng kỳ và 73% kế hoạch.",
    # values of then in a bracket, features that one person may have several of, a mean rate of years, two lists of ranks, levels with their own shares
    "Tai nạn giao thông 24 vụ, làm chết 11 người, bị thương 19 người (cùng kỳ 22 vụ, 9 người chết, 21 người bị thương).",
    "Có 12 đồng chí tham gia, gồm 03 đồng chí lãnh đạo, 02 nữ, 05 đảng viên dưới 35 tuổi, 09 có trình độ đại học.",
    "Năm 2031 đạt 412 tỷ đồng, năm 2032 đạt 468 tỷ đồng, năm 2033 ước đạt 512 tỷ đồng, bình quân 3 năm tăng 11,5%/năm.",
    "Xếp loại chi bộ: xuất sắc 12, tốt 36, hoàn thành 8; đảng viên: xuất sắc 86, tốt 412, hoàn thành 54, không hoàn thành 03.",
    "Số người đến tiêm mũi 1: 48.612 người (98,2%), mũi 2: 47.214 người (95,4%), mũi 3: 38.412 người (77,6%).",
    "Nguồn vốn đạt 4.812,6 tỷ đồng, tăng 412,3 tỷ đồng (+9,4%) so với đầu năm, hoàn thành 103,5% kế hoạch (KH 4.650 tỷ đồng).",
    # the change is measured by another time than the rate
    "Đến hết tháng 9 giải ngân 367,9 tỷ đồng, đạt 95% kế hoạch UBND tỉnh giao (tăng 55,5 tỷ đồng so với tháng trước).",
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), TIED)
def test_what_sentences_tie_together(text: str, words: str) -> None:
    _, result = audit_sample(text)
    assert words in [r.computation for r in result.relations if r.holds]


@pytest.mark.parametrize(("text", "words"), BROKEN)
def test_what_does_not_agree_is_told(text: str, words: str) -> None:
    _, result = audit_sample(text)
    assert words in [r.computation for r in result.relations if not r.holds]


@pytest.mark.parametrize("text", LEFT)
def test_what_the_words_do_not_tie_is_not_told(text: str) -> None:
    _, result = audit_sample(text)
    assert [r.computation for r in result.relations if not r.holds] == []


def test_a_figure_that_another_relation_confirms_is_not_called_wrong() -> None:
    _, result = audit_sample("+ Năm 2021: 5.412 người.\n+ Năm 2022: 5.286 người, giảm 126 người so với năm 2021 (5286/5512).")
    (issue,) = [i for i in result.findings if i.check == "difference_mismatch"]
    assert issue.suggested is None
    assert "nếu" not in issue.message


@pytest.mark.parametrize(
    "text",
    [
        "Toàn tỉnh giải ngân 3.987.416 triệu đồng, đạt 61,51% kế hoạch; vốn trung ương giải ngân 1.902.638 triệu đồng (64,20%), vốn địa phương 2.084.778 triệu đồng (59,25%).",
        "Đầu năm có 5.872 hộ nghèo trên tổng số 11.346 hộ; rà soát cuối năm còn 5.318 hộ nghèo trên tổng số 11.602 hộ.",
        "Số thu là 318,64 tỷ đồng/dự toán giao 290 tỷ đồng, đạt 109,9%; bằng 104,5% chỉ tiêu phấn đấu (305 tỷ đồng).",
        "Nội dung\tDự toán\tQuyết toán\tTăng (+), giảm (-)\nTổng chi\t6.333.172\t6.418.270\t+85.098\nChi giáo dục\t2.918.340\t2.876.154\t-42.186\n"
        "Chi y tế\t684.210\t697.835\t+13.625\nChi kinh tế\t2.730.622\t2.844.281\t+113.659",
    ],
)
def test_what_has_a_base_or_sign_of_its_own_is_no_error(text: str) -> None:
    assert [r.message for r in extract_text(text).records if r.type == "finding" and r.severity != "info"] == []


@pytest.mark.parametrize(("output", "grade"), [("1.825", "holds"), ("1.835", "rounding"), ("1.837", "rounding"), ("1.845", "inconsistent"), ("1.815", "inconsistent")])
def test_a_yield_may_be_cut_off(output: str, grade: str) -> None:
    """14,68 tạ/ha told as 14,6: the output lies within one unit of its last place; what lies further off, or below, does not follow."""
    found = extract_text(f"Diện tích ngô 1.250 ha, năng suất 14,6 tạ/ha, sản lượng {output} tấn.").records
    assert [r.grade for r in found if r.type == "relation" and r.tie == "yielded"] == [grade]
    assert [r.severity for r in found if r.type == "finding"] == {"holds": [], "rounding": ["info"], "inconsistent": ["warning"]}[grade]
