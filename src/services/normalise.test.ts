import { describe, expect, it } from 'vitest';
import type { LabelledValue } from './labelled.js';
import { normalise } from './normalise.js';
import { loadVocabulary } from './vocabulary.js';

const vocabulary = loadVocabulary();
type Fields = Readonly<Record<string, string | Partial<LabelledValue>>>;
const read = (fields: Fields, unitSeparator?: string) => {
  const values = Object.entries(fields).map(
    ([label, content]): LabelledValue => ({
      label,
      at: `cột ${label}`,
      text: '',
      ...(typeof content === 'string' ? { text: content } : content),
    }),
  );
  return normalise(
    { at: 'dòng 2', layout: 'a', values },
    vocabulary,
    unitSeparator === undefined ? {} : { unitSeparator },
  );
};

describe('identity and agencies', () => {
  it('reads code and name, and says how the code was mended', () => {
    const draft = read({ 'Mã TTHC': '1.00101', 'Tên TTHC': ' Cấp\nthẻ ', Lạ: 'x' });
    expect(draft).toMatchObject({
      values: { code: '1.001010', name: 'Cấp thẻ' },
      mended: 'padded',
      unknown: ['Lạ'],
    });
    expect(read({ 'Mã TTHC': '--', 'Tên TTHC': '--' }).values).toEqual({ code: null, name: null });
  });

  it('takes the competent agency where the executing one is empty', () => {
    expect(read({ 'Cơ quan thực hiện': 'Sở A', 'Cơ quan có thẩm quyền': 'UBND tỉnh' }).values.units).toEqual([
      'Sở A',
    ]);
    const stand = read({ 'Cơ quan thực hiện': '--', 'Cơ quan có thẩm quyền': 'UBND tỉnh' });
    expect(stand.values.units).toEqual(['UBND tỉnh']);
    expect(stand.evidence.units?.[0]?.derived).toBe(true);
    expect(read({ 'Cơ quan ban hành': 'Bộ A' }).values.units).toBeUndefined();
    expect(read({ 'Cơ quan thực hiện': 'Sở A, Sở B' }, ',').values.units).toEqual(['Sở A', 'Sở B']);
  });

  it('does not call a cell empty that holds running text', () => {
    const { values } = read({
      'Cơ quan thực hiện': 'tiến hành chụp bản chính và ghi vào sổ như sau: '.repeat(20),
    });
    expect(values.units).toHaveLength(1);
    expect(values.units?.[0]?.length).toBeLessThanOrEqual(120);
  });

  it('takes the highest of several marked levels', () => {
    expect(read({ 'Mức độ 3': 'x', 'Mức độ 4': 'x' }).values.declaredLevel).toMatchObject({ level: 4 });
    expect(read({ 'Toàn trình': '', 'Một phần': 'x' }).values.declaredLevel).toMatchObject({ level: 3 });
    expect(read({ 'Toàn trình': '', 'Một phần': '' }).values.declaredLevel).toBeNull();
  });
});

describe('the table of manners', () => {
  const HEAD = 'Hình thức nộpThời gianPhí, lệ phíMô tả';
  it('answers for time and fees', () => {
    const draft = read({
      'Cách thức thực hiện': `${HEAD}Trực tuyến5 Ngày làm việcMiễn phíTrực tiếp5 Ngày làm việc20.000 Đồng`,
    });
    expect(draft.values).toMatchObject({
      methods: { channels: ['online', 'inPerson'] },
      timeLimits: { limits: [{ amount: 5, unit: 'workingDay' }] },
      phi: { amounts: [{ amount: 20000, currency: 'VND' }] },
    });
    expect(draft.shown).toEqual(expect.arrayContaining(['methods', 'timeLimits', 'phi', 'lePhi']));
  });

  it('does not overrule a place of its own', () => {
    const draft = read({
      'Cách thức thực hiện': `${HEAD}Trực tiếp5 NgàyMiễn phí`,
      'Thời hạn': '3 ngày',
      'Lệ phí': '1.000 đồng',
    });
    expect(draft.values.timeLimits?.limits).toEqual([{ amount: 3, unit: 'day' }]);
    expect(draft.values.lePhi?.amounts).toEqual([{ amount: 1000, currency: 'VND' }]);
    expect(draft.values.phi).toMatchObject({ free: true });
  });

  it('explains a bare number by its remark, and keeps it where nothing does', () => {
    expect(
      read({ 'Cách thức': `${HEAD}Trực tiếp7Miễn phíTrong thời hạn 07 ngày` }).values.timeLimits?.limits,
    ).toEqual([{ amount: 7, unit: 'day' }]);
    expect(read({ 'Cách thức': `${HEAD}Trực tiếp7Miễn phí` }).values.timeLimits).toEqual({
      text: '7',
      limits: [],
    });
    expect(read({ 'Cách thức': `${HEAD}Trực tiếpKhông có thông tinMiễn phí` }).values.timeLimits).toBeNull();
  });

  it('does not trust digits that run from the time into the fee', () => {
    expect(read({ 'Cách thức': `${HEAD}Trực tiếp1100 VNĐ` }).values.phi).toMatchObject({
      contradictory: true,
    });
  });
});

