import { describe, expect, it } from 'vitest';
import { normalise } from '../../services/normalise.js';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const vocabulary = loadVocabulary();
const BASE = 'https://trong.example.vn/tt/9';

const rows = ['Mã thủ tục|9.100007', 'Trình tự thực hiện|Gõ ba hồi', 'Thời hạn giải quyết|2 ngày']
  .map((row) => `<tr><td>${row.replace('|', '</td><td>')}</td></tr>`)
  .join('');
const table = `<table>${rows}</table>`;

async function read(body: string) {
  const reading = await readPage({ html: `<body>${body}</body>`, url: BASE }, vocabulary.matchLabel);
  const [record] = reading.records;
  if (record === undefined) throw new Error('no record');
  const { values, shown } = normalise(record, vocabulary);
  return { submit: values.onlineSubmission, pay: values.onlinePayment, shown };
}

describe('a link of the record', () => {
  it('is told by verb and object', async () => {
    const { submit, pay } = await read(
      `<div>${table}<a href="/nop/9">Gửi hồ sơ điện tử</a> <a href="/phi/9">Nộp phí</a></div>`,
    );
    expect(submit).toMatchObject({ basis: 'own', url: 'https://trong.example.vn/nop/9' });
    expect(pay).toMatchObject({ basis: 'own', url: 'https://trong.example.vn/phi/9' });
  });

  it('with uncertain words is likely, and makes no place of the field', async () => {
    const { submit, shown } = await read(`<div>${table}<a href="/dk/9">Đăng ký ngay</a></div>`);
    expect(submit).toEqual({ text: 'Đăng ký ngay', basis: 'likely', url: 'https://trong.example.vn/dk/9' });
    expect(shown).not.toContain('onlineSubmission');
  });

  it('that is a verb alone is likely where its address is the service’s, else nothing', async () => {
    expect((await read(`<div>${table}<a href="/ho-so/dk?tt=9">Đăng ký</a></div>`)).submit).toMatchObject({
      basis: 'likely',
    });
    for (const site of ['/tai-khoan/dk', '/dk?returnUrl=%2Ftt%2F9'])
      expect((await read(`<div>${table}<a href="${site}">Đăng ký</a></div>`)).submit).toBeUndefined();
  });

  it('with certain words goes before one with uncertain ones', async () => {
    const { submit } = await read(
      `<div><a href="/dk/9">Đăng ký ngay</a>${table}<a href="/nop/9">Nộp đơn</a></div>`,
    );
    expect(submit).toMatchObject({ basis: 'own', text: 'Nộp đơn' });
  });

  it('may be a picture with a description', async () => {
    const { submit } = await read(
      `<div>${table}<a href="/nop/9"><img src="n.png" alt="Nộp hồ sơ qua mạng"></a></div>`,
    );
    expect(submit).toMatchObject({ basis: 'own', url: 'https://trong.example.vn/nop/9' });
  });

  it('may be a picture without a description, likely where its address says so', async () => {
    const picture = (href: string) => read(`<div>${table}<a href="${href}"><img src="n.png"></a></div>`);
    expect((await picture('/nop-ho-so?ma=129')).submit).toEqual({
      text: 'https://trong.example.vn/nop-ho-so?ma=129',
      basis: 'likely',
      url: 'https://trong.example.vn/nop-ho-so?ma=129',
    });
    for (const other of ['/nop-ho-so', '/huong-dan-nop-ho-so?ma=129', '/tt/129'])
      expect((await picture(other)).submit).toBeUndefined();
  });

  it('may be in English', async () => {
    const { submit } = await read(`<div>${table}<a href="/nop/9">Apply online</a></div>`);
    expect(submit).toMatchObject({ basis: 'own', url: 'https://trong.example.vn/nop/9' });
    expect((await read(`<div>${table}<button>Apply</button></div>`)).submit).toBeUndefined();
  });

  it('that is switched off is only likely', async () => {
    for (const off of [
      '<button disabled>',
      '<button class="btn btn-disabled">',
      '<button aria-disabled="true">',
    ])
      expect((await read(`<div>${table}${off}Nộp hồ sơ trực tuyến</button></div>`)).submit).toMatchObject({
        basis: 'likely',
      });
  });

  it('goes before one of a list of links further away', async () => {
    const { submit } = await read(
      `<div class="hg"><a href="/">Trang chủ</a><a href="/dvc">Đăng ký trực tuyến</a><a href="/gia">Giá</a></div>
       <div class="th">${table}<p><a href="/dvc/dk?ma=9">Đăng ký trực tuyến thủ tục này</a></p></div>`,
    );
    expect(submit).toMatchObject({ url: 'https://trong.example.vn/dvc/dk?ma=9' });
  });

  it('is found beside the record where a menu ends the area', async () => {
    const { submit } = await read(
      `<div id="menu"><a href="/nop-ho-so">Nộp hồ sơ</a></div>${table}<p><a href="/nop?tt=9">Nộp trực tuyến</a></p><div id="footer">Chân</div>`,
    );
    expect(submit).toMatchObject({ url: 'https://trong.example.vn/nop?tt=9' });
  });
});

describe('a sentence with a link', () => {
  it('is likely, whatever the link says', async () => {
    const { submit, shown } = await read(
      `<div>${table}<p><em>Nộp hồ sơ trực tuyến tại: <a href="https://cong.example.vn/">Cổng Dịch vụ công</a></em></p></div>`,
    );
    expect(submit).toMatchObject({ basis: 'likely', url: 'https://cong.example.vn/' });
    expect(shown).not.toContain('onlineSubmission');
  });

  it('about something else is none', async () => {
    const { submit } = await read(
      `<div>${table}<p>Hướng dẫn nộp hồ sơ tại: <a href="/hd">Trang hướng dẫn</a></p><p>Nộp hồ sơ trực tuyến, xem <a href="/x">video</a></p></div>`,
    );
    expect(submit).toBeUndefined();
  });
});

describe('a button of a form', () => {
  it('carries the hidden fields that name the service, not those of the visit', async () => {
    const { submit } = await read(
      `<div>${table}<form action="/nop" method="post"><input type="hidden" name="__RequestVerificationToken" value="x1"><input type="hidden" name="thutuc" value="9"><button>Nộp hồ sơ</button></form></div>`,
    );
    expect(submit).toMatchObject({ basis: 'own', url: 'https://trong.example.vn/nop?thutuc=9' });
  });

  it('sent to the page itself is a script', async () => {
    const { submit } = await read(
      `<div>${table}<form method="post"><input type="hidden" name="thutuc" value="9"><input type="image" alt="Nộp hồ sơ" src="n.gif"></form></div>`,
    );
    expect(submit).toEqual({ text: 'Nộp hồ sơ', basis: 'own' });
  });
});
