import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const { matchLabel } = loadVocabulary();

async function fieldsOf(html: string): Promise<Record<string, string>> {
  const { records } = await readPage({ html, url: 'https://mo.example.vn/thu-tuc/7' }, matchLabel);
  return Object.fromEntries(
    records.flatMap(({ values }) =>
      values.map(({ label, parents, text, unread }) => [
        matchLabel(label, parents),
        unread ? '(unread)' : text,
      ]),
    ),
  );
}

const row = (label: string, value: string) => `<tr><th>${label}</th><td>${value}</td></tr>`;
const table = (...rows: string[]) =>
  `<h1>Gõ mõ đình làng</h1><table>${row('Trình tự thực hiện', 'Nộp, chờ, nhận.')}${row('Thời hạn giải quyết', '02 ngày')}${rows.join('')}</table>`;

describe('labels with something beside their words', () => {
  it.each([
    'Đối tượng thực hiện <i class="material-icons">help_outline</i>',
    '<mat-icon>group</mat-icon> Đối tượng thực hiện',
    'Đối tượng thực hiện <span class="tooltip">?<span class="tooltiptext">Ai được làm</span></span>',
    'Đối tượng thực hiện<span class="sr-only">Bấm để mở rộng</span>',
    'Đối tượng thực hiện <span class="badge">2</span>',
    'Đối tượng thực hiện <button>Sao chép</button>',
    '<span class="stt">▸</span> 1. Đối tượng thực hiện',
    'Đối tượng thực hiện / Applicants',
    'Đối tượng thực hiện<br><em>Applicants</em>',
    '<span class="num">5</span><span>Đối tượng thực hiện</span>',
    '<span>V.</span><i class="fa"></i> Đối tượng thực hiện',
    '<img src="/dt.png" alt="Đối tượng thực hiện">',
  ])('are the labels they are: %s', async (label) => {
    expect((await fieldsOf(table(row(label, 'Tổ chức')))).audience).toBe('Tổ chức');
  });

  it('are none where more Vietnamese stands beside them', async () => {
    const fields = await fieldsOf(table(row('Đối tượng thực hiện <em>được miễn lệ phí</em>', 'Trẻ em')));
    expect(fields.audience).toBeUndefined();
  });
});

describe('labels that end in a bracket', () => {
  const SHAPES: readonly (readonly [string, (label: string, value: string) => string])[] = [
    ['blocks', (label, value) => `<div><div class="l">${label}</div><div class="v">${value}</div></div>`],
    ['paragraphs', (label, value) => `<div><p class="l">${label}</p><div>${value}</div></div>`],
    [
      'cards',
      (label, value) =>
        `<div class="card"><div class="card-header">${label}</div><div class="card-body">${value}</div></div>`,
    ],
    ['details', (label, value) => `<details><summary>${label}</summary><div>${value}</div></details>`],
    ['columns', (label, value) => `<div class="row"><div>${label}</div><div>${value}</div></div>`],
    ['list', (label, value) => `<ul class="g"><li><span>${label}</span> <span>${value}</span></li></ul>`],
  ];

  it.each(SHAPES)('do not take the value for their end: %s', async (_, shape) => {
    const rows = [
      ['Trình tự thực hiện (Process)', 'Nộp, chờ, nhận.'],
      ['Thời hạn giải quyết (ngày làm việc)', '10'],
      ['Kết quả thực hiện (bản điện tử)', 'Giấy phép'],
      ['Yêu cầu, điều kiện (nếu có)', 'Không'],
      ['Lệ phí (VNĐ)', '100.000'],
      ['Căn cứ pháp lý', 'Luật Mõ'],
    ] as const;
    const fields = await fieldsOf(
      `<h1>Gõ mõ</h1>${rows.map(([label, value]) => shape(label, value)).join('')}`,
    );
    expect(fields).toMatchObject({
      steps: 'Nộp, chờ, nhận.',
      timeLimits: '10',
      result: 'Giấy phép',
      conditions: 'Không',
      lePhi: '100.000',
      legalBasis: 'Luật Mõ',
    });
  });

  it('are told from a value in brackets', async () => {
    const [[, shape]] = SHAPES as readonly [(typeof SHAPES)[number]];
    const rows = [
      ['Trình tự thực hiện', 'Nộp, chờ, nhận.'],
      ['Thời hạn giải quyết', '(10 ngày)'],
      ['Căn cứ pháp lý', 'Luật Mõ'],
      ['Kết quả thực hiện', 'Giấy phép'],
    ] as const;
    const fields = await fieldsOf(
      `<h1>Gõ mõ</h1>${rows.map(([label, value]) => shape(label, value)).join('')}`,
    );
    expect(fields).toMatchObject({ timeLimits: '(10 ngày)', legalBasis: 'Luật Mõ' });
  });

  it('may go on behind it', async () => {
    const fields = await fieldsOf(
      table(row('Thời hạn (tối đa) giải quyết', '3 ngày'), row('Lệ phí', 'Không')),
    );
    expect(fields).toMatchObject({ lePhi: 'Không' });
    expect(matchLabel('Thời hạn (tối đa) giải quyết')).toBe('timeLimits');
  });
});