describe('the dossier', () => {
  it('carries forms, counts and the forms it names', () => {
    const draft = read({
      'Thành phần hồ sơ': 'Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn theo mẫu số 02Mau02.doc1 bản chính',
    });
    expect(draft.values).toMatchObject({
      forms: { items: [{ name: 'Mau02.doc', file: 'Mau02.doc' }] },
      dossierSets: { perPaper: true },
      mentionedForms: ['mẫu số 02'],
    });
    expect(draft.shown).toEqual(expect.arrayContaining(['forms', 'dossierSets']));
  });

  it("does not overrule the forms' own place", () => {
    const dossier = 'Đơn.\nBiểu mẫu đính kèm:\n1.Đơn đề nghị Tải về';
    expect(read({ 'Biểu mẫu': 'Tờ khai A', 'Thành phần hồ sơ': dossier }).values.forms?.items).toEqual([
      { name: 'Tờ khai A' },
    ]);
    expect(read({ 'Biểu mẫu': '', 'Thành phần hồ sơ': dossier }).values.forms).toEqual({
      text: 'Đơn đề nghị',
      items: [{ name: 'Đơn đề nghị' }],
      unlinked: true,
    });
  });

  it('shows an empty place for forms where its table has one', () => {
    expect(
      read({ 'Thành phần hồ sơ': 'Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn1 bản chính' }).values.forms,
    ).toBeNull();
    expect(read({ 'Thành phần hồ sơ': '- Đơn' }).values.forms).toBeUndefined();
  });

  it('reads a real table', () => {
    const tables = [
      { headings: ['Tên giấy tờ', 'Số lượng'], rows: [[{ text: 'Đơn A' }, { text: '02 bản' }]] },
    ];
    expect(read({ 'Thành phần hồ sơ': { text: 'Đơn A 02 bản', tables } }).values.documents?.items).toEqual([
      { name: 'Đơn A', originals: 2, copies: 0 },
    ]);
  });

  it('shows an empty place for the number of papers where its table leaves it empty', () => {
    const table = (...headings: string[]) => [
      {
        headings,
        rows: [
          [{ text: 'Đơn A' }, { text: '' }],
          [{ text: 'Đơn B' }, { text: '' }],
        ],
      },
    ];
    const sets = (text: string, tables: ReturnType<typeof table>) =>
      read({ 'Thành phần hồ sơ': { text, tables } }).values.dossierSets;
    expect(sets('Đơn A\nĐơn B', table('Tên giấy tờ', 'Số lượng'))).toBeNull();
    expect(sets('Đơn A\nĐơn B', table('Tên giấy tờ', 'Mẫu đơn, tờ khai'))).toBeUndefined();
  });
});

it('takes the place that names a channel of giving back', () => {
  expect(
    read({ 'Nơi trả kết quả': 'Nhà văn hóa thôn', 'Hình thức trả kết quả': 'Trực tiếp' }).values
      .returningChannels,
  ).toEqual({ text: 'Trực tiếp', channels: ['inPerson'] });
});

