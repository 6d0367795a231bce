import { describe, expect, it } from 'vitest';
import { selected, selectorOf } from './selector.js';
import { parsePage } from './tree.js';

const HTML =
  '<div id="a" class="hop to"><ul><li class="x">1</li><li class="x y" data-k="muc-3">2</li></ul><p><b title="Toàn trình">3</b></p></div><p class="x">4</p>';

async function texts(selector: string): Promise<(string | undefined)[]> {
  const { root } = await parsePage(HTML);
  return [...selected(root, selector)].map(({ short }) => short);
}

describe('selectors', () => {
  it.each([
    ['li', ['1', '2']],
    ['.x', ['1', '2', '4']],
    ['li.x.y', ['2']],
    ['#a .x', ['1', '2']],
    ['#a > .x', []],
    ['#a > ul > .x', ['1', '2']],
    ['div ul > li[data-k]', ['2']],
    ['.hop p b', ['3']],
    ['[data-k=muc-3]', ['2']],
    ['[data-k^="muc-"]', ['2']],
    ["[data-k$='-3']", ['2']],
    ['[data-k*=c-]', ['2']],
    ['[class~=y]', ['2']],
    ['b[title="Toàn trình"]', ['3']],
    ['b, p.x', ['3', '4']],
    ['LI.y', ['2']],
    ['[data-k="x,y"], b', ['3']],
    ['#b li', []],
  ])('%s', async (selector, expected) => {
    expect(await texts(selector)).toEqual(expected);
  });

  it('finds the nearest and the furthest ancestor', async () => {
    const { root } = await parsePage(
      '<div class="a"><div class="b"><i><div class="b"><s>1</s></div></i></div></div>',
    );
    expect([...selected(root, '.a > .b s')]).toHaveLength(1);
    expect([...selected(root, '.a > .b > s')]).toHaveLength(0);
    expect([...selected(root, 'i > .b > s')]).toHaveLength(1);
  });

  it.each(['', ' ', ',', 'a,', '>', 'a >', 'a:hover', 'a + b', '[', '[a', '.', 'a..b', 'a[b=]'])(
    'refuses %j',
    (selector) => {
      expect(() => selectorOf(selector)).toThrow(SyntaxError);
    },
  );

  it('takes time in proportion to the page, not to its depth', async () => {
    const { root } = await parsePage('<div class="a">'.repeat(20_000));
    const start = process.cpuUsage();
    expect([...selected(root, '.a .a .a .a .a .a .b')]).toEqual([]);
    expect([...selected(root, '.b .a .a .a .a .a .a')]).toEqual([]);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(4000);
  });
});
