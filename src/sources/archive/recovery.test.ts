import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openArchiveStore } from './archive-store.js';
import { contents, page, storeOptions, temporary } from './testing/archive.js';

const FILE = 'run0001-00001.warc.gz';
const url = (number: number): string => `https://dvc.example.vn/thu-tuc/${number}`;
const PAGES = [0, 1, 2, 3].map((number) => page(url(number), `thủ tục ${number}`));

const SHOWN = { html: '<!doctype html><html>đã hiển thị', about: '{"links":[]}' };

/** A snapshot of four exchanges, a note and a rendered page, and where the last ones begin. */
async function snapshot(): Promise<{ directory: string; bytes: Buffer; index: string; starts: number[] }> {
  const directory = await temporary();
  const store = await openArchiveStore(directory, storeOptions());
  for (const exchange of PAGES.slice(0, 3)) await store.append(exchange);
  await store.note('https://dvc.example.vn/cham', 'timeout');
  for (const exchange of PAGES.slice(3)) await store.append(exchange);
  await store.keepRendering(`${url(3)}#/a`, url(3), SHOWN);
  await store.close();
  const index = await readFile(join(directory, 'index.cdxj'), 'utf8');
  const starts = index
    .split('\n')
    .slice(0, -1)
    .map((line) => Number(/"requestOffset":"(\d+)"/.exec(line)?.[1] ?? /"offset":"(\d+)"/.exec(line)?.[1]));
  return { directory, bytes: await readFile(join(directory, FILE)), index, starts };
}

async function bodyOf(
  store: Awaited<ReturnType<typeof openArchiveStore>>,
  number: number,
): Promise<string | undefined> {
  const found = await store.lookup('GET', url(number));
  return found === undefined ? undefined : Buffer.from(await found.body()).toString();
}

