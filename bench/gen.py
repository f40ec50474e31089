#!/usr/bin/env python3
"""Deterministic corpus of Vietnamese school-news posts, in the form each generator wants.

usage: gen.py PEER N OUTDIR [--images DIR] [--unique-images]

PEER: blog (mkdocs-material blog plugin; zensical reads the same tree)
      pages (ordinary MkDocs pages: plain material, zensical, properdocs)
      hugo | pelican | eleventy
      dvk (this project: bundles with photos beside the post, figures in the front matter)
Only the standard library is used; images come from genimg.py.
The same (N, i) always gives the same post, whatever the peer.
"""

import argparse, datetime, json, os, random, re, shutil, sys, unicodedata

MODELS = [
    "Nuôi heo đất giúp bạn đến trường",
    "Tủ sách yêu thương",
    "Bữa sáng 0 đồng",
    "Trường học xanh",
    "Ngôi nhà khăn quàng đỏ",
    "Đôi bạn cùng tiến",
    "Thư viện thân thiện",
    "Áo ấm vùng cao",
    "Tiết học hạnh phúc",
    "Kế hoạch nhỏ",
    "Góc sẻ chia",
    "Vườn rau em chăm",
    "Cổng trường an toàn",
    "Câu lạc bộ tiếng Anh",
    "Mẹ đỡ đầu",
    "Xe đạp nghĩa tình",
    "Nụ cười hồng",
    "Lớp học không rác thải",
    "Em yêu lịch sử Việt Nam",
    "Sóng và máy tính cho em",
]
TAGS = [
    "khuyến học",
    "đội thiếu niên",
    "đoàn thanh niên",
    "công đoàn",
    "phụ huynh",
    "môi trường",
    "đọc sách",
    "thể thao",
    "văn nghệ",
    "an toàn giao thông",
    "sức khỏe học đường",
    "dinh dưỡng",
    "chuyển đổi số",
    "kỹ năng sống",
    "hướng nghiệp",
    "thiện nguyện",
    "vùng cao",
    "học bổng",
    "khai giảng",
    "tổng kết",
    "20 tháng 11",
    "Tết Trung thu",
    "Tết Nguyên đán",
    "ngày hội",
    "hội thi",
    "trải nghiệm",
    "lịch sử",
    "văn hóa",
    "ngoại ngữ",
    "khoa học",
    "sáng tạo",
    "hòa nhập",
    "phòng chống đuối nước",
    "phòng cháy",
    "hiến máu",
    "trồng cây",
    "tái chế",
    "gương người tốt",
    "mái ấm",
    "nhà vệ sinh thân thiện",
]
SCHOOLS = [
    "Trường Tiểu học Nguyễn Du",
    "Trường THCS Lê Quý Đôn",
    "Trường Tiểu học Kim Đồng",
    "Trường THCS Trần Phú",
    "Trường PTDTBT Tiểu học Nậm Cắn",
    "Trường THPT Chu Văn An",
    "Trường Mầm non Hoa Sen",
    "Trường Tiểu học Võ Thị Sáu",
    "Trường THCS Phan Bội Châu",
    "Trường Tiểu học Lương Thế Vinh",
]
PLACES = [
    "xã Tân Lập",
    "phường Hòa Bình",
    "thị trấn Yên Thế",
    "xã Mường Lống",
    "phường Quảng Trung",
    "xã Đắk Nuê",
    "xã Vĩnh Thạnh",
    "phường Cẩm Châu",
    "xã Thạnh Lợi",
    "huyện Bắc Hà",
]
FAM = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
]
MID = ["Thị", "Văn", "Ngọc", "Minh", "Thanh", "Hữu", "Đức", "Thu", "Quỳnh", "Gia"]
GIV = [
    "Hà",
    "Hương",
    "Lan",
    "Tuấn",
    "Dũng",
    "Phương",
    "Thảo",
    "Bình",
    "Nhung",
    "Khôi",
    "Ánh",
    "Hưng",
    "Yến",
    "Trâm",
    "Quân",
    "Vy",
    "Đạt",
    "Ngân",
    "Sơn",
    "Thủy",
]
ROLE = [
    "Hiệu trưởng nhà trường",
    "Tổng phụ trách Đội",
    "Trưởng ban đại diện cha mẹ học sinh",
    "giáo viên chủ nhiệm lớp 5A",
    "Bí thư Đoàn trường",
    "Phó Hiệu trưởng phụ trách chuyên môn",
    "Chủ tịch Công đoàn cơ sở",
    "cán bộ thư viện",
]
VERB = ["trao tặng", "vận động", "quyên góp", "chuẩn bị", "tiếp nhận", "phân phát"]
ITEM = [
    "sách giáo khoa",
    "áo ấm",
    "xe đạp",
    "suất học bổng",
    "cặp sách",
    "bộ đồ dùng học tập",
    "thùng sữa",
    "suất ăn sáng",
    "chậu cây xanh",
    "máy tính bảng cũ",
    "cuốn truyện tranh",
    "phao bơi",
]
LEADS = [
    "Sáng ngày {d}, {s} đã long trọng tổ chức buổi sơ kết mô hình **{m}** với sự tham gia của đông đảo thầy cô giáo, học sinh và phụ huynh trên địa bàn {p}.",
    "Trong không khí phấn khởi của những ngày đầu tháng, tập thể sư phạm {s} tiếp tục triển khai mô hình **{m}**, mang lại niềm vui cho {b} em học sinh có hoàn cảnh khó khăn.",
    "Nhằm lan tỏa tinh thần tương thân tương ái, {s} phối hợp cùng chính quyền {p} phát động đợt cao điểm của mô hình **{m}** trong toàn thể cán bộ, giáo viên và học sinh.",
    "Sau một thời gian chuẩn bị công phu, mô hình **{m}** của {s} đã chính thức ra mắt và nhanh chóng nhận được sự ủng hộ của nhân dân {p}.",
]
SENTS = [
    "Theo báo cáo của ban tổ chức, tổng kinh phí huy động được là {f} đồng, trong đó phần lớn do các nhà hảo tâm và cha mẹ học sinh đóng góp.",
    "Nhà trường đã {v} {q} {i} cho các em học sinh thuộc diện hộ nghèo, hộ cận nghèo và các em mồ côi.",
    "{n}, {r}, chia sẻ rằng mỗi việc làm nhỏ hôm nay sẽ gieo vào lòng các em một hạt mầm yêu thương.",
    "Các em học sinh hào hứng tham gia, em nào cũng mong muốn được góp một phần công sức nhỏ bé của mình.",
    "Hoạt động được duy trì đều đặn vào chiều thứ sáu hằng tuần, dưới sự hướng dẫn của giáo viên chủ nhiệm.",
    "Từ đầu năm học đến nay, mô hình đã giúp đỡ {b} lượt học sinh, giảm hẳn số em nghỉ học giữa chừng.",
    "Bên cạnh đó, chi đoàn giáo viên còn tổ chức dọn vệ sinh, trồng hoa và sơn lại hàng rào quanh sân trường.",
    "Ban đại diện cha mẹ học sinh đánh giá cao cách làm công khai, minh bạch trong thu chi của nhà trường.",
    "Nhiều phụ huynh dù đời sống còn vất vả vẫn sẵn lòng mang đến {i} để chung tay cùng thầy cô.",
    "Đường đến điểm trường lẻ dài hơn mười hai cây số, phải băng qua hai con suối và những đoạn dốc trơn trượt.",
    "Buổi lễ diễn ra trang trọng, ấm áp và để lại nhiều cảm xúc trong lòng người tham dự.",
    "Qua mô hình này, các em biết quan tâm đến bạn bè, biết tiết kiệm và trân trọng sức lao động của cha mẹ.",
    "Kết quả khảo sát cho thấy chín mươi bốn phần trăm học sinh cảm thấy yêu trường, yêu lớp hơn so với năm học trước.",
    "Đặc biệt, thư viện đã được bổ sung {q} {i}, sắp xếp theo từng khối lớp để các em dễ dàng lựa chọn.",
    "{n}, {r}, cho biết thời gian tới nhà trường sẽ nhân rộng cách làm này ra tất cả các khối lớp.",
    "Mưa lũ kéo dài khiến việc vận chuyển gặp không ít khó khăn, song tất cả đều được trao tận tay các em trước ngày khai giảng.",
    "Đại diện Ủy ban nhân dân {p} ghi nhận sự nỗ lực của tập thể nhà trường và đề nghị tiếp tục phát huy trong những năm tiếp theo.",
    "Em {n}, học sinh lớp 4B, xúc động nói lời cảm ơn và hứa sẽ cố gắng học thật giỏi để không phụ lòng mong mỏi của mọi người.",
    "Những tiếng cười trong trẻo vang lên khắp sân trường khi các tiết mục văn nghệ do chính các em biểu diễn bắt đầu.",
    "Giáo viên phụ trách hướng dẫn các em ghi chép cẩn thận từng khoản vào sổ theo dõi và niêm yết tại bảng tin.",
    "So với cùng kỳ năm ngoái, số học sinh được hỗ trợ tăng thêm {q} em, vượt chỉ tiêu đề ra từ đầu năm.",
    "Các bạn đội viên tự tay phân loại giấy vụn, vỏ lon và chai nhựa rồi bàn giao cho cơ sở thu mua tái chế.",
    "Buổi tọa đàm còn giúp học sinh hiểu thêm về truyền thống quê hương và những tấm gương vượt khó học giỏi.",
    "Nhờ có sự đồng hành của hội khuyến học, nhiều em đã có thêm điều kiện để theo đuổi ước mơ của mình.",
    "Trạm y tế {p} cũng cử cán bộ đến khám sức khỏe, tư vấn dinh dưỡng và cấp thuốc miễn phí cho học sinh.",
    "Mỗi phần quà tuy giá trị vật chất không lớn nhưng chứa đựng tình cảm chân thành của cả cộng đồng.",
    "Nhà trường dự kiến tổng kết và khen thưởng những lớp có thành tích xuất sắc vào cuối học kỳ này.",
    "Không chỉ dừng lại ở việc trao quà, thầy cô còn đến tận nhà thăm hỏi, động viên từng gia đình.",
    "Học sinh khối chín được phân công kèm cặp các em khối sáu môn Toán và Tiếng Việt vào mỗi buổi ra chơi.",
    "Ý tưởng ban đầu xuất phát từ một lớp học nhỏ, sau đó được Hội đồng sư phạm thảo luận và thông qua thành kế hoạch chung.",
]
HEADS = [
    "Ý nghĩa của mô hình",
    "Kết quả bước đầu",
    "Những con số biết nói",
    "Tiếng nói người trong cuộc",
    "Khó khăn và bài học kinh nghiệm",
    "Kế hoạch thời gian tới",
    "Sự đồng hành của phụ huynh",
    "Cách làm sáng tạo",
]
TITLES = [
    "{s} sơ kết mô hình “{m}”",
    "“{m}”: hành trình yêu thương tại {p}",
    "Lan tỏa mô hình “{m}” ở {p}",
    "{s} trao {q} {i} cho học sinh nghèo",
    "Ấm lòng những phần quà từ “{m}”",
    "Học sinh {p} hưởng ứng “{m}”",
]
CAPS = [
    "Đại diện nhà trường {v} {i} cho các em học sinh.",
    "Học sinh {s} trong giờ sinh hoạt tập thể.",
    "Quang cảnh buổi sơ kết mô hình “{m}”.",
    "Thầy cô và phụ huynh cùng chuẩn bị {i}.",
    "Niềm vui của các em nhỏ tại {p}.",
]


