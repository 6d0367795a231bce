/**
 * What the program has to say about its input: one sentence each – what, where, what to do. `{at}` is the place inside the source;
 * a sentence without it gets the place put in front.
 */
export const problems = {
  'unknown-columns':
    'Không nhận ra các cột, mục: {labels}; nếu cột, mục nào cần dùng, hãy khai trong mục columns của tệp cấu hình',
  'column-always-empty':
    'Mục “{field}” trống ở toàn bộ {count} bản ghi, nên không tính là thiếu; có thể bản xuất không chứa dữ liệu này',
  'section-always-empty':
    'Mục “{field}” đọc ra trống ở cả {count} trang cùng bố cục, nên không tính là thiếu; có thể công cụ chưa đọc được mục này, hãy xem một trang',
  'shared-submission-link':
    '{count} dịch vụ cùng dùng một liên kết nộp hồ sơ {url}, nên liên kết này chưa chứng minh được việc nộp trực tuyến của từng dịch vụ',
  'duplicate-code': '“{code}” xuất hiện {count} lần với cùng tên; được gộp thành một dịch vụ',
  'code-several-names':
    'Mã {code} có nhiều tên khác nhau; được giữ thành các dịch vụ riêng, hãy kiểm tra lại mã',
  'sources-disagree':
    'Các nguồn không khớp ở {code}, mục {field}: dùng “{first}” của nguồn đứng trước, bỏ “{second}”',
  'level-several':
    'Mức độ của {code} ghi nhiều mức: “{text}”; không lấy mức nào làm mức tự công bố, hãy ghi rõ ở nguồn',
  'parts-not-told-apart':
    'Trang có {count} phần không phân biệt được với thủ tục khác trên cùng trang vì không có tên hoặc trùng tên; hãy ghi tên hoặc mã riêng cho từng thủ tục',
  'pages-disagree':
    'Nguồn này ghi {code} hai cách khác nhau ở mục {field}: dùng “{first}”, bỏ “{second}”; hãy sửa ở nguồn',
  'disagreements-more': 'Còn {count} chỗ không khớp khác giữa các nguồn',
  'code-suffix': 'Mã “{raw}” có phần đuôi của cơ quan; được đọc là {code}',
  'code-padded': 'Mã “{raw}” bị bảng tính cắt số 0 ở cuối; được đọc là {code}',
  'record-without-identity':
    'Bản ghi không có mã và tên thủ tục nên không kiểm tra được; hãy bổ sung một trong hai',
  'record-without-content':
    '{count} bản ghi có mọi mục nội dung để trống; có thể bước trích xuất đã hỏng, hãy đối chiếu với trang gốc',
  'not-a-procedure': 'Bản ghi không mô tả một thủ tục hành chính nên được bỏ qua',
  'no-level-declared':
    '{count} dịch vụ không ghi mức độ trực tuyến; hãy thêm nguồn có ghi mức nếu cần đối chiếu với khai báo',
  'partial-audit': 'Lần kiểm tra dừng giữa chừng; kết quả chỉ tính {count} dịch vụ đã đọc',
  'unit-name-long': 'Tên đơn vị dài bất thường: “{name}”; hãy xem lại cột đơn vị hoặc khai dấu phân cách',

  'nothing-to-audit': 'Không tìm thấy dịch vụ nào để kiểm tra trong {location}; hãy xem lại nguồn',
  'nothing-more': '… và {count} lý do khác',
  'source-not-found': 'Không tìm thấy nguồn {location}; hãy kiểm tra đường dẫn hoặc địa chỉ',
  'config-not-found': 'Không tìm thấy tệp cấu hình {file}; hãy kiểm tra đường dẫn sau --config',
  'config-not-readable': 'Không đọc được tệp cấu hình {file}: {reason}; hãy kiểm tra quyền đọc',
  'units-not-found': 'Không tìm thấy tệp đơn vị {file}; hãy kiểm tra đường dẫn (--units hoặc mục units)',
  'units-not-readable': 'Không đọc được tệp đơn vị {file}: {reason}; hãy kiểm tra quyền đọc',
  'report-not-found': 'Không tìm thấy báo cáo {file}; hãy kiểm tra đường dẫn',
  'config-invalid': 'Tệp cấu hình {file} sai tại {place}: {reason}',
  'units-invalid': 'Tệp đơn vị {file} sai tại {place}: {reason}',
  'option-invalid': 'Giá trị “{value}” của {option} không hợp lệ; cần {expected}',
  'file-system-refuses': 'Không dùng được {place}: {reason}',
  'why.disk-full': 'ổ đĩa đã đầy; hãy giải phóng chỗ trống rồi chạy lại (với --resume nếu đang thu thập)',
  'why.read-only': 'ổ đĩa chỉ cho phép đọc',
  'why.no-permission': 'không có quyền truy cập',
  'why.not-a-folder': 'tại đó là một tệp, không phải thư mục',
  'why.is-a-folder': 'tại đó là một thư mục, không phải tệp',
  'why.too-many-files': 'quá nhiều tệp đang mở',
  'why.disk-error': 'ổ đĩa báo lỗi đọc ghi',
  'output-not-writable': 'Không ghi được tệp {file}: {reason}; hãy kiểm tra thư mục và quyền ghi',
  'service-not-in-report': 'Báo cáo không có dịch vụ mã {code}; {hint}',
  'report-invalid': '{file} không phải báo cáo đọc được, sai tại {place}: {reason}',
  'report-version':
    '{file} là báo cáo phiên bản {version}, chương trình này đọc phiên bản {expectedVersion}; hãy lập lại báo cáo',
  'ruleset-invalid': 'Bộ quy tắc {file} sai tại {place}: {reason}',
  'ruleset-not-found': 'Không có bộ quy tắc “{id}”; các bộ hiện có: {known}',
  'fail-on-unknown': 'Giá trị “{value}” của --fail-on không hợp lệ; có thể dùng: {known}',

  'why.not-json': 'không phải JSON hợp lệ',
  'why.not-a-report': 'không có cấu trúc của một báo cáo',
  'why.cut-off': 'tệp bị cắt giữa chừng',
  'why.not-utf-8': 'không phải văn bản UTF-8',
  'why.too-large': 'báo cáo đã bị định dạng lại và quá lớn để đọc; hãy dùng tệp do chương trình ghi ra',
  'why.percent': 'một số từ 0 đến 100',
  'why.fail-on-none': 'dùng một mình, không kèm giá trị khác',
  'why.look-at-codes': 'hãy xem các mã trong mục services của báo cáo',
  'why.services-not-kept': 'báo cáo được lập với --detail units nên không lưu từng dịch vụ',
};