describe('forms offered in the dossier', () => {
  const dossier = {
    text: '- Đơn đề nghị gõ trống (Mẫu số 03);\n- Bản sao thẻ.',
    links: [
      { text: '(Mẫu số 03)', url: '/tep/m03.doc' },
      { text: 'Nghị định số 10/2020/NĐ-CP', url: '/vb/10.doc' },
      { text: 'Chùa Làng', url: '/chua' },
    ],
  };
  it('stand in where their own place names none', () => {
    for (const own of ['Có', '', undefined]) {
      const fields = { 'Thành phần hồ sơ': dossier, ...(own === undefined ? {} : { 'Biểu mẫu': own }) };
      expect(read(fields).values.forms?.items).toEqual([
        { name: '(Mẫu số 03)', url: '/tep/m03.doc', file: 'm03.doc', extension: 'doc' },
      ]);
    }
  });

  it('give their file to the form that its own place only names', () => {
    expect(read({ 'Thành phần hồ sơ': dossier, 'Biểu mẫu': 'Mẫu số 03' }).values.forms?.items).toEqual([
      { name: 'Mẫu số 03', url: '/tep/m03.doc', file: 'm03.doc', extension: 'doc' },
    ]);
    expect(read({ 'Thành phần hồ sơ': dossier, 'Biểu mẫu': 'Mẫu số 4' }).values.forms?.items).toEqual([
      { name: 'Mẫu số 4' },
    ]);
  });
});

describe('free texts', () => {
  const steps =
    'Bước 1: Nộp hồ sơ trực tiếp.\nBước 2: Sở thẩm định trong thời hạn 05 ngày. Người nộp nộp lệ phí.\nBước 3: Trả kết quả qua bưu chính.';
  it('contradict an empty place, and never fill it', () => {
    const draft = read({ 'Trình tự thực hiện': steps, 'Thời hạn': '--', 'Lệ phí': '' });
    expect(draft.values).toMatchObject({
      timeLimits: null,
      lePhi: null,
      statedElsewhere: ['timeLimits', 'lePhi'],
    });
    expect(draft.evidence.timeLimits?.at(-1)).toMatchObject({ derived: true });
  });

  it('do not speak of a place that is filled or not there', () => {
    expect(
      read({ 'Trình tự thực hiện': steps, 'Thời hạn': '5 ngày' }).values.statedElsewhere,
    ).toBeUndefined();
    expect(read({ 'Trình tự thực hiện': steps }).values.statedElsewhere).toBeUndefined();
  });

  it("do not take the applicant's deadline for the authority's", () => {
    const late = 'Hồ sơ nộp sau 15 ngày kể từ ngày nhận thông báo sẽ bị trả lại.';
    expect(read({ 'Trình tự thực hiện': late, 'Thời hạn': '--' }).values.statedElsewhere).toBeUndefined();
  });

  it('tell how the result goes out, and how the dossier comes in where nothing else does', () => {
    expect(read({ 'Trình tự thực hiện': steps }).values).toMatchObject({
      returningChannels: { channels: ['post'] },
      receivingChannels: { channels: ['inPerson'] },
    });
    expect(
      read({ 'Trình tự thực hiện': steps, 'Cách thức': 'Trực tuyến' }).values.receivingChannels,
    ).toBeUndefined();
  });
});

describe('a record without content', () => {
  const empty = { 'Tên TTHC': 'A', 'Trình tự': '', 'Thời hạn': '', 'Kết quả': '', 'Căn cứ pháp lý': '' };
  it('has places and nothing in them', () => {
    expect(read(empty).withoutContent).toBe(true);
    expect(read({ ...empty, 'Thành phần hồ sơ': 'Biểu mẫu đính kèm:' }).withoutContent).toBe(true);
    expect(read({ ...empty, 'Yêu cầu': 'Nộp hồ sơ trực tuyến\nTrang chủ\nLiên hệ' }).withoutContent).toBe(
      true,
    );
  });

  it('is none with a word, a link, a placeholder, or too few places', () => {
    expect(read({ ...empty, 'Kết quả': 'Thẻ' }).withoutContent).toBeUndefined();
    expect(read({ ...empty, 'Kết quả': 'Không có thông tin' }).withoutContent).toBeUndefined();
    expect(
      read({ ...empty, 'Kết quả': { links: [{ text: 'Xem', url: '/a' }] } }).withoutContent,
    ).toBeUndefined();
    expect(
      read({ 'Tên TTHC': 'A', 'Trình tự': '', 'Thời hạn': '', 'Kết quả': '' }).withoutContent,
    ).toBeUndefined();
  });
});

