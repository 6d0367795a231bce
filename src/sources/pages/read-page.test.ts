import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const { matchLabel } = loadVocabulary();

async function read(html: string, url = 'https://thu.example.vn/thu-tuc/1') {
  const reading = await readPage({ html, url }, matchLabel);
  const values = new Map(reading.records[0]?.values.map((value) => [value.label, value]));
  return {
    ...reading,
    values,
    text: (label: string) => values.get(label)?.text,
    layout: reading.records[0]?.layout,
  };
}

const row = (label: string, value: string) =>
  `<div class="info-row"><div class="key">${label}:</div><div class="val">${value}</div></div>`;
const detail = (rows: string, before = '', after = '') =>
  `<body><div class="menu"><a href="/nop">Nộp hồ sơ</a></div><div class="content">${before}<h1>Cấp phép gõ trống</h1>${rows}${after}</div><footer><a href="/nop">Nộp hồ sơ trực tuyến</a></footer></body>`;
const base =
  row('Mã thủ tục', '9.1') + row('Trình tự thực hiện', 'Gõ ba tiếng') + row('Thời hạn giải quyết', '1 ngày');

describe('the record’s own actions', () => {
  it('are not those of menu and footer', async () => {
    const { values } = await read(detail(base));
    expect([...values.keys()]).toEqual([
      'Tên thủ tục',
      'Mã thủ tục',
      'Trình tự thực hiện',
      'Thời hạn giải quyết',
    ]);
  });

  it('are found above, below and inside a section', async () => {
    for (const html of [
      detail(base, '<p><a class="btn" href="/nop?ma=9.1">Nộp hồ sơ</a></p>'),
      detail(base, '', '<div><a class="btn" href="/nop?ma=9.1">Nộp hồ sơ</a></div>'),
      detail(base + row('Cách thức thực hiện', 'Trực tuyến <a href="/nop?ma=9.1">Nộp hồ sơ</a>')),
    ]) {
      const { values } = await read(html);
      expect(values.get('Nộp hồ sơ')?.links).toEqual([
        { text: 'Nộp hồ sơ', url: 'https://thu.example.vn/nop?ma=9.1' },
      ]);
    }
  });

  it('end the section above them', async () => {
    const html =
      '<div class="c"><h1>Cấp phép gõ mõ</h1><h2>Trình tự thực hiện</h2><p>Gõ</p><h2>Đối tượng thực hiện</h2><p>Sư</p><h2>Cơ quan thực hiện</h2><p>Chùa</p><p><a href="/nop/1">Nộp trực tuyến</a></p></div>';
    const { text, values } = await read(html);
    expect(text('Cơ quan thực hiện')).toBe('Chùa');
    expect(values.get('Nộp trực tuyến')?.links).toHaveLength(1);
  });
});

describe('levels', () => {
  it.each([
    ['<span class="badge">DVC mức độ 4</span>', 'DVC mức độ 4'],
    ['<span>Dịch vụ công trực tuyến một phần</span>', 'Dịch vụ công trực tuyến một phần'],
    ['<img src="m.png" title="Toàn trình">', 'Toàn trình'],
    ['<i class="icon muc-do-3"></i>', 'Mức độ 3'],
    ['<div>Mức độ: 2</div>', 'Mức độ: 2'],
  ])('%s', async (badge, text) => {
    const { values } = await read(detail(base, badge));
    expect(values.get('Mức độ')?.text).toBe(text);
  });

  it('are not read from a legend, a filter or a text', async () => {
    const legend = '<span>Mức độ 1</span><span>Mức độ 2</span><span>Mức độ 3</span>';
    expect((await read(detail(base, legend))).values.has('Mức độ')).toBe(false);
    const steps = row('Cách thức thực hiện', 'Tài khoản định danh mức độ 2');
    expect((await read(detail(base + steps))).values.has('Mức độ')).toBe(false);
    expect(
      (await read(detail(base, '<select><option>Toàn trình</option></select>'))).values.has('Mức độ'),
    ).toBe(false);
  });
});