describe('killed while writing', () => {
  test.each(['with', 'without', 'with a short'])(
    'a record cut at any byte is dropped, the others stay (%s index)',
    async (kind) => {
      const { bytes, index, starts } = await snapshot();
      const [, , third = 0, note = 0, fourth = 0, rendered = 0] = starts;
      const directory = await temporary();
      // Three lines: what a kill between two writes of the index leaves.
      const left =
        kind === 'with'
          ? index
          : kind === 'without'
            ? ''
            : index.split('\n').slice(0, 2).join('\n').concat('\n');
      // Nearly every byte of the last records in one case; the others walk more of the file in larger steps.
      const [begin, step] = kind === 'without' ? [fourth, 3] : [third, 11];
      for (let length = begin; length < bytes.length; length += step) {
        await writeFile(join(directory, FILE), bytes.subarray(0, length));
        await writeFile(join(directory, 'index.cdxj'), left);
        const store = await openArchiveStore(directory, storeOptions({ resume: true }));
        const expected = [true, true, length >= note, length >= rendered];
        for (const number of [0, 1, 2, 3]) {
          expect(await bodyOf(store, number), `${number} of ${length}`).toBe(
            expected[number] ? `thủ tục ${number}` : undefined,
          );
        }
        expect((await store.noted('https://dvc.example.vn/cham'))?.status).toBe(
          length >= fourth ? 'timeout' : undefined,
        );
        expect(await store.rendering(`${url(3)}#/a`)).toBeUndefined();
        const again = length % 8 === 0;
        for (const number of [2, 3])
          if (again && !expected[number]) await store.append(page(url(number), `thủ tục ${number}`));
        await store.close();
        if (!again) continue;
        const { bodies, problems } = await contents(directory);
        expect(problems, String(length)).toEqual([]);
        expect(Object.values(bodies).sort()).toEqual(PAGES.map((_, number) => `thủ tục ${number}`));
      }
    },
    120_000,
  );

  test('an index cut at any byte is mended from the records, to the same bytes', async () => {
    const { directory, index } = await snapshot();
    const path = join(directory, 'index.cdxj');
    for (let length = 0; length < Buffer.byteLength(index); length += 17) {
      await writeFile(path, index);
      await truncate(path, length);
      const store = await openArchiveStore(directory, storeOptions({ resume: true }));
      expect(await bodyOf(store, 3)).toBe('thủ tục 3');
      expect(await store.rendering(`${url(3)}#/a`)).toEqual(SHOWN);
      await store.close();
      expect(await readFile(path, 'utf8')).toBe(index);
    }
  }, 120_000);

  test('an index that is gone, wrong or of another archive is made again, to the same bytes', async () => {
    const { directory, index } = await snapshot();
    const path = join(directory, 'index.cdxj');
    const other = index.replace(
      /"offset":"(\d+)"/g,
      (_, offset: string) => `"offset":"${Number(offset) + 1}"`,
    );
    const shifted = index.split('\n').slice(1).join('\n');
    for (const wrong of ['', 'rác\n', other, shifted, index.replaceAll(FILE, 'run0009-00001.warc.gz')]) {
      await writeFile(path, wrong);
      const store = await openArchiveStore(directory, storeOptions({ resume: true }));
      expect(await bodyOf(store, 1)).toBe('thủ tục 1');
      await store.close();
      expect(await readFile(path, 'utf8')).toBe(index);
    }
  });

  test('an index sorted at the end of a crawl says the same, also where the next run has added to it', async () => {
    const { directory, index } = await snapshot();
    const path = join(directory, 'index.cdxj');
    await (await openArchiveStore(directory, storeOptions({ resume: true }))).close(true);
    const sorted = await readFile(path, 'utf8');
    expect(sorted).not.toBe(index);
    expect(sorted).toBe(`${index.trimEnd().split('\n').sort().join('\n')}\n`);
    const further = await openArchiveStore(directory, storeOptions());
    await further.append(page(url(9), 'thủ tục 9'));
    await further.close();
    expect(await readFile(path, 'utf8')).toMatch(/^.*\/cham .*\n(?:.*\n)+.*thu-tuc\/9 .*\n$/);
    const last = await openArchiveStore(directory, storeOptions({ resume: true }));
    expect(last.problems).toEqual([]);
    expect(await Promise.all([0, 3, 9].map((number) => bodyOf(last, number)))).toEqual([
      'thủ tục 0',
      'thủ tục 3',
      'thủ tục 9',
    ]);
    await last.close();
  });

  test('damage in the middle costs one record, and what stands behind it is kept', async () => {
    const { directory, bytes, starts } = await snapshot();
    const broken = Buffer.from(bytes);
    const [, second = 0, third = 0] = starts;
    broken.fill(0xaa, third - 60, third - 40);
    await writeFile(join(directory, FILE), broken);
    await rm(join(directory, 'index.cdxj'));
    const store = await openArchiveStore(directory, storeOptions({ resume: true }));
    expect(store.problems.map(({ code }) => code)).toEqual([
      'archive-index-rebuilt',
      'archive-record-damaged',
    ]);
    expect(second).toBeLessThan(third);
    expect(await Promise.all([0, 1, 2, 3].map((number) => bodyOf(store, number)))).toEqual([
      'thủ tục 0',
      undefined,
      'thủ tục 2',
      'thủ tục 3',
    ]);
    await store.append(page(url(1), 'thủ tục 1'));
    await store.close();
    expect(Object.keys((await contents(directory)).bodies)).toHaveLength(4);
  });

  test('a copy taken while the crawl writes is a snapshot', async () => {
    const directory = await temporary();
    const store = await openArchiveStore(directory, storeOptions({ syncEvery: 5 }));
    for (let number = 0; number < 23; number += 1) {
      await store.append(page(url(number), `thủ tục ${number}`));
      const copy = await temporary();
      for (const name of await readdir(directory))
        if (!name.includes('lock')) await cp(join(directory, name), join(copy, name));
      const { bodies, problems } = await contents(copy);
      expect(problems).toEqual([]);
      expect(Object.keys(bodies)).toHaveLength(number + 1);
    }
    await store.close();
  });
});