NOUN = """học sinh|giáo viên|phụ huynh|nhà trường|lớp học|sân trường|thư viện|bản làng|gia đình|cộng đồng|chính quyền|hội khuyến học
đoàn viên|đội viên|cán bộ|bài giảng|trang sách|ước mơ|niềm tin|kỷ niệm|phong trào|chương trình|dự án|kế hoạch|sáng kiến|thử thách|bữa cơm|mái trường
con đường|dòng sông|cánh đồng|ngọn đồi|khu vườn|hàng cây|tiếng trống|lá cờ|bức tranh|bài hát|điệu múa|trò chơi|cuộc thi|giải thưởng|phần quà|nguồn quỹ
kinh phí|học liệu|thiết bị|máy tính|đường truyền|phòng học|nhà ăn|bếp ăn|ký túc xá|nhà công vụ|trạm y tế|bác sĩ|chiến sĩ biên phòng|doanh nghiệp|cựu học sinh
nhà hảo tâm|thầy hiệu trưởng|cô chủ nhiệm|tổ chuyên môn|câu lạc bộ|nhóm bạn|anh chị khóa trên|em nhỏ mồ côi|người cao tuổi|bà con dân tộc|già làng|trưởng thôn
kết quả học tập|kỹ năng sống|tinh thần trách nhiệm|lòng nhân ái|truyền thống hiếu học|môi trường sống|nếp sống văn minh|sức khỏe tinh thần|văn hóa đọc
quê hương|đất nước|tuổi thơ|tương lai|hành trình|mùa đông|năm học mới|kỳ nghỉ hè|buổi chiều|đêm hội trăng rằm|phiên chợ quê|gian hàng|sản phẩm tái chế|chai nhựa
giấy vụn|hạt giống|luống rau|đàn gà|bể nước sạch|công trình vệ sinh|tường rào|cổng trường|vạch kẻ đường|mũ bảo hiểm|áo phao|tủ thuốc|khẩu phần|hộp sữa""".replace(
    "\n", "|"
).split("|")
VERBS = """tham gia|hưởng ứng|xây dựng|chăm sóc|vun đắp|lan tỏa|gìn giữ|phát huy|kết nối|động viên|giúp đỡ|hỗ trợ|hướng dẫn|tổ chức|triển khai|thực hiện|đánh giá
ghi nhận|biểu dương|khích lệ|đồng hành cùng|chia sẻ với|lắng nghe|thấu hiểu|tìm hiểu|khám phá|trải nghiệm|sáng tạo|cải tạo|sửa chữa|bổ sung|trang bị|tiếp cận|làm chủ
bảo vệ|tuyên truyền về|nâng cao|đổi mới|khắc phục|vượt qua|chinh phục|thắp sáng|nuôi dưỡng|gửi gắm|trân trọng|tự hào về|nhớ mãi|đón nhận|trao lại|vận chuyển
thu gom|phân loại|trồng thêm|tưới mát|trang trí|vẽ lại|biên soạn|số hóa|cập nhật|công khai|giám sát|rà soát|thống kê|tổng hợp|báo cáo|điều chỉnh""".replace(
    "\n", "|"
).split("|")
ADJ = """thiết thực|sôi nổi|ấm áp|ý nghĩa|bền bỉ|chân thành|giản dị|sáng sủa|khang trang|sạch đẹp|an toàn|thân thiện|tích cực|đáng quý|khó khăn|xa xôi|hẻo lánh
đông vui|rộn ràng|lặng lẽ|kiên trì|tỉ mỉ|khoa học|hiệu quả|minh bạch|kịp thời|bổ ích|lâu dài|rộng khắp|đặc biệt|mới mẻ|phong phú|đa dạng|trọn vẹn|hồn nhiên|tự tin""".replace(
    "\n", "|"
).split("|")
ADV = """trong suốt học kỳ một|vào mỗi sáng thứ hai|giữa cái rét đầu đông|sau những trận mưa dài|ngay tại điểm trường lẻ|từ nhiều năm nay|bằng tất cả tấm lòng
dưới mái trường thân yêu|nhân dịp đầu xuân|trước thềm năm học mới|ở các thôn bản vùng sâu|trên tinh thần tự nguyện|theo từng khối lớp|với sự hỗ trợ của địa phương
để không em nào bị bỏ lại phía sau|nhằm thu hẹp khoảng cách vùng miền|qua từng việc làm cụ thể|trong giờ sinh hoạt dưới cờ|suốt mười hai tuần liên tiếp|khi mùa gặt vừa xong""".replace(
    "\n", "|"
).split("|")
OPEN = """Có thể nói|Thực tế cho thấy|Không những thế|Cùng thời điểm đó|Theo ghi nhận của phóng viên|Tại buổi gặp mặt|Ít ai biết rằng|Đáng chú ý|Ở chiều ngược lại|Từ thực tiễn ấy
Với cách làm này|Trong khi đó|Nhìn lại chặng đường đã qua|Cũng trong dịp này|Hiện nay|Trước đây|Ngay sau lễ phát động|Điều đáng mừng là""".replace(
    "\n", "|"
).split("|")