it.each(['(', 'mẫu số ', '1 bản chính', 'Trực tiếp1 Ngày', 'trong thời hạn 5 ngày, '])(
  'comes back from megabytes of %j',
  (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const labels = [
      'Cách thức',
      'Thành phần hồ sơ',
      'Trình tự',
      'Cơ quan thực hiện',
      'Biểu mẫu',
      'Lệ phí',
      'Thời hạn',
      'Mã TTHC',
      'Mức độ',
      'Yêu cầu',
      'Kết quả',
      'Căn cứ pháp lý',
    ];
    expect(read(Object.fromEntries(labels.map((label) => [label, text]))).shown.length).toBeGreaterThan(10);
  },
);

describe('what a record says in another place than its own', () => {
  const draft = (values: Readonly<Record<string, string>>) =>
    normalise(
      {
        at: 'dòng 2',
        layout: 'a',
        values: Object.entries(values).map(([label, text]) => ({ label, at: label, text })),
      },
      loadVocabulary(),
    );

  it.each([
    ['- Đơn đề nghị.\n- Số lượng hồ sơ: 03 hồ sơ.', { sets: 3 }],
    ['- Giấy tờ của chủ xe;\n- 02 bản chà số máy', { perPaper: true }],
    ['- 01 bản chính Biên bản bàn giao', { perPaper: true }],
  ])('reads the number of dossiers in %j', (text, sets) => {
    expect(draft({ 'Thành phần hồ sơ': text }).values.dossierSets).toMatchObject(sets);
  });

  it.each([
    ['Thực hiện khai báo theo các trường thông tin trên Cổng dịch vụ công.', true],
    ['- Bản chính văn bản đề nghị thẩm định;\n- Bản chính hồ sơ thiết kế', true],
    ['- Văn bản đề nghị thẩm định;\n- Hồ sơ thiết kế', false],
    ['- Đơn đề nghị khai trên Cổng dịch vụ công;\n- Giấy tờ nhà đất', false],
  ])('leaves the number of dossiers of %j to a person: %s', (text, doubtful) => {
    const { dossierSets } = draft({ 'Thành phần hồ sơ': text }).values;
    expect(dossierSets !== undefined && dossierSets !== null && !('sets' in dossierSets)).toBe(doubtful);
  });

  it.each([
    ['a) Gồm:\n- Thẻ của thầy.\nb) Số lượng hồ sơ: Không quy định', { text: 'Không quy định' }],
    ['Thẻ của thầy\nSố bộ hồ sơ: Theo yêu cầu', { text: 'Theo yêu cầu' }],
    ['Thẻ của thầy\nSố bộ hồ sơ: Không có thông tin', null],
  ])('takes a label among the papers for the place of the number: %j', (text, sets) => {
    const { values, shown } = draft({ 'Thành phần hồ sơ': text });
    expect(values.dossierSets).toEqual(sets);
    expect(shown).toContain('dossierSets');
  });

  it('sees that no papers are asked for', () => {
    const { values } = draft({ 'Thành phần hồ sơ': '- Thành phần hồ sơ: Không. - Số lượng hồ sơ: Không.' });
    expect(values.documents).toMatchObject({ none: true, items: [] });
  });

  it('notes a number of sets that stands in the steps, and shows the sentence', () => {
    const { values, evidence } = draft({
      'Thành phần hồ sơ': '- Đơn đề nghị.',
      'Trình tự thực hiện': 'Bước 1: Chuẩn bị. Bước 2: Người dân gửi 01 bộ hồ sơ đến xã.',
    });
    expect(values.dossierSets).toBeUndefined();
    expect(values.statedElsewhere).toContain('dossierSets');
    expect(evidence.dossierSets?.[0]?.text).toBe('Bước 2: Người dân gửi 01 bộ hồ sơ đến xã.');
  });

  it.each([
    ['Quyết định số 15/QĐ-BTP ngày 02/01/2024 về việc công bố thủ tục hành chính mới ban hành', '15/QĐ-BTP'],
    ['Quyết định số 15/QĐ-BTP về việc công bố danh mục thủ tục hành chính không tiếp nhận tại xã', undefined],
    ['Quyết định số 15/QĐ-BTP phê duyệt quy trình', undefined],
  ])('takes the announcing decision out of the legal basis: %j', (text, number) => {
    expect(draft({ 'Căn cứ pháp lý': text }).values.announcingDecision?.number).toBe(number);
  });

  it('quotes the words that name a channel of giving back', () => {
    const { evidence, values } = draft({
      'Trình tự thực hiện': 'Bước 1: Nộp hồ sơ.\nBước 2: Người dân trực tiếp nhận giấy phép tại Công an xã.',
    });
    expect(values.returningChannels?.channels).toEqual(['inPerson']);
    expect(evidence.returningChannels?.[0]?.text).toBe(
      'Bước 2: Người dân trực tiếp nhận giấy phép tại Công an xã.',
    );
  });

  it('takes "chưa quy định" about a time for a text without a time', () => {
    expect(draft({ 'Thời hạn giải quyết': 'Chưa quy định cụ thể.' }).values.timeLimits).toMatchObject({
      limits: [],
    });
    expect(draft({ 'Thời hạn giải quyết': 'Không có thông tin' }).values.timeLimits).toBeNull();
  });
});

