import { describe, expect, it } from 'vitest';
import { redactorOf, safeMessage, safeStarts } from './redact.js';

const KEY = 'kh0a+B1/Mat=77';
const redactor = redactorOf({ urls: [], headers: [['X-Key', KEY]] });
const json = JSON.stringify(KEY).replaceAll('/', '\\/');
const percent = encodeURIComponent(KEY);

describe('a secret that a server echoes', () => {
  it.each([
    ['as it is', KEY],
    ['in an address', percent],
    ['in small letters', percent.replace(/%../g, (code) => code.toLowerCase())],
    ['in an address in an address', encodeURIComponent(percent)],
    ['in base64', Buffer.from(KEY).toString('base64')],
    ['in base64 for addresses', Buffer.from(KEY).toString('base64url')],
    ['in hexadecimal', Buffer.from(KEY).toString('hex')],
    ['in JSON', json],
    ['as entities', [...KEY].map((letter) => `&#${letter.charCodeAt(0)};`).join('')],
    ['with some entities', KEY.replace('+', '&#43;').replace('=', '&#x3D;')],
    [
      'as escapes of a script',
      [...KEY].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join(''),
    ],
  ])('%s is hidden in bodies and in texts', (_, echo) => {
    const source = `<p>Sở ${echo} số 1</p>`;
    const expected = `<p>Sở ${echo === json ? '"REDACTED-1"' : 'REDACTED-1'} số 1</p>`;
    expect(redactor.text(source)).toBe(expected);
    expect(Buffer.from(redactor.bytes(Buffer.from(source))).toString()).toBe(expected);
  });

  it.each([0, 1, 2, 3])('in base64 after %i other bytes leaves nothing that tells it', (before) => {
    const echo = Buffer.from(`${'x'.repeat(before)}${KEY}yy`).toString('base64');
    const left = redactor.text(echo).replace(/REDACTED-\d/, '');
    expect(left.length).toBeLessThan(12);
  });

  it('is hidden in UTF-16, the rest of the page left as it was', () => {
    for (const swap of [false, true]) {
      const bytes = (text: string) => {
        const plain = Buffer.from(`\uFEFF${text}`, 'utf16le');
        return swap ? plain.swap16() : plain;
      };
      expect(Buffer.from(redactor.bytes(bytes(`<p>Sở ${KEY}, ${percent}`)))).toEqual(
        bytes('<p>Sở REDACTED-1, REDACTED-1'),
      );
    }
  });

  it('is hidden together with the user it belongs to', () => {
    const basic = redactorOf({ urls: ['https://thanhtra:mK%40u-b1mat@dvc.vn/'] });
    const pair = Buffer.from('thanhtra:mK@u-b1mat').toString('base64');
    expect(basic.text(`Basic ${pair}`)).toMatch(/^Basic REDACTED-\d$/);
    expect(basic.text('mK&#64;u-b1mat')).toMatch(/^REDACTED-\d$/);
  });

  it('costs little on a page that was made to cost much', () => {
    for (const part of ['\\', '&amp;', '%25', '&#0', 'kh0a']) {
      const from = performance.now();
      redactor.bytes(Buffer.from(part.repeat(400_000)));
      expect(performance.now() - from).toBeLessThan(3000);
    }
  });
});

describe('what is no secret', () => {
  it('is left alone: words, numbers and codes', () => {
    const given = redactorOf({
      urls: ['https://dvc.vn/ds?token=tthc&coquan=so-y-te&ma=1.000001.000.00.00.H17'],
      cookies: ['donvi=tthc; trang=1; ngonngu=vi-VN-mot-dai'],
      headers: [['X-Don-Vi', 'tthc']],
    });
    const text = 'https://dvc.vn/tthc/1 so-y-te 1.000001.000.00.00.H17 vi-VN-mot-dai';
    expect(given.text(text)).toBe(text);
    expect(given.text('/x?token=tthc&a=tthc')).toBe('/x?token=REDACTED-1&a=REDACTED-1');
    expect(redactorOf({ urls: ['https://u:7@dvc.vn/'] }).text('/tthc/7?x=7')).toBe('/tthc/7?x=7');
  });
});

describe('what is kept of a start', () => {
  it('is the same however often it is kept', () => {
    const kept = safeStarts([
      'https://dvc.vn/?token=qTok3nSecret55LmN&a=1',
      'https://dvc.vn/?key=ab%2Fcdefgh',
    ]);
    expect(kept.join(' ')).not.toMatch(/qTok3n|cdefgh/);
    expect(safeStarts(kept)).toEqual(kept);
  });
});

describe('safeMessage', () => {
  it.each([
    ['“htp://u:sEcReT@a/” …', '“htp://REDACTED@a/” …'],
    ['http://u:sEcReT@127.0.0.1:99999/x: no', 'http://REDACTED@127.0.0.1:99999/x: no'],
    ['http://u:s/Ec#ReT@a.vn/', 'http://u:REDACTED@a.vn/'],
    ['http://u:sEcReT@/', 'http://REDACTED@/'],
    ['In http://a.vn:1/?token=sEcReT&x=1; check', 'In http://a.vn:1/?token=REDACTED&x=1; check'],
    [
      'http://a.vn/?token=sEc.ReT, http://a.vn/?sid=sEcReT: no',
      'http://a.vn/?token=REDACTED, http://a.vn/?sid=REDACTED: no',
    ],
    ['https://a.vn/bao@so?x=1', 'https://a.vn/bao@so?x=1'],
    ['http://a.vn:8080/ghi@chu', 'http://a.vn:8080/ghi@chu'],
  ])('takes out what a mistyped address gives away: %s', (message, safe) => {
    expect(safeMessage(message)).toBe(safe);
  });
});
