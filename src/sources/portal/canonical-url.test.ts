import { describe, expect, it } from 'vitest';
import { addressPattern } from './address-pattern.js';
import { canonicalUrl, printedUrl } from './canonical-url.js';
import { numberedPage } from './page-number.js';
import { siteOf } from './scope.js';

describe('canonicalUrl', () => {
  const same = (left: string, right: string) => expect(canonicalUrl(left)).toBe(canonicalUrl(right));

  it('takes sessions, tracking and ways back off', () => {
    for (const noisy of [
      'https://dvc.example.vn/tthc;jsessionid=4AB07A1F?id=3',
      'https://dvc.example.vn/tthc?id=3&p_auth=Xy3kQ1aZ',
      'https://dvc.example.vn/tthc?PHPSESSID=0123456789abcdef&id=3',
      'https://dvc.example.vn/tthc?utm_source=zalo&utm_medium=oa&id=3#noi-dung',
      'https://dvc.example.vn/tthc?id=3&sid=9f86d081884c7d659a2f',
      'https://dvc.example.vn/tthc?id=3&_=1764000000000',
      'https://dvc.example.vn/tthc?id=3&tu_khoa=&p_l_back_url=%2Fhome',
      'https://dvc.example.vn:443/tthc?id=3&_portlet_WAR_x_redirect=%2Fa',
      'https://user:pass@dvc.example.vn/tthc?id=3',
      'https://DVC.Example.VN./tthc?id=3',
    ]) {
      expect(canonicalUrl(noisy)).toBe('https://dvc.example.vn/tthc?id=3');
    }
  });

  it('keeps what tells one page from another', () => {
    const kept = [
      'https://a.vn/x?sid=12',
      'https://a.vn/x?p_p_id=thutuchanhchinh_WAR_portlet',
      'https://a.vn/x?matt=20260101',
      'https://a.vn/Chi-tiet/ItemId/12',
      'https://a.vn/x?ma=a%2Fb',
      'https://a.vn/x?gioi-thieu',
    ];
    for (const url of kept) expect(canonicalUrl(url)).toBe(url);
    expect(new Set(kept.map((url) => canonicalUrl(url))).size).toBe(kept.length);
  });

  it('knows what a portlet assumes anyway', () => {
    same(
      'https://a.vn/x?p_p_id=q&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&p_p_col_id=column-1&p_p_col_count=1&_q_cur=2',
      'https://a.vn/x?_q_cur=2&p_p_id=q',
    );
    expect(canonicalUrl('https://a.vn/x?p_p_id=q&p_p_lifecycle=2')).toContain('p_p_lifecycle=2');
  });

  it('has one spelling for one address', () => {
    same('https://a.vn/th%e1%bb%a7-t%e1%bb%a5c', 'https://a.vn/thủ-tục');
    same('https://a.vn/%7Eso-tu-phap', 'https://a.vn/~so-tu-phap');
    same('https://a.vn/x?b=2&a=1', 'https://a.vn/x?a=1&b=2&b=2');
    same('https://a.vn/x?', 'https://a.vn/x');
    same('http://a.vn:80', 'http://a.vn/');
  });

  it('resolves what is relative and refuses what is no web address', () => {
    expect(canonicalUrl('../tthc?id=1', 'https://a.vn/b/c')).toBe('https://a.vn/tthc?id=1');
    expect(canonicalUrl('//b.vn/x', 'https://a.vn/')).toBe('https://b.vn/x');
    for (const other of [
      'javascript:void(0)',
      'mailto:a@b.vn',
      'tel:1022',
      '',
      'http://',
      'data:text/html,x',
    ]) {
      expect(canonicalUrl(other)).toBeUndefined();
    }
    expect(canonicalUrl('#muc-1', 'https://a.vn/x')).toBe('https://a.vn/x');
    expect(canonicalUrl('https://a.vn/#/tthc/1', undefined, { routes: true })).toBe('https://a.vn/#/tthc/1');
  });

  it('is its own canonical form', () => {
    for (const url of ['https://a.vn/a%2fb;v=1?x=%C6%A1&y=a+b', 'http://[::1]:8080/?q=%zz']) {
      const once = canonicalUrl(url) ?? '';
      expect(once).not.toBe('');
      expect(canonicalUrl(once)).toBe(once);
    }
  });
});

