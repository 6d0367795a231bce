import type { Handler } from './test-server.js';
import { html, notFound } from './test-server.js';

/** A made-up portal whose pages are one shell; a script asks an interface of the same server for everything. */

export interface Procedure {
  readonly code: string;
  readonly name: string;
  readonly limit: string;
  readonly agency: string;
}

export const PROCEDURES: readonly Procedure[] = [
  { code: '1.001111', name: 'Cấp giấy phép xây lò gạch', limit: '15 ngày làm việc', agency: 'Sở Xây dựng' },
  {
    code: '1.002222',
    name: 'Đăng ký nuôi ong lấy mật',
    limit: '07 ngày làm việc',
    agency: 'Chi cục Chăn nuôi',
  },
  { code: '2.003333', name: 'Xác nhận bến đò ngang', limit: '03 ngày', agency: 'Ủy ban nhân dân cấp xã' },
];

export const SHELL = `<!doctype html><html><head><title>Cổng dịch vụ công</title><link rel="stylesheet" href="/app.css">
<script src="/app.js" defer></script></head><body><div id="app"></div></body></html>`;

const APP = `
const app = document.getElementById('app');
const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const post = (path, body) => fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  .then((answer) => answer.json());
async function show() {
  const id = /^\\/tthc\\/(\\d+)$/.exec(location.pathname)?.[1];
  if (location.pathname === '/') {
    const { rows } = await fetch('/api/danh-sach?trang=1&_=' + Date.now() + '&r=' + Math.random()).then((answer) => answer.json());
    app.innerHTML = '<h1>Thủ tục hành chính</h1><ul>' + rows.map((row) =>
      '<li><a href="/tthc/' + row.id + '">' + escape(row.name) + '</a></li>').join('') +
      '</ul><img src="/anh.png"><p>' + 'Danh sách thủ tục của tỉnh. '.repeat(20) + '</p>';
    return;
  }
  if (id === undefined) { app.innerHTML = '<h1>Không tìm thấy trang</h1>'; return; }
  const [one, more] = await Promise.all([
    fetch('/api/thu-tuc/' + id).then((answer) => answer.json()),
    post('/api/chi-tiet', { id: Number(id), luc: Date.now() }),
  ]);
  app.innerHTML = '<h1>' + escape(one.name) + '</h1><table>' + Object.entries({
    'Mã thủ tục': one.code, 'Tên thủ tục': one.name, 'Thời hạn giải quyết': more.limit,
    'Cơ quan thực hiện': more.agency, 'Trình tự thực hiện': 'Nộp hồ sơ, nhận giấy hẹn, nhận kết quả.',
    'Cách thức thực hiện': 'Nộp trực tiếp hoặc trực tuyến', 'Đối tượng thực hiện': 'Công dân',
  }).map(([label, text]) => '<tr><td>' + label + '</td><td>' + escape(text) + '</td></tr>').join('') + '</table>';
}
show();
`;

/** @param robots text of robots.txt */
export function spa(robots = ''): Handler {
  return (request, response) => {
    const { pathname } = new URL(request.path, 'http://x/');
    const json = (value: unknown) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (pathname === '/robots.txt')
      return void response.writeHead(200, { 'content-type': 'text/plain' }).end(robots);
    if (pathname === '/app.js')
      return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(APP);
    if (pathname === '/api/danh-sach')
      return json({ rows: PROCEDURES.map(({ name }, id) => ({ id, name })) });
    if (pathname === '/api/chi-tiet') {
      const body: unknown = JSON.parse(request.body);
      const id = typeof body === 'object' && body !== null && 'id' in body ? Number(body.id) : -1;
      return json(PROCEDURES[id]);
    }
    const one = PROCEDURES[Number(/^\/api\/thu-tuc\/(\d+)$/.exec(pathname)?.[1] ?? '-1')];
    if (one !== undefined) return json({ code: one.code, name: one.name });
    if (pathname.startsWith('/api/') || pathname.includes('.')) return notFound(response);
    html(response, SHELL);
  };
}