describe('labels inside a section', () => {
  it('do not cut it', async () => {
    const steps = '<p>Chuẩn bị</p><p><b>Thành phần hồ sơ:</b></p><p>nộp đủ</p><div>Lệ phí: xem dưới</div>';
    const { text } = await read(
      `<div><h1>Cấp phép X</h1><h3>Trình tự thực hiện</h3>${steps}<h3>Thành phần hồ sơ</h3><p>Đơn</p><h3>Lệ phí</h3><p>Không</p></div>`,
    );
    expect(text('Trình tự thực hiện')).toBe('Chuẩn bị\nThành phần hồ sơ:\nnộp đủ\nLệ phí: xem dưới');
    expect(text('Thành phần hồ sơ')).toBe('Đơn');
    expect(text('Lệ phí')).toBe('Không');
  });

  it('do not count when they are only part of a text', async () => {
    const { values } = await read(
      detail(base + row('Kết quả thực hiện', '<p>Lệ phí cấp phép đã nộp</p><p><b>Hồ sơ</b> được trả</p>')),
    );
    expect(values.get('Kết quả thực hiện')?.text).toBe('Lệ phí cấp phép đã nộp\nHồ sơ được trả');
    expect(values.has('Lệ phí')).toBe(false);
  });

  it('make the title of a group a title', async () => {
    const { values, text } = await read(
      `<div class="main"><h2>Thủ tục hành chính</h2><div class="box"><h1>Cấp phép gõ chiêng</h1>${base}</div></div>`,
    );
    expect(text('Tên thủ tục')).toBe('Cấp phép gõ chiêng');
    expect(values.has('Thủ tục hành chính')).toBe(false);
  });
});

describe('the layout', () => {
  it('is one for pages of one template, whichever labels they carry', async () => {
    const first = await read(detail(base));
    const second = await read(
      detail(row('Cơ quan thực hiện', 'Sở') + base + row('Lệ phí', '') + row('Kết quả', 'Giấy')),
      'https://thu.example.vn/thu-tuc/2',
    );
    const third = await read(
      detail(
        row('Mã thủ tục', '9.3') + row('Lĩnh vực', 'Trống') + row('Thành phần hồ sơ', 'Đơn'),
        '<p>Tin</p>',
      ),
      'https://thu.example.vn/thu-tuc/3',
    );
    expect(second.layout).toBe(first.layout);
    expect(third.layout).toBe(first.layout);
  });

  it('is another for another site and another template', async () => {
    const here = await read(detail(base));
    const there = await read(detail(base), 'https://khac.example.vn/thu-tuc/1');
    const other = await read(
      '<div class="content"><h1>A B</h1><table><tr><td>Mã thủ tục</td><td>1</td></tr><tr><td>Trình tự thực hiện</td><td>2</td></tr><tr><td>Kết quả</td><td>3</td></tr></table></div>',
    );
    expect(new Set([here.layout, there.layout, other.layout]).size).toBe(3);
  });
});

describe('forms handed out by a script', () => {
  it.each([
    'Mẫu số 2: Đơn gõ <input type="image" name="x$1" title="Tải xuống" src="t.png">',
    'Mẫu số 2: Đơn gõ <a href="#" class="tai" data-id="7">Tải về</a>',
    'Mẫu số 2: Đơn gõ <a id="l1" href="javascript:void(0)"><img src="t.png" alt="Tải về"></a>',
  ])('%s', async (html) => {
    const { values } = await read(detail(base + row('Biểu mẫu', html)));
    expect(values.get('Biểu mẫu')?.links).toEqual([{ text: 'Mẫu số 2: Đơn gõ', script: true }]);
  });

  it('are none where a link leads nowhere', async () => {
    const { values } = await read(
      detail(base + row('Biểu mẫu', 'Đơn gõ <a title="Tải xuống" href="#"><img src="t.png"></a>')),
    );
    expect(values.get('Biểu mẫu')?.links).toBeUndefined();
  });
});