describe('labels among the manners of execution', () => {
  const table = (...cells: string[]) => ({
    text: cells.join(' '),
    tables: [
      {
        headings: ['Hình thức nộp', 'Nội dung'],
        rows: cells.map((text) => [{ text: 'Trực tiếp' }, { text }]),
      },
    ],
  });

  it('give the time limit and the fee, and make no place of them', () => {
    const { values, evidence, shown } = read({
      'Cách thức thực hiện': table(
        'Thời hạn: 5 ngày\nLệ phí : 20.000 đồng',
        'Thời hạn: 3 ngày\nLệ phí: Không',
      ),
    });
    expect(values.timeLimits?.limits.map(({ amount }) => amount)).toEqual([5, 3]);
    expect(values.lePhi).toMatchObject({ amounts: [{ amount: 20_000 }] });
    expect(values.phi).toBeUndefined();
    expect(evidence.timeLimits?.[0]?.derived).toBe(true);
    expect(shown).toEqual(['methods']);
  });

  it('stand behind the places of their own, and fill them where they are empty', () => {
    const methods = table('Thời hạn: 5 ngày. Phí: nộp tại quầy');
    expect(
      read({ 'Cách thức thực hiện': methods, 'Thời hạn giải quyết': '7 ngày' }).values.timeLimits?.text,
    ).toBe('7 ngày');
    const { timeLimits, phi } = read({
      'Cách thức thực hiện': methods,
      'Thời hạn giải quyết': '',
      Phí: '',
    }).values;
    expect(timeLimits?.text).toBe('5 ngày');
    expect(phi).toBeNull();
  });
});

describe('texts that look like something of the site', () => {
  it('leave a section unread, not empty, where nothing else is in it', () => {
    const { values } = read({
      'Mã TTHC': '1.001010',
      'Trình tự thực hiện': 'Nộp hồ sơ\nTiếp nhận hồ sơ\nTrả kết quả',
      'Kết quả thực hiện': '',
    });
    expect(values.unread).toEqual(['steps']);
  });

  it('are no agency and no code', () => {
    const { values } = read({
      'Mã TTHC': 'Tên thủ tục',
      'Tên TTHC': 'Cấp thẻ',
      'Cơ quan thực hiện': 'Không',
    });
    expect(values).toMatchObject({ code: null, units: null });
  });
});