describe('values that are no text', () => {
  it('may stand in a list to choose from: a person should look', async () => {
    const choose = '<select><option>-- Chọn --</option><option>Xã Mõ</option></select>';
    expect((await fieldsOf(table(row('Lệ phí', 'Không'), row('Cơ quan thực hiện', choose)))).units).toBe(
      '(unread)',
    );
  });

  it('lose the codes of a content system', async () => {
    const fields = await fieldsOf(
      table(row('Lệ phí', '[vc_column_text el_class="x"]<p>Không</p>[/vc_column_text]')),
    );
    expect(fields.lePhi).toBe('Không');
  });
});

it('takes no page for a procedure where a dossier is filled in', async () => {
  const html = `<h1>Nộp hồ sơ trực tuyến</h1><p>Thủ tục: Gõ mõ</p><h3>Thành phần hồ sơ</h3><p>Đơn <input type="file"></p>
    <h3>Trình tự thực hiện</h3><p>Điền, ký, gửi.</p><h3>Thời hạn giải quyết</h3><p>2 ngày</p>`;
  expect(await fieldsOf(html)).toEqual({});
});

it('joins tabs with their panels though the open one names none', async () => {
  const tab = (id: string, text: string) => `<div role="tab" aria-controls="${id}">${text}</div>`;
  const panel = (id: string, text: string) => `<div role="tabpanel" id="${id}"><p>${text}</p></div>`;
  const fields = await fieldsOf(
    `<h1>Gõ mõ</h1><div role="tablist"><div role="tab">Chung</div>${tab('a', 'Trình tự thực hiện')}${tab('b', 'Thời hạn giải quyết')}${tab('c', 'Căn cứ pháp lý')}</div>
    ${panel('a', 'Nộp, chờ, nhận.')}${panel('b', '2 ngày')}${panel('c', 'Nghị định 1/2020/NĐ-CP')}`,
  );
  expect(fields).toMatchObject({ steps: 'Nộp, chờ, nhận.', timeLimits: '2 ngày' });
});

it('reads a level in a badge beside its label', async () => {
  const item = (label: string, value: string) =>
    `<li><label>${label}</label><span class="badge">${value}</span></li>`;
  const fields = await fieldsOf(
    `<h1>Gõ mõ</h1><ul>${item('Mức độ cung cấp', 'Dịch vụ công trực tuyến toàn trình')}${item('Mã thủ tục', '9.000001')}</ul><h3>Trình tự thực hiện</h3><p>Nộp, chờ, nhận.</p><h3>Thời hạn giải quyết</h3><p>2 ngày</p>`,
  );
  expect(fields).toMatchObject({ declaredLevel: 'Dịch vụ công trực tuyến toàn trình' });
});

