import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const { matchLabel } = loadVocabulary();

/** Field → its text, "" where its place is empty. */
async function fieldsOf(body: string): Promise<Record<string, string>> {
  const html = `<html><body><h1>Mượn trống làng</h1>${body}</body></html>`;
  const { records } = await readPage({ html, url: 'https://trong.example.vn/1' }, matchLabel);
  return Object.fromEntries(
    records.flatMap(({ values }) =>
      values.map(({ label, parents, text, unread }) => [
        matchLabel(label, parents),
        unread ? '(unread)' : text,
      ]),
    ),
  );
}

type Row = readonly [label: string, value: string];
const ROWS: readonly Row[] = [
  ['Mã thủ tục', '9.000001'],
  ['Trình tự thực hiện', 'Nộp đơn, chờ, nhận trống.'],
  ['Thời hạn giải quyết', ''],
  ['Đối tượng thực hiện', 'Người làng'],
  ['Cơ quan thực hiện', 'Phòng Trống'],
  ['Lệ phí', 'Không'],
];
const SHAPES: readonly (readonly [string, (rows: readonly Row[]) => string])[] = [
  ['lines', (rows) => rows.map(([label, value]) => `<div class="d">${label}: ${value}</div>`).join('')],
  [
    'lines with bold values',
    (rows) => rows.map(([label, value]) => `<div class="d">${label}: <b>${value}</b></div>`).join(''),
  ],
  ['points', (rows) => `<ul>${rows.map(([label, value]) => `<li>${label}: ${value}</li>`).join('')}</ul>`],
  [
    'points in paragraphs',
    (rows) =>
      `<ol>${rows.map(([label, value]) => `<li><p><b>${label}:</b></p>${value && `<p>${value}</p>`}</li>`).join('')}</ol>`,
  ],
  [
    'points with lists',
    (rows) =>
      `<ul>${rows.map(([label, value]) => `<li>${label}${value && `<ul><li>${value}</li></ul>`}</li>`).join('')}</ul>`,
  ],
  [
    'cells',
    (rows) =>
      `<table>${rows.map(([label, value]) => `<tr><td><b>${label}:</b> ${value}</td></tr>`).join('')}</table>`,
  ],
  [
    'sets of fields',
    (rows) => rows.map(([label, value]) => `<fieldset><legend>${label}</legend>${value}</fieldset>`).join(''),
  ],
  [
    'sections',
    (rows) => rows.map(([label, value]) => `<section><h2>${label}</h2>${value}</section>`).join(''),
  ],
  [
    'blocks',
    (rows) =>
      rows
        .map(
          ([label, value]) =>
            `<div class="d"><div class="n">${label}</div>${value && `<div>${value}</div>`}</div>`,
        )
        .join(''),
  ],
];

describe('a row that holds its label alone', () => {
  it.each(SHAPES)('is empty where its sisters hold their values: %s', async (_, shape) => {
    const fields = await fieldsOf(shape(ROWS));
    expect(fields).toMatchObject({ timeLimits: '', audience: 'Người làng', units: 'Phòng Trống' });
  });

  it.each(SHAPES)('is followed by its parts where they are points below it: %s', async (_, shape) => {
    const rows: Row[] = [...ROWS.slice(3), ['Thành phần hồ sơ', ''], ['a) Số lượng hồ sơ', '01 bộ trống']];
    expect((await fieldsOf(shape([...ROWS.slice(0, 2), ...rows]))).documents).toContain('01 bộ trống');
  });

  it('has its value below it where labels and values take turns', async () => {
    const fields = await fieldsOf(
      `<div>Trình tự thực hiện</div><div>Thời hạn: hỏi ông Trống.</div><div>Đối tượng thực hiện</div><div>Người làng</div>
       <div>Thành phần hồ sơ</div><div>Đơn mượn trống</div><div>Lệ phí</div><div>Không</div>`,
    );
    expect(fields.steps).toBe('Thời hạn: hỏi ông Trống.');
  });
});