describe('links of a value', () => {
  it.each([
    ['<a href="a b.doc">Mẫu 1</a>', { text: 'Mẫu 1', url: 'https://thu.example.vn/thu-tuc/a%20b.doc' }],
    ['<a href="//cdn.example.vn/m.pdf">Mẫu 1</a>', { text: 'Mẫu 1', url: 'https://cdn.example.vn/m.pdf' }],
    [
      '<a href="javascript:void(0)" onclick="downloadMaudon(\'7\')">Mẫu 1</a>',
      { text: 'Mẫu 1', script: true },
    ],
    [
      '<a href="#" onclick="window.open(\'/f/1.doc\')">Mẫu 1</a>',
      { text: 'Mẫu 1', url: 'https://thu.example.vn/f/1.doc' },
    ],
    ['<a href="#" onclick="window.open(\'/f/\' + id)">Mẫu 1</a>', { text: 'Mẫu 1', script: true }],
    ['Mẫu 1: <a href="/1.doc">(Tải về)</a>', { text: 'Mẫu 1', url: 'https://thu.example.vn/1.doc' }],
    [
      '<table><tr><td>Mẫu 1</td><td><a href="/1.doc"><img alt=""></a></td></tr></table>',
      { text: 'Mẫu 1', url: 'https://thu.example.vn/1.doc' },
    ],
    ['<a href="/dl?fileId=">Mẫu 1</a>', { text: 'Mẫu 1' }],
  ])('%s', async (html, link) => {
    const { values } = await read(detail(base + row('Biểu mẫu', html)));
    expect(values.get('Biểu mẫu')?.links).toEqual([link]);
  });

  it.each(['<a href="/download_file.jsp?ma="></a>', '<a href="#c">Mở</a>', '<a name="x">Mẫu</a>'])(
    'none in %s',
    async (html) => {
      const { values } = await read(detail(base + row('Biểu mẫu', html)));
      expect(values.get('Biểu mẫu')?.links).toBeUndefined();
    },
  );
});

describe('a dialogue that repeats the page', () => {
  it('adds what the page leaves empty and erases nothing', async () => {
    const modal = `<div class="modal" style="display:none">${row('Mã thủ tục', '')}${row('Trình tự thực hiện', 'Gõ ba tiếng')}${row('Lệ phí', 'Không')}</div>`;
    const { values, text, records } = await read(detail(base + row('Lệ phí', ''), '', modal));
    expect(text('Mã thủ tục')).toBe('9.1');
    expect(text('Lệ phí')).toBe('Không');
    expect(records[0]?.values).toHaveLength(values.size);
  });
});

describe('what is not seen', () => {
  it('is not read', async () => {
    const hidden =
      '<!-- Lệ phí: 5 --><template><p>Lệ phí: 6</p></template><noscript>Lệ phí: 7</noscript><script>"<p>Lệ phí: 8</p>"</script>';
    const { values } = await read(detail(base + hidden));
    expect(values.has('Lệ phí')).toBe(false);
  });
});

