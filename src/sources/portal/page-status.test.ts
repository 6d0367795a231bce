import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { samePage, signsOf, visibleText } from './page-signs.js';
import { statusOf, statusTexts } from './page-status.js';
import { isPrivateAddress } from './private-address.js';
import { proxyChooser } from './proxy.js';
import { redactorOf } from './redact.js';

const rules = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../rules/${name}`, import.meta.url), 'utf8'));

describe('statusOf', () => {
  it('gives every outcome one name, and says what is worth another try', () => {
    const id = (code: string) => statusOf({ kind: 'failed', code }).id;
    expect(id('ENOTFOUND')).toBe('dnsError');
    expect(id('ECONNREFUSED')).toBe('connectionRefused');
    expect(id('UND_ERR_SOCKET')).toBe('reset');
    expect(id('ERR_SSL_WRONG_VERSION_NUMBER')).toBe('tlsError');
    expect(id('HPE_INVALID_HEADER_TOKEN')).toBe('malformedResponse');
    expect(statusOf({ kind: 'failed', code: 'CERT_HAS_EXPIRED' })).toEqual({
      id: 'tlsError',
      retryable: false,
      read: false,
      detail: { kind: 'expired' },
    });
    expect(statusOf({ kind: 'response', status: 200 })).toEqual({ id: 'ok', retryable: false, read: true });
    expect(statusOf({ kind: 'response', status: 503 })).toMatchObject({
      id: 'serverError',
      retryable: true,
      detail: { http: 503 },
    });
    expect(statusOf({ kind: 'response', status: 429 })).toMatchObject({ id: 'rateLimited', retryable: true });
    expect(statusOf({ kind: 'response', status: 302 }).id).toBe('malformedResponse');
  });

  it('has texts in both languages for each, the kinds of TLS errors too', () => {
    const file = rules('portals/page-statuses.json');
    expect(typeof file === 'object' && file !== null).toBe(true);
    const ids = Object.keys(file ?? {}).filter((id) => id !== '$schema');
    expect(ids.length).toBeGreaterThan(30);
    for (const id of ids) {
      const status = statusOf({ kind: 'noted', status: id });
      expect(status.id).toBe(id);
      expect(statusTexts(status).fix.vi).not.toBe('');
    }
    const expired = statusTexts({ id: 'tlsError', detail: { kind: 'expired' } });
    expect(expired.en).toContain('expired');
  });
});

describe('rules of the crawler', () => {
  it.each(['url-noise', 'page-statuses', 'page-signs', 'paging'])('%s.json follows its schema', (name) => {
    const schema = rules(`schema/${name}.schema.json`);
    const validate = new Ajv2020({ strict: false }).compile(schema as object);
    expect(validate(rules(`portals/${name}.json`)), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({})).toBe(name === 'page-statuses');
  });
});

describe('isPrivateAddress', () => {
  it('knows what is not the public internet', () => {
    for (const address of [
      '127.0.0.1',
      '10.0.0.1',
      '172.31.255.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '[::1]',
      '::',
      'fe80::1%eth0',
      'fd00::1',
      '::ffff:127.0.0.1',
      '[::ffff:a00:1]',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      'localhost',
      'x.localhost',
      'localhost.',
      'may-chu.local',
      'Kho.INTERNAL',
      'may.localdomain',
    ]) {
      expect(isPrivateAddress(address), address).toBe(true);
    }
    for (const address of [
      '8.8.8.8',
      '172.32.0.1',
      '113.160.0.1',
      '2001:4860:4860::8888',
      '[2405:4800::1]',
      '::ffff:8.8.8.8',
      '64:ff9b::808:808',
      'localhost.example.vn',
      'internal-dvc.vn',
      'mylocal',
      'dvc.example.vn',
    ]) {
      expect(isPrivateAddress(address), address).toBe(false);
    }
  });
});

describe('proxyChooser', () => {
  it('takes the option before the variables and heeds NO_PROXY', () => {
    const choose = proxyChooser(undefined, {
      HTTPS_PROXY: 'http://p:1',
      http_proxy: 'q:2',
      NO_PROXY: '.noi-bo.vn, may:8080,[::1]',
    });
    expect(choose(new URL('https://a.vn/'))).toBe('http://p:1');
    expect(choose(new URL('http://a.vn/'))).toBe('http://q:2');
    expect(choose(new URL('https://x.noi-bo.vn/'))).toBeUndefined();
    expect(choose(new URL('https://khongnoi-bo.vn/'))).toBe('http://p:1');
    expect(choose(new URL('http://may:8080/'))).toBeUndefined();
    expect(choose(new URL('http://may:9090/'))).toBe('http://q:2');
    expect(proxyChooser('http://o:3', { HTTPS_PROXY: 'http://p:1' })(new URL('https://a.vn/'))).toBe(
      'http://o:3',
    );
    expect(proxyChooser(undefined, {})(new URL('https://a.vn/'))).toBeUndefined();
    expect(proxyChooser('http://o:3', { NO_PROXY: '*' })(new URL('https://a.vn/'))).toBeUndefined();
  });
});

describe('redactorOf', () => {
  it('leaves what everybody can read alone', () => {
    const redactor = redactorOf({
      urls: ['https://dvc.bacgiang.example.vn/vi-VN/?key=ab&token=a%2Fbcd'],
      headers: [
        ['Accept-Language', 'en-US'],
        ['X-Tenant', 'bacgiang'],
      ],
      cookies: ['lang=vi'],
    });
    expect(redactor.text('https://dvc.bacgiang.example.vn/vi-VN/ en-US')).toBe(
      'https://dvc.bacgiang.example.vn/vi-VN/ en-US',
    );
    const hidden = redactor.address('https://dvc.bacgiang.example.vn/vi-VN/?key=ab&token=a%2Fbcd&x=abc');
    expect(hidden).toMatch(/\?key=REDACTED-\d&token=REDACTED-\d&x=abc$/);
    expect(redactor.reveal(hidden)).toBe('https://dvc.bacgiang.example.vn/vi-VN/?key=ab&token=a%2Fbcd&x=abc');
    expect(redactor.text('token a/bcd')).not.toContain('a/bcd');
  });

  it('knows a secret in its other spellings', () => {
    const redactor = redactorOf({
      urls: [],
      headers: [['Authorization', `Basic ${Buffer.from('nguoi:mật khẩu').toString('base64')}`]],
    });
    expect(redactor.text('lỗi: mật khẩu')).toBe(
      'lỗi: REDACTED-5'.replace(
        /\d/,
        (digit) => /REDACTED-(\d)/.exec(redactor.text('mật khẩu'))?.[1] ?? digit,
      ),
    );
    expect(redactor.text(encodeURIComponent('mật khẩu'))).toMatch(/^REDACTED-\d+$/);
    const body = new TextEncoder().encode('<p>mật khẩu</p>');
    expect(new TextDecoder().decode(redactor.bytes(body))).not.toContain('mật khẩu');
  });
});

describe('signsOf', () => {
  it('knows one page from another, but not by its numbers', () => {
    const make = (text: string, url: string) =>
      signsOf(`<p>Không có gì ở đây cả, xin mời quay lại trang chủ. ${text}</p>`, url);
    const first = make('Mã 123', 'https://a.vn/mot');
    expect(samePage(first, make('Mã 98765', 'https://a.vn/hai'))).toBe(true);
    expect(samePage(make('/mot', 'https://a.vn/mot'), make('/hai-ba', 'https://a.vn/hai-ba'))).toBe(true);
    expect(samePage(first, make('Lệ phí', 'https://a.vn/hai'))).toBe(false);
  });

  it('takes time in proportion to the length of the page', () => {
    const hostile = ['<', '<!--', '<script', '<a "', '</', '<svg'].map((piece) => piece.repeat(100_000));
    const begin = performance.now();
    for (const html of hostile) visibleText(html);
    expect(performance.now() - begin).toBeLessThan(2000);
  });
});
