import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { InputError } from '../services/problem.js';
import { AUTHORITY } from '../sources/portal/testing/certificates.js';
import { crawlOptions, type PortalCommandOptions, snapshotOf } from './portal-options.js';

const cwd = mkdtempSync(join(tmpdir(), 'dvctt-options-'));
writeFileSync(join(cwd, 'ca.pem'), AUTHORITY);
writeFileSync(join(cwd, 'khac.pem'), 'không có chứng thư nào');
afterAll(() => rmSync(cwd, { recursive: true }));

function complaint(options: PortalCommandOptions): unknown {
  try {
    crawlOptions(options, { cwd, env: {} });
  } catch (error) {
    if (error instanceof InputError) return error.problem.args?.option ?? error.problem.code;
    throw error;
  }
  return undefined;
}

describe('options about portals', () => {
  it.each<[PortalCommandOptions, string]>([
    [{ header: ['X-A: tiếng Việt'] }, '--header'],
    [{ header: ['X-A: a\r\nX-B: b'] }, '--header'],
    [{ header: ['X-A'] }, '--header'],
    [{ cookie: ['bi-mat'] }, '--cookie'],
    [{ cookie: ['a=b\nc'] }, '--cookie'],
    [{ cookie: [''] }, '--cookie'],
    [{ contact: 'not url' }, '--contact'],
    [{ contact: 'javascript:x' }, '--contact'],
    [{ contact: 'http://x/\r\nX: y' }, '--contact'],
    [{ ca: 'khac.pem' }, '--ca'],
    [{ ca: 'khong-co.pem' }, 'source-not-found'],
    [{ ca: '.' }, '--ca'],
    [{ rate: '-1' }, '--rate'],
    [{ timeout: 'x' }, '--timeout'],
    [{ timeout: '1e10' }, '--timeout'],
    [{ timeout: '0' }, '--timeout'],
    [{ rate: '0' }, '--rate'],
    [{ concurrency: '0' }, '--concurrency'],
    [{ include: ['['] }, 'address-pattern-malformed'],
    [{ include: [''] }, 'address-pattern-malformed'],
    [{ exclude: ['http://['] }, 'address-pattern-malformed'],
    [{ exclude: ['re:('] }, 'address-pattern-malformed'],
  ])('are refused before anybody is asked: %j', (options, expected) => {
    expect(complaint(options)).toBe(expected);
  });

  it.each<PortalCommandOptions>([
    { header: ['Authorization: Bearer a.b-c=', 'X-Empty:'] },
    { cookie: ['a=b; c="d e"', 'phien='] },
    { contact: 'https://example.vn/lien-he?x=1' },
    { contact: 'thanh-tra@example.vn' },
    { ca: 'ca.pem' },
    { timeout: '0,5', rate: '0.1', concurrency: '1' },
    { include: ['*.example.vn/**', '/tin-tuc', 'http://[::1]:80/x', 'https://*.vn/**', '/**'] },
  ])('are taken: %j', (options) => {
    expect(complaint(options)).toBeUndefined();
  });
});

describe('the folder of a snapshot', () => {
  it('is called by the address, without what the address keeps secret', () => {
    expect(snapshotOf('http://a:bi-mat-1@cong.example/so-a/?token=bi-mat-2&trang=1', {})).toMatch(
      /cong\.example_so-a_token_REDACTED-1_trang_1$/,
    );
    expect(snapshotOf('https://cong.example/', { snapshot: 'kho' })).toBe(join('kho', 'cong.example'));
  });
});
