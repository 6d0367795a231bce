/** What readers of files, archives and portals have to say. */
export const sources = {
  'file-empty': 'Tệp trống; hãy xuất lại dữ liệu',
  'directory-empty':
    'Thư mục {location} không có tệp nào; hãy chỉ đến thư mục có tệp json, jsonl, csv, xlsx, html hoặc warc',
  'own-report':
    'Tệp là báo cáo JSON do chính chương trình này lập, không phải danh sách thủ tục; hãy xem bằng dvctt-audit report',
  'file-truncated': 'Tệp bị cắt giữa chừng sau {records} bản ghi; hãy xuất hoặc tải lại tệp',
  'file-skipped': 'Bỏ qua tệp vì không đọc được loại {extension}',
  'extension-mismatch': 'Tệp mang đuôi {extension} nhưng nội dung là {content}; được đọc theo nội dung',
  'format-unreadable': 'Không đọc được nội dung tệp ({found}); hãy lưu lại dạng xlsx, csv hoặc json',
  'format-not-supported': 'Chưa đọc được dạng {format} ở đây; hãy dùng json, jsonl, csv, tsv hoặc xlsx',
  'encoding-broken': 'Có ký tự sai mã từ byte {offset}; hãy lưu lại tệp dạng UTF-8',
  'encoding-legacy-font': 'Chữ được gõ theo phông {font}, không phải Unicode; hãy chuyển mã sang Unicode',
  'nul-bytes': 'Tệp có {count} byte rỗng, đã được bỏ qua; tệp có thể bị hỏng',
  'no-records': 'Không có bản ghi nào',
  'heading-row-not-found':
    'Không tìm thấy dòng tiêu đề trong {rows} dòng đầu (thấy: {hint}); hãy kiểm tra tên cột hoặc khai mục columns trong cấu hình',
  'row-too-long':
    'Dòng có {cells} ô, nhiều hơn {headings} cột tiêu đề nên không đọc được; hãy kiểm tra dấu phân cách và dấu nháy',
  'row-too-short': 'Dòng có {cells} ô, ít hơn {headings} cột tiêu đề; các ô thiếu được coi là trống',
  'record-not-an-object': 'Bản ghi không phải một đối tượng mà là {found} nên được bỏ qua',
  'record-too-large': 'Bản ghi lớn hơn {mebibytes} MiB nên không đọc',
  'array-not-procedures': 'Danh sách {count} mục không giống thủ tục (khóa: {keys}) nên được bỏ qua',
  'json-malformed': 'JSON sai: {reason}',
  'json-line-malformed': 'Dòng không phải JSON hợp lệ: {reason}',
  'csv-quote-not-closed':
    'Dấu nháy kép mở ở dòng này không được đóng, phần còn lại không đọc được (đã đọc {rows} dòng); hãy đóng dấu nháy hoặc xuất lại tệp',
  'csv-malformed':
    'Không đọc tiếp được tệp CSV ({reason}), đã đọc {rows} dòng; hãy sửa dòng này hoặc xuất lại tệp',
  'workbook-encrypted': 'Sổ tính được đặt mật khẩu; hãy bỏ mật khẩu rồi lưu lại',
  'workbook-old-format': 'Sổ tính ở dạng .xls cũ; hãy lưu lại dạng .xlsx',
  'workbook-damaged': 'Sổ tính bị hỏng: {reason}',
  'workbook-too-large':
    'Sổ tính giải nén thành {mebibytes} MiB, vượt giới hạn {limit} MiB; hãy chia nhỏ hoặc xuất csv',
  'source-not-readable': 'Không đọc được nguồn {location}: {reason}',
  'columns-field-unknown':
    'Mục columns gán cột “{label}” vào trường “{field}” không tồn tại; các trường: {known}',
  'requirement-not-found': 'Bộ quy tắc {ruleset} không có yêu cầu {id}; xem rules list',
  'listing-incomplete': 'Nguồn cho biết có {total} thủ tục nhưng chỉ đọc được {read}; hãy lấy đủ danh sách',
  'code-cut': 'Mã “{raw}” dính chữ khác; được đọc là {code}',
  'more-of-the-same': 'Còn {count} ghi chú “{code}” nữa',

  'page-without-procedure':
    'trang này không phải là trang của một thủ tục hành chính, không có gì để kiểm tra',
  'page-list-without-details':
    'trang này chỉ liệt kê tên thủ tục; hãy lưu cả trang chi tiết của từng thủ tục',
  'page-needs-scripts':
    'trang chỉ là khung, nội dung do JavaScript nạp sau; hãy lưu trang sau khi trình duyệt đã hiển thị xong (hoặc dùng --browser)',
  'page-is-challenge':
    'đây là trang chống truy cập tự động chứ không phải trang thủ tục; hãy mở bằng trình duyệt rồi lưu lại',
  'page-says-not-found': 'trang báo không tìm thấy nội dung; hãy kiểm tra lại địa chỉ của thủ tục',
  'page-too-large': 'tệp lớn hơn {megabytes} MB nên không đọc như một trang web',
  'page-empty': 'trang rỗng',
  'page-legacy-font': 'chữ viết theo bảng mã phông cũ ({font}); hãy chuyển sang Unicode rồi kiểm tra lại',

  'archive-without-files': 'Thư mục {location} không có tệp lưu trữ .warc hoặc .warc.gz nào',
  'archive-without-records': 'Tệp lưu trữ không có bản ghi nào đọc được; hãy tải hoặc thu thập lại',
  'archive-answers-without-page': '{count} địa chỉ trả về mã {status} nên không có trang để kiểm tra',
  'archive-not-fetched': '{count} địa chỉ không thu thập được ({outcome})',
  'archive-page-cut-off':
    'Trang bị cắt khi thu thập nên không đủ nội dung; không đánh giá trang này, hãy thu thập lại',
  'archive-digest-mismatch':
    'Nội dung lưu trữ đã bị thay đổi sau khi thu thập (không khớp mã băm ghi kèm); không dùng làm bằng chứng, hãy thu thập lại',
  'archive-page-not-readable': 'Không đọc được trang lưu trữ này: {reason}',
  'archive-record-damaged':
    'Bản ghi lưu trữ tại byte {byte} không đọc được: {reason}; phần còn lại vẫn được đọc',
  'archive-more-damage':
    'Còn {count} chỗ hỏng khác trong kho lưu trữ; hãy kiểm tra lại cách tệp được sao chép',
  'archive-body-undecodable':
    'Nội dung lưu trữ của trang này không giải nén được nên không kiểm tra được; hãy thu thập lại',
  'archive-record-too-large': 'Trang lưu trữ lớn hơn {limit} byte nên không đọc',
  'archive-revisit-unresolved':
    'Bản ghi trỏ đến một lần thu thập không có trong kho; hãy thêm tệp WARC chứa lần đó',
  'archive-index-rebuilt': 'Chỉ mục của bản chụp thiếu hoặc hỏng; đã đọc thẳng các tệp lưu trữ',
  'archive-tail-dropped': 'Bỏ qua {bytes} byte cuối ghi dở của tệp lưu trữ',
  'archive-description-missing':
    'Tệp crawl.json thiếu hoặc hỏng; địa chỉ bắt đầu được lấy từ các tệp lưu trữ',
  'archive-older-run':
    'Lần thu thập cuối không đọc được trang bắt đầu; báo cáo dùng lần thu thập ngày {date}. Hãy thu thập lại khi cổng trả lời',
  'archive-other-starts':
    'Thư mục {location} đang giữ lần thu thập {starts}; hãy chọn thư mục khác cho {given}',
  'archive-locked':
    'Kho {location} đang được tiến trình {pid} trên máy {host} ghi; hãy đợi tiến trình đó xong. Nếu không có lần thu thập nào đang chạy, hãy xóa {lock}',
  'archive-lock-unreadable':
    'Kho {location} bị khóa bởi tệp {lock} không ghi rõ tiến trình nào. Nếu không có lần thu thập nào đang chạy, hãy xóa tệp đó',
  'archive-lock-lost':
    'Tiến trình khác đã giành quyền ghi kho {location}; hãy chạy lại khi tiến trình đó xong',
  'crawl-delay-long': 'Cổng yêu cầu chờ {seconds} giây giữa hai lần tải; việc thu thập sẽ lâu',
  'crawl-interrupted': 'Việc thu thập bị dừng khi còn {waiting} trang; chạy lại với --resume để tiếp tục',
  'stopped-by-hand':
    'Đã dừng theo yêu cầu: báo cáo chỉ gồm những trang đã đọc. Chạy lại với --resume để đọc tiếp',
  'page-budget-exhausted': 'Hết giới hạn số trang khi còn {waiting} trang chưa tải; hãy tăng --max-pages',
  'depth-budget-exhausted':
    '{count} liên kết nằm sâu hơn giới hạn nên không theo; hãy tăng --max-depth nếu cần',
  'host-given-up': 'Ngừng tải máy chủ này sau {failures} lần lỗi liên tiếp ({status})',
  'host-asks-to-wait':
    'Máy chủ yêu cầu chờ lâu rồi mới tải tiếp nên không tải nữa; chạy lại sau với --resume và --rate thấp hơn',
  'list-not-turned':
    'Danh sách còn trang sau hoặc nút “Xem thêm” nhưng không có địa chỉ để theo nên có thể thiếu thủ tục; --browser có thể lật được. Nếu không, hãy thêm địa chỉ khác của danh sách, khai API của cổng trong tệp --portal, hoặc kiểm tra từ tệp xuất dữ liệu',
  'list-not-turned-to-end':
    'Trình duyệt chưa lật được danh sách đến hết: bấm nút không thấy gì thêm, trang lật ra thiếu dữ liệu nó cần, hoặc đã đến giới hạn, nên có thể thiếu thủ tục. Hãy thêm địa chỉ khác của danh sách, khai API của cổng trong tệp --portal, hoặc kiểm tra từ tệp xuất dữ liệu',
  'list-incomplete': 'Danh sách ghi có {total} thủ tục nhưng chỉ cho xem {listed}',
  'robots-ignored': 'robots.txt không được áp dụng, theo lựa chọn --no-robots',
  'tls-not-checked': 'Chứng thư máy chủ không được kiểm tra, theo lựa chọn --insecure',
  'same-page-everywhere': 'Mọi địa chỉ đều trả về cùng một trang; có thể cổng chặn truy cập tự động',
  'sitemap-unreadable': 'Không đọc được sơ đồ trang ({status})',
  'start-not-read': 'Không đọc được trang bắt đầu ({status}). {fix}',
  'start-not-web-address': '“{address}” không phải địa chỉ http(s)',
  'trap-long-address': 'Bỏ qua {count} địa chỉ dài bất thường',
  'trap-repeating-path': 'Bỏ qua {count} địa chỉ có đường dẫn lặp lại',
  'trap-calendar': 'Bỏ qua {count} trang lịch kéo dài vô tận',
  'trap-facet': 'Bỏ qua {count} trang chỉ khác nhau ở bộ lọc',
  'crawl-option-malformed': 'Giá trị {value} của {option} không hợp lệ; cần một số không âm',
  'address-pattern-malformed': 'Mẫu địa chỉ “{pattern}” không hợp lệ',
  'proxy-malformed': 'Địa chỉ proxy lấy từ {from} không hợp lệ',
  'browser-missing': 'Cần {missing} để dùng --browser nhưng không tìm thấy; hãy cài hoặc chỉ rõ: {install}',
  'browser-failed': 'Trình duyệt {path} không khởi động được: {reason}',
  'browser-host-left-out':
    'Trang cần tài nguyên từ máy chủ {host} nằm ngoài phạm vi nên không tải; nếu trang vì thế mà trống, hãy thêm --include',
  'portal-unknown':
    'Không có họ cổng "{portal}"; có: {known}. Tệp mô tả cổng được gọi bằng đường dẫn (có dấu / hoặc kết thúc bằng .json)',
  'portal-not-found': 'Không tìm thấy tệp mô tả cổng {file}; hãy kiểm tra đường dẫn sau --portal',
  'portal-not-readable': 'Không đọc được tệp mô tả cổng {file} ({reason})',
  'portal-invalid': 'Tệp mô tả cổng {file} sai tại {place}: {reason}',

  'why.one-format-on-stdout':
    'tối đa một định dạng ra màn hình; các định dạng khác ghi ra tệp (dạng=ĐƯỜNG_DẪN)',
  'why.archive-script-shell': 'trang chỉ là khung, nội dung do JavaScript nạp sau',
  'why.archive-challenge': 'đây là trang chống truy cập tự động',
  'why.archive-cut-off': 'tệp bị cắt giữa chừng',
  'why.archive-compression': 'phần nén bị hỏng',
  'why.archive-not-a-record': 'không phải một bản ghi WARC',
  'why.archive-header': 'phần đầu bản ghi sai',
  'why.archive-length': 'độ dài ghi trong bản ghi không đúng',
  'why.archive-checksum': 'mã kiểm tra không khớp',
  'why.archive-other-record': 'vị trí này chứa một bản ghi khác',
};