describe('siteOf', () => {
  it('is the registrable domain, or one service of one machine', () => {
    expect(siteOf('https://dichvucong.bocongan.gov.vn/x')).toBe('bocongan.gov.vn');
    expect(siteOf('https://dvc.bacninh.gov.vn/')).not.toBe(siteOf('https://dvc.bacgiang.gov.vn/'));
    expect(siteOf('http://127.0.0.1:8080/')).toBe('127.0.0.1:8080');
    expect(siteOf('http://localhost:3000/')).toBe('localhost:3000');
  });
});

describe('addressPattern', () => {
  const matches = (pattern: string, url: string) => addressPattern(pattern)(new URL(url));

  it('is a glob over path and query, host or address', () => {
    expect(matches('/tin-tuc', 'https://a.vn/tin-tuc/1/2')).toBe(true);
    expect(matches('/tin-tuc', 'https://a.vn/tin-tuc?trang=2')).toBe(true);
    expect(matches('/tin-tuc', 'https://a.vn/tin-tuc-khac')).toBe(false);
    expect(matches('/*/chi-tiet', 'https://a.vn/x/chi-tiet')).toBe(true);
    expect(matches('/*/chi-tiet', 'https://a.vn/x/y/chi-tiet')).toBe(false);
    expect(matches('/**/chi-tiet**', 'https://a.vn/x/y/chi-tiet?id=1')).toBe(true);
    expect(matches('*.danang.example.vn/**', 'https://dvc.danang.example.vn/x')).toBe(true);
    expect(matches('https://a.vn/x?id=*', 'https://a.vn/x?id=12')).toBe(true);
    expect(matches('csdl.example.vn', 'https://csdl.example.vn/web/x.jsp?ma=1')).toBe(true);
  });

  it('is a regular expression after re:', () => {
    expect(matches('re:[?&]page=\\d{3,}', 'https://a.vn/x?page=100')).toBe(true);
    expect(matches('re:[?&]page=\\d{3,}', 'https://a.vn/x?page=10')).toBe(false);
    expect(() => addressPattern('re:(')).toThrow(/address-pattern-malformed/);
  });
});

describe('numberedPage', () => {
  it('finds the number of a page and the page after it', () => {
    expect(numberedPage('https://a.vn/ds?linh_vuc=3&page=2', 10)).toEqual({
      list: 'https://a.vn/ds?linh_vuc=3',
      number: 2,
      next: 'https://a.vn/ds?linh_vuc=3&page=3',
    });
    expect(numberedPage('https://a.vn/ds?count=6', 6)?.next).toBe('https://a.vn/ds?count=12');
    expect(numberedPage('https://a.vn/ds?count=6', 0)?.next).toBeUndefined();
    expect(numberedPage('https://a.vn/ds?ma=2', 10)).toBeUndefined();
    expect(numberedPage('https://a.vn/ds?page=cuoi', 10)).toBeUndefined();
  });
});

describe('printedUrl', () => {
  it('keeps the order of parameters, empty ones and what a portlet assumes anyway', () => {
    const printed =
      'https://a.vn/x?p_p_id=q&p_p_lifecycle=0&p_p_col_id=column-1&_q_tu_khoa=&_q_cur=2&_q_a=1&_q_a=1';
    expect(printedUrl(printed)).toBe(printed);
    expect(printedUrl('/x?b=1&a=2#muc', 'https://a.vn/')).toBe('https://a.vn/x?b=1&a=2');
  });

  it('is without sessions, tokens and tracking', () => {
    expect(
      printedUrl(
        'https://u:p@a.vn/x;jsessionid=4A?b=1&p_auth=Xy3&PHPSESSID=0123&utm_source=zalo&sid=9f86d081884c7d659a2f&a=2&_=1764000000000',
      ),
    ).toBe('https://a.vn/x?b=1&a=2');
  });

  it('is nothing where it is the canonical address', () => {
    expect(printedUrl('https://a.vn/x?a=1&b=2&p_auth=Xy3')).toBeUndefined();
    expect(printedUrl('mailto:a@a.vn')).toBeUndefined();
  });
});
