import { type Handler, html, notFound, page } from './test-server.js';

/** A list of made-up procedures that a script shows a page at a time; the pages of the procedures are made by the server. */
export interface ScriptList {
  readonly rows: number;
  /** Rows a page. */
  readonly size?: number;
  /** Rows lead to the pages of their procedures; without, a row is all that is told of its procedure. */
  readonly linked?: boolean;
  /**
   * Source of the controls below the list, as a function of JavaScript of the number of the page shown and of that of the last. The script
   * has `go(number)` and `more()`, which adds the next page to those shown.
   */
  readonly controls: string;
  /** Further script of the page. */
  readonly script?: string;
  /** The server shows the first page itself: the page is no shell. */
  readonly made?: boolean;
  /** Answers the interface in its place where it returns true. */
  readonly api?: (number: number, response: Parameters<Handler>[1]) => boolean;
  /** Answers anything else. */
  readonly other?: Handler;
}

const WORDS = ['nuôi ong', 'xây lò gạch', 'mở bến đò', 'thả diều', 'hội làng', 'trồng rừng', 'nuôi cá lồng'];

export function procedureName(id: number): string {
  return `Cấp giấy phép ${WORDS[id % WORDS.length]} số ${id}`;
}

export function procedureCode(id: number): string {
  return `1.00${1000 + id}`;
}

export function scriptList(list: ScriptList): Handler {
  const {
    rows,
    size = 3,
    linked = true,
    controls,
    script = '',
    made = false,
    api,
    other = notFoundHere,
  } = list;
  const last = Math.ceil(rows / size);
  const pageOf = (number: number) =>
    Array.from({ length: rows }, (_, id) => id).slice((number - 1) * size, number * size);
  const rowOf = (id: number) => {
    const name = procedureName(id);
    const told = linked ? `<a href="/tthc/${id}">${name}</a>` : name;
    return `<tr><td>${procedureCode(id)}</td><td>${told}</td><td>${id % 2 === 0 ? 'Toàn trình' : 'Một phần'}</td></tr>`;
  };
  const app = `
    const shown = document.getElementById('rows'), below = document.getElementById('controls');
    const controls = ${controls};
    let number = 1;
    const show = () => { below.innerHTML = controls(number, ${last}); };
    const load = (n) => fetch('/api/ds?trang=' + n).then((answer) => { if (!answer.ok) throw answer; return answer.text(); });
    const go = (n) => load(n).then((html) => { number = n; shown.innerHTML = html; show(); }, () => 0);
    const more = () => load(number + 1).then((html) => { number++; shown.innerHTML += html; show(); }, () => 0);
    ${script}
    ${made ? 'show();' : 'go(1);'}`;
  const shell = (
    body: string,
    below: string,
  ) => `<!doctype html><html><head><title>Cổng dịch vụ công</title></head><body>
    <div id="app"><table><thead>${body === '' ? '' : HEADINGS}</thead><tbody id="rows">${body}</tbody></table><div id="controls">${below}</div></div>
    <script>${made ? '' : `document.querySelector('thead').innerHTML = '${HEADINGS}';`}${app}</script></body></html>`;
  const first = made ? pageOf(1).map(rowOf).join('') : '';
  // A page that its server has made has its controls in its source, too.
  const below = made ? String(new Function(`return (${controls})(1, ${last})`)()) : '';
  return (request, response) => {
    const url = new URL(request.path, 'http://x/');
    const id = /^\/tthc\/(\d+)$/.exec(url.pathname)?.[1];
    if (id !== undefined)
      return html(response, page(procedureName(Number(id)), [], procedureCode(Number(id))));
    if (url.pathname === '/' && request.method === 'GET') return html(response, shell(first, below));
    if (url.pathname !== '/api/ds') return other(request, response);
    const number = Number(url.searchParams.get('trang'));
    if (api?.(number, response) !== true) html(response, pageOf(number).map(rowOf).join(''));
  };
}

const HEADINGS = '<tr><th>Mã thủ tục</th><th>Tên thủ tục</th><th>Mức độ</th></tr>';

const notFoundHere: Handler = (_, response) => notFound(response);
