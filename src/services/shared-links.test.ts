import { describe, expect, it } from 'vitest';
import { createSharedLinks, isHomePage } from './shared-links.js';

describe('home pages', () => {
  it.each([
    'https://a.example',
    'https://a.example/',
    'https://a.example/vi/',
    'https://a.example/vi-vn',
    'https://a.example/index.html',
    'https://a.example/Default.aspx',
    'https://a.example/trang-chu',
    'https://a.example/web/guest/home',
    'https://a.example/web/guest/trang-chu',
    'https://a.example/p/home/dvc-trang-chu.html',
    'https://a.example/?home=1',
    'https://a.example/?lang=vi_VN',
    'https://a.example/#/home',
    'https://a.example/#',
    'https://a.example/;jsessionid=5A0C71E2?p_auth=9f31&p_p_state=normal&p_p_mode=view&p_p_col_id=column-1',
  ])('%s', (address) => {
    expect(isHomePage(address)).toBe(true);
  });

  it.each([
    'https://a.example/nop-ho-so',
    'https://a.example/?ma=1.001234',
    'https://a.example/web/guest/home?p_p_id=nop_WAR_portlet&p_p_lifecycle=0&p_p_state=normal',
    'https://a.example/#/nop/12',
    'https://a.example/home/chi-tiet',
    'https://a.example/vi/thu-tuc/12',
    '/nop',
    'không phải địa chỉ',
  ])('not: %s', (address) => {
    expect(isHomePage(address)).toBe(false);
  });
});

describe('links that services share', () => {
  const meet = (pairs: readonly (readonly [string, string])[]) => {
    const links = createSharedLinks();
    for (const [url, service] of pairs) links.meet(0, url, service);
    return links;
  };
  const NOP = 'https://a.example/nop';

  it('are those of three services, or of all', () => {
    expect(
      meet([
        [NOP, 'a'],
        [NOP, 'b'],
        [NOP, 'c'],
        ['https://a.example/x', 'd'],
      ]).isShared(0, NOP),
    ).toBe(true);
    expect(
      meet([
        [NOP, 'a'],
        [NOP, 'b'],
      ]).isShared(0, NOP),
    ).toBe(true);
    expect(
      meet([
        [NOP, 'a'],
        [NOP, 'b'],
        ['https://a.example/x', 'c'],
      ]).isShared(0, NOP),
    ).toBe(false);
    expect(meet([[NOP, 'a']]).isShared(0, NOP)).toBe(false);
    expect(meet([]).isShared(3, NOP)).toBe(false);
  });

  it('count a service once, wherever in the list its rows stand', () => {
    const rows = ['a', 'b', 'a', 'b', 'a', 'b'].map(
      (service) => [`${NOP}?${service}${service}`, service] as const,
    );
    expect(meet(rows).isShared(0, `${NOP}?aa`)).toBe(false);
    expect(meet(['a', 'b', 'a', 'b'].map((service) => [NOP, service] as const)).isShared(0, NOP)).toBe(true);
  });

  it('are told with how many share them, per source', () => {
    const links = meet([
      [NOP, 'a'],
      [NOP, 'b'],
      [NOP, 'c'],
      ['https://a.example/', 'd'],
    ]);
    expect(links.shared(0)).toEqual([
      { url: NOP, count: 3 },
      { url: 'https://a.example/', count: 1 },
    ]);
    expect(links.shared(1)).toEqual([]);
  });
});