def sentence(r):
    """A grammatical-looking Vietnamese sentence with word-level variety (so that gzip figures are not flattered)."""
    N, V, A = lambda: r.choice(NOUN), lambda: r.choice(VERBS), lambda: r.choice(ADJ)
    k = r.randrange(5)
    if k == 0:
        s = f"{r.choice(OPEN)}, {N()} đã {V()} {N()} {A()} {r.choice(ADV)}"
    elif k == 1:
        s = f"{N()} cùng {N()} {V()} {N()}, {V()} {N()} và {V()} {N()} ngày càng {A()}"
    elif k == 2:
        s = f"{r.choice(OPEN)}, nhờ {V()} {N()} {A()} mà {N()} có thêm điều kiện {V()} {N()} {r.choice(ADV)}"
    elif k == 3:
        s = f"{r.choice(ADV)}, {N()} vẫn {V()} {N()}, coi đó là cách {A()} để {V()} {N()}"
    else:
        s = f"với {r.randrange(2, 99)} {N()} được {V()}, {N()} của {N()} trở nên {A()} và {A()} hơn, {N()} cũng {V()} {N()} {A()}"
    return s[0].upper() + s[1:] + "."


def slugify(s):
    s = s.replace("đ", "d").replace("Đ", "D")
    s = unicodedata.normalize("NFD", s)
    s = "".join(c for c in s if unicodedata.category(c) != "Mn").lower()
    return re.sub(r"[^a-z0-9]+", "-", s).strip("-")


