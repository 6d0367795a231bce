import { expect, it } from 'vitest';
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
