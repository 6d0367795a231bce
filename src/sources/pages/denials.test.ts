import { describe, expect, it } from 'vitest';
import { normalise } from '../../services/normalise.js';
import { loadVocabulary } from '../../services/vocabulary.js';
import { denialOf } from './action-words.js';
import { readPage } from './read-page.js';

const vocabulary = loadVocabulary();
const row = (label: string, value: string) => `<tr><td>${label}</td><td>${value}</td></tr>`;

async function draftOf(rows: string, below = '') {
  const own =
    row('Mã thủ tục', '9.100007') + row('Trình tự thực hiện', 'Gõ') + row('Thời hạn giải quyết', '2 ngày');
  const html = `<body><div><h1>Cấp phép gõ trống</h1><table>${own}${rows}</table>${below}</div></body>`;
  const { records } = await readPage({ html, url: 'https://trong.example.vn/tt/9' }, vocabulary.matchLabel);
  const [record] = records;
  if (record === undefined) throw new Error('no record');
  return normalise(record, vocabulary);
}

const DENIAL = 'Dịch vụ chưa hỗ trợ nộp trực tuyến';

describe('a sentence that denies an action', () => {
  it.each([
    [DENIAL, 'submit'],
    ['Chưa cung cấp nộp hồ sơ trực tuyến', 'submit'],
    ['Thủ tục này không tiếp nhận trực tuyến.', 'submit'],
    ['(*) Hiện nay, thủ tục hành chính này chưa tiếp nhận hồ sơ qua mạng', 'submit'],
    ['Nộp hồ sơ trực tuyến: chưa được hỗ trợ', 'submit'],
    ['Chưa hỗ trợ thanh toán trực tuyến', 'pay'],
    ['Không thanh toán phí, lệ phí trực tuyến', 'pay'],
    ['Nếu không nộp trực tuyến, đề nghị nộp tại Bộ phận một cửa', undefined],
    ['Tạm thời không tiếp nhận hồ sơ trực tuyến', undefined],
    ['Không tiếp nhận hồ sơ trực tuyến sau 17 giờ', undefined],
    ['Chưa cung cấp dịch vụ công trực tuyến toàn trình', undefined],
    ['Chưa hỗ trợ nộp trên Cổng dịch vụ công quốc gia', undefined],
    ['Không nhận kết quả trực tuyến', undefined],
    ['Không phải nộp hồ sơ', undefined],
    ['Chưa có hồ sơ trực tuyến', undefined],
    ['Nộp hồ sơ trực tuyến', undefined],
    ['Chưa nộp hồ sơ trực tuyến', undefined],
    ['Chưa thực hiện thanh toán trực tuyến', undefined],
  ])('%s', (text, does) => {
    expect(denialOf(text)).toBe(does);
  });
});

describe('a record with such a sentence', () => {
  it.each([
    ['below it', '', `<div class="alert">${DENIAL}</div>`],
    ['on a button that does nothing', '', `<button disabled>${DENIAL}</button>`],
    ['among the channels', row('Cách thức thực hiện', `Trực tiếp<br>${DENIAL}`), ''],
    ['in a note', row('Ghi chú', DENIAL), ''],
  ])('cannot be submitted on line: %s', async (_, rows, below) => {
    const { values, shown } = await draftOf(rows, below);
    expect(values.onlineSubmission).toEqual({ text: DENIAL, basis: 'none' });
    expect(shown).not.toContain('onlineSubmission');
  });

  it('cannot be paid on line', async () => {
    const { values } = await draftOf('', '<p>Dịch vụ chưa hỗ trợ thanh toán trực tuyến</p>');
    expect(values.onlinePayment?.basis).toBe('none');
    expect(values.onlineSubmission).toBeUndefined();
  });

  it.each([
    ['a link of its own', '', `<p>${DENIAL}</p><a class="btn" href="/nop?tt=9">Nộp hồ sơ</a>`],
    ['a button that may be it', '', `<p>${DENIAL}</p><a class="btn" href="/nop?tt=9">Đăng ký ngay</a>`],
    ['the channel', row('Cách thức thực hiện', 'Trực tiếp; Trực tuyến'), `<p>${DENIAL}</p>`],
    [
      'a label that denies it and a link',
      row('Nộp hồ sơ trực tuyến', 'Không'),
      '<a class="btn" href="/nop?tt=9">Nộp hồ sơ</a>',
    ],
  ])('contradicts itself beside %s', async (_, rows, below) => {
    expect((await draftOf(rows, below)).values.onlineSubmission?.basis).toBe('disputed');
  });

  it.each([
    ['hidden', `<div style="display: none">${DENIAL}</div>`],
    ['in a dialogue', `<div class="modal fade"><p>${DENIAL}</p></div>`],
    ['shown by a script only', `<p v-if="loi">${DENIAL}</p>`],
    ['a box to tick', `<label><input type="checkbox"> ${DENIAL}</label>`],
    ['a link to a list', `<p><a href="/ds?loai=0">${DENIAL}</a></p>`],
    ['a heading', `<h3>${DENIAL}</h3>`],
    ['said of another procedure', `<ul><li><a href="/tt/8">Cấp phép gõ mõ</a><p>${DENIAL}</p></li></ul>`],
    ['part of a longer text', `<p>Nếu <b>${DENIAL}</b> thì nộp tại quầy</p>`],
  ])('that is %s says nothing', async (_, below) => {
    expect((await draftOf('', below)).values.onlineSubmission).toBeUndefined();
  });

  it('says nothing of the whole among the steps', async () => {
    const rows = row('Yêu cầu, điều kiện', `<p>Có đơn</p><p>${DENIAL}</p>`);
    expect((await draftOf(rows)).values.onlineSubmission).toBeUndefined();
  });
});