describe('a line of a section that begins like a label', () => {
  const rest =
    '<p><b>Mã thủ tục:</b> 9.000001</p><p><b>Cơ quan thực hiện:</b></p><p>Phòng Trống</p><p><b>Thời hạn giải quyết:</b></p><p>2 ngày</p><p><b>Mẫu đơn, tờ khai:</b></p><p>Không</p>';

  it.each([
    '1. Nộp hồ sơ: Người làng mang đơn đến đình.',
    'Cơ quan thực hiện: ông giữ trống và các vị bô lão.',
    'Thời hạn giải quyết: xem giấy hẹn.',
  ])('is text where the page marks its labels: %s', async (line) => {
    const fields = await fieldsOf(`<p><b>Trình tự thực hiện:</b></p><p>${line}</p>${rest}`);
    expect(fields.steps).toContain(line);
    expect(fields.units).toBe('Phòng Trống');
    expect(fields.onlineSubmission).toBeUndefined();
  });

  it('is a label where the page has that label nowhere else; then nobody knows what the section says', async () => {
    const fields = await fieldsOf(
      `<p><b>Trình tự thực hiện:</b></p><p>Yêu cầu: đủ mười tám tuổi.</p>${rest}`,
    );
    expect(fields).toMatchObject({ steps: '(unread)', conditions: 'đủ mười tám tuổi.' });
  });

  it('is a label where no label is marked', async () => {
    const fields = await fieldsOf(
      '<p>Mã thủ tục: 9.000009</p><p>Trình tự thực hiện:</p><p>Thời hạn giải quyết: 2 ngày</p><p>Lệ phí: Không</p><p>Nộp hồ sơ trực tuyến: Có</p>',
    );
    expect(fields).toMatchObject({ steps: '', timeLimits: '2 ngày', onlineSubmission: 'Có' });
  });

  it('is text in a block of its own', async () => {
    const rows: Row[] = [
      [
        'Trình tự thực hiện',
        '<p>Cơ quan thực hiện: ông từ.</p><p>Kết quả: có trống.</p><p>Lệ phí: tùy tâm.</p>',
      ],
      ...ROWS.slice(3),
      ['Kết quả', 'Trống'],
    ];
    const fields = await fieldsOf(
      `<ul>${rows.map(([label, value]) => `<li><b>${label}</b>: <div>${value}</div></li>`).join('')}</ul>`,
    );
    expect(fields.steps).toContain('ông từ');
    expect(fields.units).toBe('Phòng Trống');
  });
});

describe('lines in an element that only gives a look to them', () => {
  const lines =
    '<b>Mã thủ tục:</b> 9.000001<br><b>Trình tự thực hiện:</b><br>Bước 1: mang đơn đến đình.<br>Bước 2: chờ.<br><b>Thời hạn giải quyết:</b> 2 ngày<br><b>Cơ quan thực hiện:</b> Phòng Trống';

  it.each([
    ['font', `<font face="Arial">${lines}</font>`],
    ['span', `<p><span style="font-size:14px">${lines}</span></p>`],
    ['bold', `<b>${lines.replace(/<\/?b>/g, '')}</b>`],
    ['one in another', `<td><font size="2"><span>${lines}</span></font></td>`],
  ])('are read like lines: %s', async (_, body) => {
    expect(await fieldsOf(`<div>${body}</div>`)).toMatchObject({
      steps: 'Bước 1: mang đơn đến đình.\nBước 2: chờ.',
      timeLimits: '2 ngày',
      units: 'Phòng Trống',
    });
  });
});

describe('a value that is the word of a label', () => {
  const rows = (result: string, documents: string) =>
    [
      ['Mã thủ tục', '9.000001'],
      ['Thời hạn giải quyết', '2 ngày'],
      ['Cơ quan thực hiện', 'Phòng Trống'],
      ['Kết quả thực hiện', result],
      ['Thành phần hồ sơ', documents],
      ['Trình tự thực hiện', 'Nộp đơn, chờ, nhận trống.'],
    ]
      .map(
        ([label, value]) =>
          `<div class="row"><div class="col-3">${label}</div><div class="col-9">${value}</div></div>`,
      )
      .join('');

  it('is the value where its sisters have theirs', async () => {
    expect(await fieldsOf(rows('Quyết định', 'Tờ khai'))).toMatchObject({
      result: 'Quyết định',
      documents: 'Tờ khai',
      steps: 'Nộp đơn, chờ, nhận trống.',
    });
  });
});

it.each([
  ['a colon', '<td>:</td>'],
  ['nothing', '<td width="5"></td>'],
  ['a picture that is always the same', '<td><img src="trong.gif"></td>'],
])('a cell between label and value is no value: %s', async (_, between) => {
  const table = [
    ['Mã thủ tục', '9.000001'],
    ['Trình tự thực hiện', 'Nộp đơn'],
    ['Thời hạn giải quyết', '2 ngày'],
    ['Kết quả thực hiện', 'Trống'],
  ]
    .map(([label, value]) => `<tr><td>${label}</td>${between}<td>${value}</td></tr>`)
    .join('');
  expect(await fieldsOf(`<table>${table}</table>`)).toMatchObject({ timeLimits: '2 ngày', result: 'Trống' });
});

it('labels side by side have their values in the row below', async () => {
  const band = (cells: readonly (readonly [string, string])[]) =>
    `<tr>${cells.map(([label]) => `<td><b>${label}</b></td>`).join('')}</tr><tr>${cells.map(([, value]) => `<td>${value}</td>`).join('')}</tr>`;
  const first = band([
    ['Mã thủ tục', '9.000001'],
    ['Tên thủ tục', 'Mượn trống'],
    ['Cơ quan thực hiện', 'Phòng Trống'],
  ]);
  const second = band([
    ['Trình tự thực hiện', 'Nộp đơn, nhận trống'],
    ['Thời hạn giải quyết', ''],
    ['Kết quả thực hiện', 'Trống'],
  ]);
  const expected = { code: '9.000001', units: 'Phòng Trống', timeLimits: '', result: 'Trống' };
  expect(await fieldsOf(`<table>${first}${second}</table>`)).toMatchObject(expected);
  expect(await fieldsOf(`<table>${first}</table><table>${second}</table>`)).toMatchObject(expected);
});
