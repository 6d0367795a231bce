import { describe, expect, it } from 'vitest';
import { normalise } from '../../services/normalise.js';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const vocabulary = loadVocabulary();
const row = (label: string, value: string) => `<tr><td>${label}</td><td>${value}</td></tr>`;
const OWN =
  row('Mã thủ tục', '9.100007') + row('Trình tự thực hiện', 'Gõ') + row('Thời hạn giải quyết', '2 ngày');

async function valuesOf(label: string, value: string) {
  const html = `<body><h1>Cấp phép gõ trống</h1><table>${OWN}${row(label, value)}</table></body>`;
  const { records } = await readPage({ html, url: 'https://trong.example.vn/tt/9' }, vocabulary.matchLabel);
  const [record] = records;
  if (record === undefined) throw new Error('no record');
  return normalise(record, vocabulary).values;
}

const box = (state = '', type = 'checkbox') => `<input type="${type}" ${state}>`;

describe('answers behind boxes', () => {
  it.each([
    ['signs', '☐ Trực tiếp ☑ Trực tuyến'],
    ['controls before their words', `${box()} Trực tiếp ${box('checked')} Trực tuyến`],
    ['controls in their words', `<label>${box()}Trực tiếp</label><label>${box('checked')}Trực tuyến</label>`],
    [
      'controls behind their words',
      `<label for="a">Trực tiếp</label>${box('id="a"')}<label for="b">Trực tuyến</label>${box('id="b" checked')}`,
    ],
    [
      'controls that cannot be changed',
      `${box('disabled', 'radio')} Trực tiếp<br>${box('checked disabled', 'radio')} Trực tuyến`,
    ],
    ['icons', '<i class="fa fa-square-o"></i> Trực tiếp <i class="fa fa-check-square-o"></i> Trực tuyến'],
  ])('are those that are ticked: %s', async (_, value) => {
    expect((await valuesOf('Cách thức thực hiện', value)).methods).toMatchObject({ channels: ['online'] });
  });

  it.each([
    ['none is ticked', `<label>${box()}Trực tiếp</label><label>${box()}Trực tuyến</label>`],
    ['one is offered beforehand', `${box('checked', 'radio')} Trực tiếp ${box('', 'radio')} Trực tuyến`],
  ])('are not read where %s', async (_, value) => {
    const { methods, unread } = await valuesOf('Cách thức thực hiện', value);
    expect(methods).toBeNull();
    expect(unread).toContain('methods');
  });

  it('may be yes and no', async () => {
    expect((await valuesOf('Thanh toán trực tuyến', '☐ Có ☑ Không')).onlinePayment?.basis).toBe('none');
    expect((await valuesOf('Mức độ', '☐ Mức độ 3 ☑ Mức độ 4')).declaredLevel?.level).toBe(4);
  });

  it('are bullets in front of papers, and icons of one kind everywhere', async () => {
    const papers = await valuesOf('Thành phần hồ sơ', `${box()} Đơn<br>${box()} Giấy khai sinh`);
    expect(papers.documents?.text).toBe('Đơn\nGiấy khai sinh');
    const icon = '<i class="fa fa-square-o"></i>';
    const { methods } = await valuesOf('Cách thức thực hiện', `${icon} Trực tiếp ${icon} Trực tuyến`);
    expect(methods?.channels).toEqual(['inPerson', 'online']);
  });
});
