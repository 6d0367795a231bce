import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../services/vocabulary.js';
import { openListingRows } from './listing-rows.js';

const { matchLabel } = loadVocabulary();
const value = (label: string, text: string) => ({ label, at: label, text });
const page = (url: string) => ({ at: url, layout: 'page:1', values: [value('Mã thủ tục', url.slice(-3))] });

it('pages of one template stay one layout, whichever labels their rows have', () => {
  const rows = openListingRows(matchLabel);
  const [full, poor, none] = ['101', '102', '103'].map((id) => `https://a.example/thu-tuc/${id}`);
  if (full === undefined || poor === undefined || none === undefined) throw new Error('three pages');
  rows.link(full, '/ds', [value('Tên thủ tục', 'Gõ mõ'), value('Mức độ', '4')]);
  rows.link(poor, '/ds?p=2', [value('Tên thủ tục', 'Gõ chiêng')]);
  const layouts = [full, poor, none].map((url) => rows.join(url, [page(url)])[0]?.layout);
  expect(layouts[1]).toBe(layouts[0]);
  // What only lists show cannot be asked of a page that no list led to.
  expect(layouts[2]).toBe('page:1');
  expect(layouts[0]).not.toBe(layouts[2]);
});

describe('a page that only the title of its document names', () => {
  const url = 'https://a.example/thu-tuc/104';
  const record = {
    at: url,
    layout: 'page:1',
    values: [{ ...value('Tên thủ tục', 'HUYỆN MÕ'), borrowed: true as const }, value('Lĩnh vực', 'Mõ')],
  };
  const names = (values: readonly { label: string; text: string }[] = []) =>
    values.filter(({ label }) => label === 'Tên thủ tục').map(({ text }) => text);

  it('has the name that a list gives, whichever was met first', () => {
    const before = openListingRows(matchLabel);
    before.link(url, '/ds', [value('Tên thủ tục', 'Gõ mõ')]);
    expect(names(before.join(url, [record])[0]?.values)).toEqual(['Gõ mõ']);

    const after = openListingRows(matchLabel);
    expect(names(after.join(url, [record])[0]?.values)).toEqual(['HUYỆN MÕ']);
    const late = after.link(url, '/ds', [value('Tên thủ tục', 'Gõ mõ')]);
    expect(late).toMatchObject({ at: url, listed: true });
    expect(names(late?.values)).toEqual(['Gõ mõ']);
  });

  it('keeps it where the list cuts the name short', () => {
    const rows = openListingRows(matchLabel);
    rows.link(url, '/ds', [value('Tên thủ tục', 'Gõ…')]);
    expect(names(rows.join(url, [record])[0]?.values)).toEqual(['HUYỆN MÕ']);
  });
});
