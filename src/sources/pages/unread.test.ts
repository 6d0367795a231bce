import { describe, expect, it } from 'vitest';
import { normalise } from '../../services/normalise.js';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const vocabulary = loadVocabulary();

const row = (label: string, value: string) => `<tr><td><b>${label}</b></td><td>${value}</td></tr>`;

async function draftOf(steps: string, after = '') {
  const html = `<h1>Cấp phép đo tiếng vang</h1><table>${[
    row('Mã thủ tục', '9.000001'),
    row('Trình tự thực hiện', steps),
    row('Thành phần hồ sơ', '- Đơn xin đo'),
    row('Thời hạn giải quyết', '2 ngày'),
  ].join('')}</table>${after}`;
  const { records } = await readPage({ html, url: 'https://thu.example.vn/1' }, vocabulary.matchLabel);
  const [record] = records;
  if (record === undefined) throw new Error('no procedure');
  return normalise(record, vocabulary);
}

describe('a place without text', () => {
  it.each([
    ['a picture of the text', '<img src="/buoc.png">'],
    ['a frame', '<iframe src="/buoc.html"></iframe>'],
    ['a document shown in place', '<object data="/buoc.pdf"><p>Không xem được</p></object>'],
    ['a file behind an icon', '<a href="/buoc.pdf"><i class="fa fa-file"></i></a>'],
    ['a file behind words that only point at it', '<a href="/buoc.pdf">Xem tệp đính kèm</a>'],
    ['a file with a name', '<a href="/buoc.pdf">Quy trình đo.pdf</a>'],
    [
      'words that send to a file, and its name',
      'Trình tự thực hiện: chi tiết tại file kèm theo <a href="/b.pdf">b_01.pdf</a>',
    ],
    ['a sign of loading', '<div class="lazy"><i class="fa fa-spinner"></i></div>'],
    ['words of loading', 'Đang tải dữ liệu…'],
    ['an address to load from', '<div data-url="/buoc/1"></div>'],
    ['a place that a framework fills', '<div v-html="steps"></div>'],
  ])('is not empty: %s', async (_, steps) => {
    const { values, blank } = await draftOf(steps);
    expect(values.steps).toBeNull();
    expect(values.unread).toEqual(['steps']);
    expect(blank).not.toContain('steps');
  });

  it('is not empty where a script names it', async () => {
    const place = '<div id="buoc"></div>';
    const script = '<script>$("#buoc").load("/buoc/1")</script>';
    expect((await draftOf(place, script)).values.unread).toEqual(['steps']);
    expect((await draftOf(place)).values.unread).toBeUndefined();
    expect(
      (await draftOf(place, '<script>$("#khac").load("/buoc/1")</script>')).values.unread,
    ).toBeUndefined();
  });

  it('is empty where nothing stands in it', async () => {
    for (const steps of ['', '&nbsp;', '<p></p>', '<br>', '--', 'Đang cập nhật']) {
      const { values } = await draftOf(steps);
      expect(values.steps).toBeNull();
      expect(values.unread).toBeUndefined();
    }
  });

  it('says what its text says, whatever stands beside it', async () => {
    const { values } = await draftOf('<p>Nộp đơn rồi đo</p><img src="/buoc.png"><iframe src="/x"></iframe>');
    expect(values.steps?.text).toBe('Nộp đơn rồi đo');
    expect(values.unread).toBeUndefined();
  });
});

describe('papers in a file', () => {
  const documentsOf = async (papers: string) => {
    const rows = [
      row('Mã thủ tục', '9.000001'),
      row('Trình tự thực hiện', 'Đo'),
      row('Thành phần hồ sơ', papers),
    ];
    const html = `<h1>Cấp phép đo tiếng vang</h1><table>${rows.join('')}${row('Thời hạn giải quyết', '2 ngày')}</table>`;
    const { records } = await readPage({ html, url: 'https://thu.example.vn/1' }, vocabulary.matchLabel);
    const [record] = records;
    if (record === undefined) throw new Error('no procedure');
    return normalise(record, vocabulary).values;
  };

  it('are not read, and neither is their number', async () => {
    for (const papers of [
      'Xem file đính kèm <a href="/tp.pdf">Tải về</a>',
      '<a href="/tp.pdf">Thành phần hồ sơ</a>',
    ]) {
      const { documents, forms, unread } = await documentsOf(papers);
      expect(documents).toBeNull();
      expect(forms).toBeUndefined();
      expect(unread).toEqual(['documents', 'dossierSets']);
    }
  });

  it('are read where the file is one of them', async () => {
    const { documents, forms } = await documentsOf('<a href="/don.doc">Đơn xin đo.doc</a>');
    expect(documents?.items).toHaveLength(1);
    expect(forms?.items).toHaveLength(1);
  });
});
