/** The texts of `--help` about portals, per language. */
import type { Lang } from '../i18n/messages.js';

const vi = {
  group: 'Tùy chọn cho cổng:',
  portal: 'họ cổng (vnpt-igate, national, …) hoặc tệp mô tả cổng (mặc định: tự nhận ra từng trang)',
  maxPages: 'số trang đọc nhiều nhất (mặc định: 5000)',
  maxDepth: 'số liên kết xa nhất tính từ địa chỉ bắt đầu (mặc định: 8)',
  maxRequests: 'số yêu cầu gửi nhiều nhất (mặc định: 50000)',
  rate: 'số yêu cầu mỗi giây tới một máy chủ, không vượt quá (mặc định: 2)',
  concurrency: 'số yêu cầu cùng lúc tới một máy chủ, không vượt quá (mặc định: 2)',
  timeout: 'số giây chờ trả lời (mặc định: 30)',
  include: 'mẫu địa chỉ của nơi khác cũng thuộc cổng (dùng được nhiều lần)',
  exclude: 'mẫu địa chỉ bỏ qua, kể cả dữ liệu JavaScript của trang gọi tới (dùng được nhiều lần)',
  contact: 'địa chỉ liên hệ ghi trong user agent, để đơn vị quản trị cổng biết hỏi ai',
  header: 'dòng tiêu đề gửi kèm, chỉ tới cổng được kiểm tra (dùng được nhiều lần)',
  cookie: 'cookie gửi kèm, chỉ tới cổng được kiểm tra (dùng được nhiều lần)',
  proxy: 'máy chủ trung gian (mặc định: biến môi trường HTTP_PROXY, HTTPS_PROXY, NO_PROXY)',
  ca: 'tệp chứng thư (PEM) tin cậy thêm',
  insecure: 'không kiểm tra chứng thư; báo cáo sẽ nói rõ điều này',
  noRobots: 'không đọc robots.txt (chỉ dùng cho cổng của chính mình)',
  resume: 'đi tiếp lần đọc trước bị dừng giữa chừng; nếu lần đó đã chạy hết thì hỏi lại những trang bị lỗi',
  browser:
    'chạy JavaScript của những trang trống, và lật những danh sách chỉ JavaScript lật được, bằng Chromium, Chrome hoặc Edge đã cài (cần playwright-core); kho lưu trữ giữ cả trang đã hiển thị',
  browserPath: 'tệp chạy của trình duyệt đó (mặc định: biến CHROME_PATH, rồi những nơi thường gặp)',
  snapshot: 'thư mục giữ mọi thứ đã tải về, là bằng chứng của lần kiểm tra (mặc định: dvctt-snapshot)',
  crawl: 'tải một cổng về thành kho lưu trữ (WARC) mà không kiểm tra',
  url: 'địa chỉ bắt đầu, http(s)://…',
  output: 'thư mục kho lưu trữ',
  done: 'Đã lưu vào {directory}. Kiểm tra bằng: dvctt-audit audit {quoted}',
  kept: 'Mọi thứ đã tải được giữ trong {directory}. Kiểm tra lại không cần mạng: dvctt-audit audit {quoted}',
  pages: 'Trang',
} as const;

type Help = { readonly [K in keyof typeof vi]: string };

const en: Help = {
  group: 'Options for portals:',
  portal: 'portal family (vnpt-igate, national, …) or portal file (default: told by the looks of each page)',
  maxPages: 'pages to read at most (default: 5000)',
  maxDepth: 'links away from the start at most (default: 8)',
  maxRequests: 'requests to send at most (default: 50000)',
  rate: 'requests per second and host, an upper bound (default: 2)',
  concurrency: 'requests in flight per host, an upper bound (default: 2)',
  timeout: 'seconds to wait for an answer (default: 30)',
  include: 'pattern of addresses elsewhere that belong to the portal (repeatable)',
  exclude: 'pattern of addresses to leave out, also of data that scripts ask for (repeatable)',
  contact: "address in the user agent, so that the portal's people know whom to ask",
  header: 'header line to send, to the audited portal only (repeatable)',
  cookie: 'cookie to send, to the audited portal only (repeatable)',
  proxy: 'proxy server (default: the variables HTTP_PROXY, HTTPS_PROXY, NO_PROXY)',
  ca: 'file of certificates (PEM) to trust as well',
  insecure: 'check no certificate; the report will say so',
  noRobots: 'do not read robots.txt (for a portal of your own only)',
  resume:
    'go on with a crawl that was stopped; of one that came to its end, ask again for the pages that failed',
  browser:
    'run the scripts of pages that are empty without them, and turn over lists that nothing else turns over, in an installed Chromium, Chrome or Edge (needs playwright-core); the archive keeps what they make of it',
  browserPath: 'executable of that browser (default: the variable CHROME_PATH, then the usual places)',
  snapshot: 'directory that keeps everything fetched, the evidence of the audit (default: dvctt-snapshot)',
  crawl: 'fetch a portal into a web archive (WARC) without auditing it',
  url: 'address to start from, http(s)://…',
  output: 'directory of the archive',
  done: 'Kept in {directory}. Audit it with: dvctt-audit audit {quoted}',
  kept: 'Everything fetched is kept in {directory}. Audit it again without the network: dvctt-audit audit {quoted}',
  pages: 'Pages',
};

export const PORTAL_HELP: Record<Lang, Help> = { vi, en };