it('takes an accordion whose parts are empty for no strip of tabs', async () => {
  const part = (id: string, label: string, text: string) =>
    `<div class="phan"><div role="button" data-toggle="collapse" href="#${id}">${label}</div><div id="${id}" class="panel-collapse"><div>${text}</div></div></div>`;
  const fields = await fieldsOf(
    `<h1>Gõ mõ</h1><div role="tablist">${part('a', 'Mã thủ tục', '9.000001')}${part('b', 'Trình tự thực hiện', 'Nộp, chờ, nhận.')}${part('t', 'Thời hạn giải quyết', '2 ngày')}${part('c', 'Phí', '')}${part('d', 'Lệ phí', '')}</div>`,
  );
  expect(fields).toMatchObject({ code: '9.000001', steps: 'Nộp, chờ, nhận.', phi: '' });
});

describe('tabs', () => {
  const sections = [
    ['Thông tin chung', '<p>Mã thủ tục: 9.000001</p>'],
    ['Trình tự thực hiện', '<p>Nộp, chờ, nhận.</p>'],
    ['Thời hạn giải quyết', '2 ngày'],
    ['Căn cứ pháp lý', '<p>Luật Mõ</p>'],
  ] as const;
  const tabs = (tab: (index: number) => string, pane: (index: number) => string, strip = 'class="tabs"') =>
    `<h1>Gõ mõ</h1><div><ul ${strip}>${sections.map(([label], index) => `<li ${tab(index)}>${label}</li>`).join('')}</ul></div>
    <div class="panes">${sections.map(([, text], index) => `<div ${pane(index)}>${text}</div>`).join('')}</div>`;

  it.each([
    [
      'panels that name their tabs',
      tabs(
        (index) => `role="tab" id="t${index}"`,
        (index) => `role="tabpanel" aria-labelledby="t${index}"`,
      ),
    ],
    [
      'an attribute of the template',
      tabs(
        (index) => `class="tab-link" data-tab="p${index}"`,
        (index) => `id="p${index}" class="tab-content"`,
      ),
    ],
    [
      'a link and an attribute that say the same',
      tabs(
        (index) => `aria-controls="p${index}" data-target="#p${index}"`,
        (index) => `id="p${index}"`,
      ),
    ],
    [
      'their place',
      tabs(
        () => 'role="tab"',
        () => 'class="tab-pane"',
      ),
    ],
  ])('are joined with their panels by %s', async (_, html) => {
    expect(await fieldsOf(html)).toMatchObject({
      code: '9.000001',
      steps: 'Nộp, chờ, nhận.',
      timeLimits: '2 ngày',
      legalBasis: 'Luật Mõ',
    });
  });

  it('leave unread what stands in panels nobody can find', async () => {
    const html = tabs(
      () => 'role="tab"',
      () => '',
    ).replace(
      '9.000001</p>',
      '9.000001</p><p>Lệ phí: Không</p><p>Cơ quan thực hiện: Xã Mõ</p><p>Số lượng hồ sơ: 1 bộ</p><p>Kết quả thực hiện: Mõ</p>',
    );
    expect(await fieldsOf(html)).toMatchObject({ units: 'Xã Mõ', steps: '(unread)', legalBasis: '(unread)' });
  });
});

describe('several labels in one line', () => {
  const rest = '<p><b>Trình tự thực hiện:</b> Nộp, chờ, nhận.</p><p><b>Thời hạn giải quyết:</b> 2 ngày</p>';

  it.each([
    '<p>Mã TTHC: <b>9.000001</b> - Lĩnh vực: <em>Mõ và trống</em> - Dịch vụ công <b>Mức độ 4</b></p>',
    '<div class="s"><span>Mã TTHC: 9.000001</span> | <span>Lĩnh vực: Mõ và trống</span> | <span>Mức độ DVC: Mức độ 4</span></div>',
    '<p><span>Mã TTHC: 9.000001 | Lĩnh vực: Mõ và trống | Mức độ DVC: Mức độ 4</span></p>',
  ])('are told apart: %s', async (line) => {
    const fields = await fieldsOf(`<h1>Gõ mõ</h1>${line}${rest}`);
    expect(fields.code).toBe('9.000001');
    expect(fields.field).toBe('Mõ và trống');
    expect(fields.declaredLevel).toMatch(/Mức độ 4$/);
  });
});
