import { describe, expect, it } from 'vitest';
import { normalise } from '../../services/normalise.js';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const vocabulary = loadVocabulary();
const HEADING = '<h1>Cấp phép gõ trống</h1>';
const ROWS = ['Mã thủ tục|9.100007', 'Trình tự thực hiện|Gõ ba hồi', 'Thời hạn giải quyết|2 ngày']
  .map((row) => `<tr><td>${row.replace('|', '</td><td>')}</td></tr>`)
  .join('');
const TABLE = `<table>${ROWS}</table>`;

async function draftsOf(body: string) {
  const url = 'https://trong.example.vn/tt/9';
  const { records } = await readPage({ html: `<body>${body}</body>`, url }, vocabulary.matchLabel);
  return records.map((record) => normalise(record, vocabulary));
}

async function draftOf(body: string) {
  const [draft] = await draftsOf(body);
  if (draft === undefined) throw new Error('no record');
  return draft;
}

describe('the announcing decision', () => {
  const REMARK = '(Ban hành kèm theo Quyết định số 123/QĐ-UBND ngày 01/02/2023 của Chủ tịch UBND tỉnh)';
  const h2 = (above: string, below: string) =>
    `<div>${HEADING}${above}<h2>Trình tự thực hiện</h2><p>Gõ</p><h2>Thành phần hồ sơ</h2><p>Đơn</p><h2>Căn cứ pháp lý</h2><p>Luật số 12/2020/QH14</p>${below}</div>`;

  it.each([
    ['below the title', `<div>${HEADING}<p><i>${REMARK}</i></p>${TABLE}</div>`],
    ['in the title', `<div><h1>Cấp phép gõ trống<br><small>${REMARK}</small></h1>${TABLE}</div>`],
    ['in a heading', h2(`<h2>${REMARK}</h2>`, '')],
    [
      'in the caption of the table',
      `<div>${HEADING}${TABLE.replace('>', `><caption>${REMARK}</caption>`)}</div>`,
    ],
    [
      'in a row of its own',
      `<div>${HEADING}<table>${ROWS}<tr><td colspan="2">${REMARK}</td></tr></table></div>`,
    ],
    ['in a note below', `<div>${HEADING}${TABLE}<p>Ghi chú: ${REMARK}</p></div>`],
    ['below the content', `${h2('', '')}<div class="note">${REMARK}</div>`],
    [
      'in a remark of the steps',
      `<div>${HEADING}${TABLE.replace('ba hồi', 'ba hồi<br>Thủ tục công bố tại Quyết định số 123/QĐ-UBND')}</div>`,
    ],
  ])('is read %s', async (_, body) => {
    const { values, evidence, shown } = await draftOf(body);
    expect(values.name).toBe('Cấp phép gõ trống');
    expect(values.announcingDecision?.number).toBe('123/QĐ-UBND');
    expect(values.announcingDecision).not.toHaveProperty('likely');
    expect(evidence.announcingDecision?.[0]?.derived).toBe(true);
    // Pages without the remark lack no place of theirs.
    expect(shown).not.toContain('announcingDecision');
  });

  it.each([
    ['a line only gives its number', `<div>${HEADING}<p>Quyết định số 123/QĐ-UBND</p>${TABLE}</div>`],
    ['the note is the end of the last section', h2('', `<p>${REMARK}</p>`)],
  ])('is likely where %s', async (_, body) => {
    expect((await draftOf(body)).values.announcingDecision).toMatchObject({
      number: '123/QĐ-UBND',
      likely: true,
    });
  });

  it('is not the decision of a form, a law, a step or a repeal', async () => {
    for (const body of [
      `<div>${HEADING}${TABLE}<h3>Biểu mẫu</h3><p>Mẫu số 1</p><p>${REMARK}</p></div>`,
      `<div>${HEADING}<p>Ban hành kèm theo Quyết định số 39/2014/QĐ-TTg</p>${TABLE}</div>`,
      `<div>${HEADING}${TABLE.replace('ba hồi', 'theo Quyết định số 123/QĐ-UBND')}</div>`,
      `<div>${HEADING}<p>Thay thế thủ tục công bố tại Quyết định số 123/QĐ-UBND</p>${TABLE}</div>`,
      `<div>${HEADING}${TABLE}</div><footer><p>${REMARK}</p></footer>`,
    ])
      expect((await draftOf(body)).values.announcingDecision).toBeUndefined();
  });

  it('stands behind one under a label', async () => {
    const row = '<tr><td>Số quyết định</td><td>7/QĐ-BTP</td></tr>';
    const { values, shown } = await draftOf(
      `<div>${HEADING}<p>${REMARK}</p><table>${ROWS}${row}</table></div>`,
    );
    expect(values.announcingDecision).toEqual({ text: '7/QĐ-BTP', number: '7/QĐ-BTP' });
    expect(shown).toContain('announcingDecision');
  });

  it('above several procedures is that of each', async () => {
    const part = (name: string) =>
      `<div class="one"><h3>${name}</h3><h4>Trình tự thực hiện</h4><p>${name}</p><h4>Thành phần hồ sơ</h4><p>Đơn</p><h4>Thời hạn giải quyết</h4><p>1 ngày</p></div>`;
    const drafts = await draftsOf(`<div><p>${REMARK}</p>${part('Mở cửa mẫu')}${part('Đóng cửa mẫu')}</div>`);
    expect(drafts.map(({ values }) => values.announcingDecision?.number)).toEqual([
      '123/QĐ-UBND',
      '123/QĐ-UBND',
    ]);
  });
});