def post(i, n):
    r = random.Random(f"post-{i}")
    day = datetime.date(2021, 9, 6) + datetime.timedelta(days=(i * 1825) // max(n, 1))
    model = r.choice(MODELS)
    school, place = r.choice(SCHOOLS), r.choice(PLACES)
    funds, benef = r.randrange(2, 160) * 500_000, r.randrange(5, 400)

    def fill(t):
        name = f"{'Cô' if r.random() < 0.6 else 'Thầy'} {r.choice(FAM)} {r.choice(MID)} {r.choice(GIV)}"
        return t.format(
            d=f"{day.day}/{day.month}/{day.year}",
            s=school,
            m=model,
            p=place,
            b=benef,
            f=f"{funds:,}".replace(",", "."),
            v=r.choice(VERB),
            q=r.randrange(5, 300),
            i=r.choice(ITEM),
            n=name,
            r=r.choice(ROLE),
        )

    title = fill(r.choice(TITLES))
    lead = fill(r.choice(LEADS)) + " " + sentence(r)
    want = r.randrange(345, 530)
    blocks, words = [("p", lead)], len(lead.split())
    heads = r.sample(HEADS, 3)
    pics = r.sample(range(1, 21), 2)
    sents = r.sample(SENTS, len(SENTS))
    k = 0
    sec = 0
    while words < want:
        if k % 3 == 1 and sec < 3:
            blocks.append(("h2", heads[sec]))
            words += len(heads[sec].split())
            sec += 1
        if k in (1, 4):
            cap = fill(r.choice(CAPS))
            blocks.append(("fig", (pics[0 if k == 1 else 1], cap)))
            words += len(cap.split())
        if k == 2:
            its = [sentence(r) for j in range(3)]
            blocks.append(("ul", its))
            words += sum(len(x.split()) for x in its)
        elif k == 5:
            q = fill(
                "“Chúng tôi mong mỗi em nhỏ đến trường đều được no bụng, ấm áo và được yêu thương”, {n}, {r}, bày tỏ."
            )
            blocks.append(("quote", q))
            words += len(q.split())
        else:
            para = " ".join(
                fill(sents[(k * 3 + j) % len(sents)]) if j == 0 else sentence(r) for j in range(3)
            )
            if k == 3:
                para += (
                    " Xem thêm tại [trang của nhà trường](https://truong.example.edu.vn/tin-tuc)."
                )
            blocks.append(("p", para))
            words += len(para.split())
        k += 1
    have = sum(b[0] == "fig" for b in blocks)
    for j in range(have, 2):
        blocks.append(("fig", (pics[j], fill(r.choice(CAPS)))))
    if r.random() < 0.25:
        blocks.append(("table", (funds, benef, r.randrange(2, 30))))
    return dict(
        i=i,
        title=title,
        slug=f"{slugify(title)[:70].strip('-')}-{i:05d}",
        date=day,
        model=model,
        tags=r.sample(TAGS, r.randrange(2, 5)),
        metrics=dict(funds=funds, beneficiaries=benef, photos=r.randrange(2, 30)),
        blocks=blocks,
        words=words,
    )


def body(p, peer, img, more=True):
    out = []
    for n, (kind, v) in enumerate(p["blocks"]):
        if kind == "p":
            out.append(v)
        elif kind == "h2":
            out.append("## " + v)
        elif kind == "ul":
            out.append("\n".join("- " + x for x in v))
        elif kind == "quote":
            out.append("> " + v)
        elif kind == "table":
            out.append(
                "| Nội dung | Kết quả |\n| --- | ---: |\n| Kinh phí (đồng) | %s |\n| Số em được hỗ trợ | %d |\n| Số buổi | %d |"
                % (f"{v[0]:,}".replace(",", "."), v[1], v[2])
            )
        elif kind == "fig":
            num, cap = v
            num = num if isinstance(num, str) else f"{num:02d}"
            if peer == "dvk":
                out.append(f"![{cap}]({num}.jpg)")
            elif peer in ("blog", "pages"):
                out.append(
                    f'<figure markdown="span">\n  ![{cap}]({img}{num}.jpg){{ loading=lazy width=800 }}\n'
                    f"  <figcaption>{cap}</figcaption>\n</figure>"
                )
            elif peer == "hugo":
                out.append(
                    f'{{{{< figure src="/img/{num}.jpg" alt="{cap}" caption="{cap}" loading="lazy" width="800" >}}}}'
                )
            else:
                out.append(
                    f'<figure><img src="/img/{num}.jpg" alt="{cap}" loading="lazy" width="800">'
                    f"<figcaption>{cap}</figcaption></figure>"
                )
        if n == 0 and more:
            out.append("<!-- more -->" if peer != "hugo" else "<!--more-->")
    return "\n\n".join(out) + "\n"


def q(s):
    return json.dumps(s, ensure_ascii=False)


def front(p, peer):
    m = p["metrics"]
    metr = f"metrics:\n  funds: {m['funds']}\n  beneficiaries: {m['beneficiaries']}\n  photos: {m['photos']}\n"
    tags = "tags:\n" + "".join(f"  - {q(t)}\n" for t in p["tags"])
    if peer in ("blog",):
        extra = f"slug: {p['slug']}\ncategories:\n  - {q(p['model'])}\n"
    elif peer == "hugo":
        extra = f"slug: {p['slug']}\nmo_hinh:\n  - {q(p['model'])}\n"
    else:
        extra = f"model: {q(p['model'])}\n"
    return f"---\ntitle: {q(p['title'])}\ndate: {p['date'].isoformat()}\n{extra}{tags}{metr}---\n\n"


def w(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


DVK_CONFIG = """\
site_name: Trang tin nhà trường
site_url: https://truong.example.edu.vn/
theme: {name: material, language: vi, font: false, features: [navigation.tabs]}
plugins: [search, dvk]
markdown_extensions: [attr_list, md_in_html, admonition, tables]
"""
DVK_REGISTRY = "schools:\n  truong-mau: {name: Trường mẫu}\n"


def emit_dvk(n, out, images):
    """Our own form: one bundle a post, its two photos copied beside it, twenty model pages."""
    w(f"{out}/mkdocs.yml", DVK_CONFIG)
    w(f"{out}/posts/registry.yml", DVK_REGISTRY)
    w(f"{out}/docs/index.md", "Chào mừng quý phụ huynh và các em học sinh.\n")
    for model in MODELS:
        w(
            f"{out}/docs/mo-hinh/{slugify(model)}.md",
            f"---\nname: {q(model)}\n---\n\nMô hình của trường.\n",
        )
    tot = 0
    for i in range(n):
        p = post(i, n)
        tot += p["words"]
        folder = f"{out}/posts/{p['date'].year}/{p['slug']}"
        figures = {f"{v[0]:02d}.jpg": v[1] for kind, v in p["blocks"] if kind == "fig"}
        m = p["metrics"]
        photos = "".join(
            f"  - {{file: {name}, caption: {q(cap)}}}\n" for name, cap in figures.items()
        )
        tags = "".join(f"  - {q(t)}\n" for t in p["tags"])
        w(
            f"{folder}/index.md",
            f"---\ntitle: {q(p['title'])}\ndate: {p['date'].isoformat()}\nmodel: {q(p['model'])}\ntags:\n{tags}"
            f"metrics:\n  funds: {m['funds']}\n  beneficiaries: {m['beneficiaries']}\nphotos:\n{photos}---\n\n"
            + body(p, "dvk", "", more=False),
        )
        for name in figures:
            shutil.copyfile(f"{images}/{name}", f"{folder}/{name}")
    return tot


def emit(peer, n, out, images, unique):
    if peer == "dvk":
        return emit_dvk(n, out, images)
    root = {
        "blog": "docs/tin-tuc/posts",
        "pages": "docs/tin-tuc",
        "hugo": "content/tin-tuc",
        "pelican": "content/posts",
        "eleventy": "src/tin-tuc",
    }[peer]
    imgdir = {
        "blog": "docs/img",
        "pages": "docs/img",
        "hugo": "static/img",
        "pelican": "content/img",
        "eleventy": "src/img",
    }[peer]
    tot = 0
    os.makedirs(f"{out}/{imgdir}", exist_ok=True)
    for i in range(n):
        p = post(i, n)
        tot += p["words"]
        d = p["date"]
        if unique:  # a photo file of its own for every reference
            k = 0
            nb = []
            for kind, v in p["blocks"]:
                if kind == "fig":
                    name = f"u{i:05d}-{k}"
                    k += 1
                    shutil.copyfile(f"{images}/{v[0]:02d}.jpg", f"{out}/{imgdir}/{name}.jpg")
                    v = (name, v[1])
                nb.append((kind, v))
            p["blocks"] = nb
        sub = f"{root}/{d.year}/{d.month:02d}"
        up = "../" * (len(sub.split("/")) - 1)
        if peer == "pelican":
            m = p["metrics"]
            head = (
                f"Title: {p['title']}\nDate: {d.isoformat()} 08:00\nCategory: {p['model']}\nTags: {', '.join(p['tags'])}\n"
                f"Slug: {p['slug']}\nfunds: {m['funds']}\nbeneficiaries: {m['beneficiaries']}\nphotos: {m['photos']}\n\n"
            )
            w(f"{out}/{sub}/{p['slug']}.md", head + body(p, peer, "", more=False))
        else:
            w(
                f"{out}/{sub}/{p['slug']}.md",
                front(p, peer) + body(p, peer, up + "img/", more=peer in ("blog", "hugo")),
            )
    if not unique:
        for f in sorted(os.listdir(images)):
            shutil.copyfile(f"{images}/{f}", f"{out}/{imgdir}/{f}")
    if peer in ("blog", "pages"):
        w(
            f"{out}/docs/index.md",
            "# Trang tin nhà trường\n\nChào mừng quý phụ huynh và các em học sinh.\n",
        )
        w(f"{out}/docs/gioi-thieu.md", "# Giới thiệu\n\nTrang thông tin các mô hình tiêu biểu.\n")
    if peer == "blog":
        w(f"{out}/docs/tin-tuc/index.md", "# Tin tức\n")
        w(f"{out}/docs/the.md", "# Thẻ\n\n<!-- material/tags -->\n")
    tdir = os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates", peer)
    if os.path.isdir(tdir):
        shutil.copytree(tdir, out, dirs_exist_ok=True)
    return tot


if __name__ == "__main__":
    a = argparse.ArgumentParser()
    a.add_argument("peer")
    a.add_argument("n", type=int)
    a.add_argument("out")
    a.add_argument("--images", default="images")
    a.add_argument("--unique-images", action="store_true")
    o = a.parse_args()
    if os.path.exists(o.out):
        shutil.rmtree(o.out)
    t = emit(o.peer, o.n, o.out, o.images, o.unique_images)
    print(f"{o.peer} n={o.n} words/post={t / max(o.n, 1):.0f}")