describe('what stands around a record', () => {
  const sections =
    '<h2>Trình tự thực hiện</h2><p>Gõ</p><h2>Thành phần hồ sơ</h2><p>Đơn</p><h2>Kết quả thực hiện</h2><p>Giấy</p>';

  it('may be the way to the page', async () => {
    const html = `<div id="wrapper"><div class="main-col"><div class="breadcrumb"><a href="/tthc">Thủ tục hành chính</a></div><div class="r">${sections}</div><div class="nut"><a href="/nop/1">Nộp hồ sơ</a></div></div><div class="sidebar"><a href="/nop">Nộp hồ sơ trực tuyến</a></div></div>`;
    const { values, kind } = await read(html);
    expect(kind).toBe('procedure');
    expect(values.get('Nộp hồ sơ')?.links).toHaveLength(1);
    expect(values.has('Nộp hồ sơ trực tuyến')).toBe(false);
  });

  it('may look like the record itself', async () => {
    const html = `<div><a href="/">Trang chủ cổng</a><a href="/tthc/ds">Thủ tục hành chính</a></div><div><a href="/tthc">Bộ thủ tục hành chính</a>${sections}<p>Cơ quan thực hiện: Xã</p><h2>Căn cứ pháp lý</h2><p>Luật</p><h2>Yêu cầu, điều kiện</h2><p>Không</p></div><div><a href="/muc-4">Dịch vụ công mức 4</a></div>`;
    expect((await read(html)).kind).toBe('procedure');
  });

  it('may be a dialogue, which ends the last section', async () => {
    const modal =
      '<div class="modal" role="dialog">' +
      base +
      row('Kết quả thực hiện', '') +
      row('Lệ phí', '') +
      row('Thành phần hồ sơ', '') +
      '</div>';
    const { text } = await read(`<h1>Cấp phép gõ mõ</h1>${sections}${modal}`);
    expect(text('Kết quả thực hiện')).toBe('Giấy');
  });

  it('may be dialogues in a block of their own, however little they say', async () => {
    const modal = `<div class="modal">${row('Kết quả thực hiện', '')}</div>`;
    const { text } = await read(`<h1>Cấp phép gõ mõ</h1>${sections}<div>${modal}${modal}</div>`);
    expect(text('Kết quả thực hiện')).toBe('Giấy');
  });

  it('may be the way to the page, told by its purpose', async () => {
    const html = `<div class="cot"><nav aria-label="breadcrumb"><a href="/tthc">Thủ tục</a></nav><div class="r">${sections}</div><p><a class="btn" href="/nop/1">Nộp hồ sơ</a></p></div>`;
    expect((await read(html)).values.get('Nộp hồ sơ')?.links).toHaveLength(1);
  });

  it('may be no more than a link to a text', async () => {
    const html = `<div class="row"><div><a href="/tthc">Bộ thủ tục hành chính</a>${sections}<h2>Căn cứ pháp lý</h2><p>Luật</p></div><div><a href="/tin/7">Ra mắt bộ mõ mới</a></div></div>`;
    expect((await read(html)).kind).toBe('procedure');
  });

  it.each([
    [
      'buttons',
      '<nav><div class="nav nav-tabs" role="tablist">',
      '</div></nav>',
      (id: string, label: string) => `<button data-bs-toggle="tab" data-bs-target="#${id}">${label}</button>`,
    ],
    [
      'links of a list that is called a menu',
      '<ul class="nav">',
      '</ul>',
      (id: string, label: string) =>
        `<li class="nav-item"><a data-toggle="tab" href="#${id}">${label}</a></li>`,
    ],
  ])('may be tabs that are %s', async (_, start, end, tab) => {
    const strip = `${tab('a', 'Trình tự thực hiện')}${tab('b', 'Thành phần hồ sơ')}${tab('c', 'Căn cứ pháp lý')}`;
    const html = `<h1>Cấp phép gõ mõ</h1>${start}${strip}${end}<div id="a">Gõ</div><div id="b">Đơn</div><div id="c">Luật</div>`;
    const { text } = await read(html);
    expect([text('Trình tự thực hiện'), text('Thành phần hồ sơ'), text('Căn cứ pháp lý')]).toEqual([
      'Gõ',
      'Đơn',
      'Luật',
    ]);
  });

  it('may be a strip of tabs', async () => {
    const tab = (id: string, label: string) =>
      `<li class="nav-item"><a class="nav-link" data-toggle="tab" href="#${id}">${label}</a></li>`;
    const html = `<h1>Cấp phép gõ mõ</h1><ul class="nav nav-tabs">${tab('a', 'Trình tự thực hiện')}${tab('b', 'Thành phần hồ sơ')}${tab('c', 'Căn cứ pháp lý')}</ul><div class="tab-content"><div id="a">Gõ</div><div id="b">Đơn</div><div id="c">Luật</div></div>`;
    const { text } = await read(html);
    expect([text('Trình tự thực hiện'), text('Thành phần hồ sơ'), text('Căn cứ pháp lý')]).toEqual([
      'Gõ',
      'Đơn',
      'Luật',
    ]);
  });
});
