import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openArchiveStore } from './archive-store.js';
import { crawlOfRecords, readCrawl } from './crawl-file.js';
import { openSnapshotReader } from './snapshot-reader.js';
import { contents, page, storeOptions, temporary } from './testing/archive.js';

const HOME = 'https://dvc.example.vn/';

test('gives back what was kept, in the same program and in the next', async () => {
  const directory = await temporary();
  const kept = [
    page(HOME, 'trang chủ', {
      address: '203.0.113.7',
      headers: [
        ['Content-Type', 'text/html'],
        ['X-Twice', 'a'],
        ['X-Twice', 'b,,,c'],
        ['x-accented', 'Sở Tư pháp'],
      ],
    }),
    page(`${HOME}api`, '{"a":1}', {
      method: 'POST',
      requestBody: '{"trang":1}',
      headers: [['content-type', 'application/json']],
    }),
    page(`${HOME}api`, '{"a":2}', { method: 'POST', requestBody: '{"trang":2}' }),
    page(`${HOME}di-chuyen`, '', { status: 302, statusText: 'Found', headers: [['Location', '/moi']] }),
    page(`${HOME}bytes`, Buffer.from([0, 13, 10, 13, 10, 255, 87, 65, 82, 67, 47]), { truncated: 'length' }),
    page(`${HOME}tep.doc`, '', { method: 'HEAD', statusText: '' }),
  ];
  const check = async (store: Awaited<ReturnType<typeof openArchiveStore>>): Promise<void> => {
    for (const exchange of kept) {
      const found = await store.lookup(exchange.method, exchange.url, exchange.requestBody);
      const { body, ...head } = exchange;
      expect(found).toMatchObject({ ...head, fresh: true });
      expect(Buffer.from((await found?.body()) ?? 'none')).toEqual(Buffer.from(body));
    }
    expect(await store.lookup('GET', `${HOME}api`)).toBeUndefined();
    expect(await store.lookup('POST', `${HOME}api`, '{"trang":3}')).toBeUndefined();
    expect(await store.noted(`${HOME}cham`)).toEqual({
      status: 'timeout',
      detail: { seconds: 30, host: 'dvc.example.vn' },
      date: '2026-03-01T08:00:00.000Z',
    });
    expect(await store.noted(HOME)).toBeUndefined();
  };
  const store = await openArchiveStore(directory, storeOptions());
  await Promise.all(kept.map((exchange) => store.append(exchange)));
  await store.note(`${HOME}cham`, 'timeout', { seconds: 30, host: 'dvc.example.vn' });
  await check(store);
  await store.close();
  const again = await openArchiveStore(directory, storeOptions({ resume: true }));
  expect(again.problems).toEqual([]);
  await check(again);
  await again.close();
  expect(await readdir(directory)).toEqual(['crawl.json', 'index.cdxj', 'run0001-00001.warc.gz']);
});

test('never writes credentials', async () => {
  const directory = await temporary();
  const crawl = {
    software: 'dvctt-audit/0.0.0',
    startUrls: ['https://ai:matkhau-1@dvc.example.vn/'],
    robots: 'ignore',
    settings: {
      proxy: 'http://ai:matkhau-2@proxy:3128/',
      cookie: 'matkhau-3',
      header: ['X-Key: matkhau-4'],
      rate: 1,
    },
  } as const;
  const store = await openArchiveStore(directory, storeOptions({ crawl }));
  await store.append(
    page('https://ai:matkhau-5@dvc.example.vn/x', 'y', {
      requestHeaders: [
        ['Cookie', 'id=matkhau-6'],
        ['authorization', 'Bearer matkhau-7'],
        ['Proxy-Authorization', 'matkhau-8'],
        ['Accept', '*/*'],
      ],
      headers: [
        ['set-cookie', 'phien=matkhau-9; HttpOnly'],
        ['Set-Cookie', 'b=matkhau-10'],
      ],
    }),
  );
  await store.note('https://ai:matkhau-11@dvc.example.vn/z', 'timeout');
  await store.close();
  for (const name of await readdir(directory)) {
    const bytes = await readFile(join(directory, name));
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
    expect(text, name).not.toContain('matkhau');
    if (name.endsWith('.gz')) expect(text).toContain('set-cookie: phien=REDACTED');
  }
  expect(await readCrawl(directory)).toEqual({
    ...crawl,
    startUrls: [HOME],
    settings: { proxy: 'http://proxy:3128/', rate: 1 },
  });
});

test('writes a 304 and an unchanged page as revisits, and answers with the body they confirm', async () => {
  const directory = await temporary();
  const first = await openArchiveStore(directory, storeOptions());
  const headers = [
    ['Content-Type', 'text/html'],
    ['ETag', '"1"'],
    ['Expires', 'then'],
  ] as const;
  await first.append(page(`${HOME}a`, 'một', { headers }));
  await first.append(page(`${HOME}b`, 'hai'));
  await first.append(page(`${HOME}c`, 'ba'));
  await first.note(`${HOME}d`, 'timeout');
  await first.close();

  for (const run of [2, 3]) {
    const store = await openArchiveStore(directory, storeOptions());
    expect(store.run).toBe(run);
    expect(await store.lookup('GET', `${HOME}a`)).toMatchObject({ fresh: false, status: 200 });
    expect(await store.noted(`${HOME}d`)).toBeUndefined();
    const fetchedAt = `2026-0${run + 2}-01T00:00:00Z`;
    await store.append(
      page(`${HOME}a`, '', {
        status: 304,
        fetchedAt,
        headers: [
          ['ETag', '"1"'],
          ['Expires', 'later'],
          ['Content-Length', '0'],
        ],
      }),
    );
    await store.append(page(`${HOME}b`, 'hai', { fetchedAt }));
    await store.append(page(`${HOME}c`, `ba, lần ${run}`, { fetchedAt }));
    const confirmed = await store.lookup('GET', `${HOME}a`);
    expect(confirmed).toMatchObject({
      status: 200,
      fresh: true,
      confirmed: true,
      fetchedAt,
      headers: [
        ['Content-Type', 'text/html'],
        ['ETag', '"1"'],
        ['Expires', 'later'],
      ],
    });
    expect(Buffer.from((await confirmed?.body()) ?? '').toString()).toBe('một');
    await store.close();
    const types = gunzipSync(await readFile(join(directory, `run000${run}-00001.warc.gz`)))
      .toString()
      .match(/(?<=WARC-Type: )\w+/g);
    expect(types).toEqual(['warcinfo', 'request', 'revisit', 'request', 'revisit', 'request', 'response']);
  }
  const { bodies, problems, items } = await contents(directory);
  expect(problems).toEqual([]);
  expect(bodies).toEqual({ [`${HOME}a`]: 'một', [`${HOME}b`]: 'hai', [`${HOME}c`]: 'ba, lần 3' });
  expect(items).toHaveLength(3);
  // The same without the index, and as another program would find it.
  await writeFile(join(directory, 'index.cdxj'), 'vn,example)/ 2026 not ours\n');
  expect(await contents(directory)).toMatchObject({ bodies, problems: [] });
});

test('begins a new file when one is large enough', async () => {
  const directory = await temporary();
  const store = await openArchiveStore(directory, storeOptions({ fileBytes: 3000 }));
  for (let number = 0; number < 12; number += 1)
    await store.append(page(`${HOME}${number}`, `trang ${number}`));
  await store.close();
  const files = (await readdir(directory)).filter((name) => name.endsWith('.gz'));
  expect(files.length).toBeGreaterThan(2);
  for (const file of files) {
    expect(gunzipSync(await readFile(join(directory, file))).toString()).toMatch(
      /^WARC\/1\.1\r\nWARC-Type: warcinfo\r\n/,
    );
  }
  const resumed = await openArchiveStore(directory, storeOptions({ resume: true, fileBytes: 3000 }));
  for (let number = 0; number < 12; number += 1) {
    const found = await resumed.lookup('GET', `${HOME}${number}`);
    expect(Buffer.from((await found?.body()) ?? '').toString()).toBe(`trang ${number}`);
  }
  await resumed.close();
});

test('only one program writes a snapshot, and a lock left behind is no lock', async () => {
  const directory = await temporary();
  const alive = storeOptions({ owner: { pid: 1, host: 'here', isAlive: () => true } });
  const store = await openArchiveStore(directory, alive);
  await store.append(page(HOME, 'x'));
  const other = { pid: 2, host: 'here', isAlive: () => true };
  await expect(openArchiveStore(directory, storeOptions({ owner: other }))).rejects.toMatchObject({
    problem: {
      code: 'archive-locked',
      args: { pid: '1', host: 'here', lock: join(directory, 'crawl.lock') },
    },
  });
  const elsewhere = { pid: 1, host: 'there', isAlive: () => false };
  await expect(openArchiveStore(directory, storeOptions({ owner: elsewhere }))).rejects.toMatchObject({
    problem: { code: 'archive-locked' },
  });
  await expect(openArchiveStore(directory, alive)).rejects.toMatchObject({
    problem: { code: 'archive-locked' },
  });
  // The first was killed: its process is gone.
  const heir = await openArchiveStore(
    directory,
    storeOptions({ resume: true, owner: { ...other, isAlive: () => false } }),
  );
  expect(await heir.lookup('GET', HOME)).toBeDefined();
  await expect(store.close()).rejects.toMatchObject({ problem: { code: 'archive-lock-lost' } });
  await heir.append(page(`${HOME}2`, 'y'));
  await heir.close();
  expect((await readdir(directory)).filter((name) => name.includes('lock'))).toEqual([]);
});

test('a lock without signs of life is taken over, whoever left it', async () => {
  const directory = await temporary();
  const lock = join(directory, 'crawl.lock');
  for (const content of ['', '{"tok', JSON.stringify({ token: 't', pid: 1, host: 'there' })]) {
    await writeFile(lock, content);
    await expect(openArchiveStore(directory, storeOptions())).rejects.toMatchObject({
      problem: {
        code: content.endsWith('}') ? 'archive-locked' : 'archive-lock-unreadable',
        args: { lock },
      },
    });
    const old = new Date(Date.now() - 10 * 60_000);
    await utimes(lock, old, old);
    await (await openArchiveStore(directory, storeOptions())).close();
  }
  // A program with our own number that is not us: a container that was started again.
  await writeFile(lock, JSON.stringify({ token: 't', pid: 4711, host: 'here' }));
  await (await openArchiveStore(directory, storeOptions())).close();
});

test('a closed archive takes nothing more', async () => {
  const directory = await temporary();
  const store = await openArchiveStore(directory, storeOptions());
  await store.append(page(HOME, 'x'));
  await store.close();
  await expect(store.append(page(`${HOME}2`, 'x'))).rejects.toThrow('closed');
  await expect(store.close()).resolves.toBeUndefined();
  expect((await contents(directory)).problems).toEqual([]);
});

test('one directory holds the crawl of one portal', async () => {
  const directory = await temporary();
  const { crawl } = storeOptions();
  await (await openArchiveStore(directory, storeOptions())).close();
  const other = { ...crawl, startUrls: ['https://dvc.khac.vn/'] };
  for (const resume of [false, true])
    await expect(openArchiveStore(directory, storeOptions({ crawl: other, resume }))).rejects.toMatchObject({
      problem: { code: 'archive-other-starts', args: { starts: HOME, given: 'https://dvc.khac.vn/' } },
    });
  expect(await readCrawl(directory)).toEqual(crawl);
  const insecure = { ...crawl, startUrls: ['http://dvc.example.vn'] };
  await (await openArchiveStore(directory, storeOptions({ crawl: insecure }))).close();
});

test('a resumed crawl is described as it goes on, also where its description was lost', async () => {
  const directory = await temporary();
  const { crawl } = storeOptions();
  const store = await openArchiveStore(directory, storeOptions());
  await store.append(page(HOME, 'x'));
  await store.close();
  await writeFile(join(directory, 'crawl.json'), '{"for');
  expect(await readCrawl(directory)).toBeUndefined();
  expect(await crawlOfRecords(directory)).toEqual(crawl);
  const further = { ...crawl, settings: { rate: 5 } };
  await (await openArchiveStore(directory, storeOptions({ crawl: further, resume: true }))).close();
  expect(await readCrawl(directory)).toEqual(further);
});

test('what is damaged is told once, and answered as if it were not there', async () => {
  const directory = await temporary();
  const store = await openArchiveStore(directory, storeOptions());
  for (const name of ['a', 'b', 'c']) await store.append(page(HOME + name, `trang ${name}`));
  await store.close();
  const path = join(directory, 'run0001-00001.warc.gz');
  const bytes = await readFile(path);
  const [, line = ''] = (await readFile(join(directory, 'index.cdxj'), 'utf8')).split('\n');
  const [offset, length] = ['offset', 'length'].map((name) =>
    Number(new RegExp(`"${name}":"(\\d+)"`).exec(line)?.[1]),
  );
  const middle = (offset ?? 0) + Math.floor((length ?? 0) / 2);
  await writeFile(path, bytes.fill(0xaa, middle, middle + 20));
  const again = await openArchiveStore(directory, storeOptions({ resume: true }));
  expect(await again.lookup('GET', `${HOME}b`)).toBeUndefined();
  expect(await again.lookup('GET', `${HOME}b`)).toBeUndefined();
  expect(await again.lookup('GET', `${HOME}c`)).toBeDefined();
  expect(again.problems.map(({ code, at }) => [code, at])).toEqual([['archive-record-damaged', `${HOME}b`]]);
  await again.append(page(`${HOME}b`, 'lại'));
  expect(await again.lookup('GET', `${HOME}b`)).toBeDefined();
  await again.close();
});

test('gives back pages as their scripts made them: the latest of the run, all of it or nothing', async () => {
  const directory = await temporary();
  const route = `${HOME}a#/tthc/1?x=ở đây`;
  const store = await openArchiveStore(directory, storeOptions());
  await store.append(page(`${HOME}a`, 'khung'));
  await store.keepRendering(route, `${HOME}a`, { html: 'cũ', about: '{}' });
  await store.keepRendering(route, `${HOME}a`, { html: 'mới'.repeat(1000), about: '{"t":"dòng\\n hai"}' });
  await store.keepRendering(`${HOME}b`, `${HOME}b`, { html: 'đã hiện', about: '{}' });
  await store.keepRendering(`${HOME}b`, `${HOME}b`, { about: '{"status":"timeout"}' });
  expect(await store.rendering(`${HOME}a`)).toBeUndefined();
  await store.close();
  const again = await openArchiveStore(directory, storeOptions({ resume: true }));
  expect(await again.rendering(route)).toEqual({ html: 'mới'.repeat(1000), about: '{"t":"dòng\\n hai"}' });
  expect(await again.rendering(`${HOME}b`)).toEqual({ about: '{"status":"timeout"}' });
  expect(Buffer.from((await (await again.lookup('GET', `${HOME}a`))?.body()) ?? []).toString()).toBe('khung');
  await again.close();
  // What one run was shown is nothing that the next one has seen.
  const next = await openArchiveStore(directory, storeOptions());
  expect(await next.rendering(route)).toBeUndefined();
  await next.close();
  expect((await contents(directory)).bodies).toEqual({ [`${HOME}a`]: 'khung' });

  const path = join(directory, 'run0001-00001.warc.gz');
  const lines = (await readFile(join(directory, 'index.cdxj'), 'utf8')).split('\n');
  const line = lines.filter((text) => text.includes('warc/conversion'))[1] ?? '';
  const [offset = 0, length = 0] = ['offset', 'length'].map((name) =>
    Number(new RegExp(`"${name}":"(\\d+)"`).exec(line)?.[1]),
  );
  const bytes = await readFile(path);
  const member = gunzipSync(bytes.subarray(offset, offset + length));
  member.write('giả', member.indexOf('mới'));
  for (const wrong of [gzipSync(member), Buffer.alloc(length, 0xaa)]) {
    const other = Buffer.concat([bytes.subarray(0, offset), wrong, bytes.subarray(offset + length)]);
    await writeFile(path, other);
    await rm(join(directory, 'index.cdxj'), { force: true });
    const reader = await openSnapshotReader(directory, [`${HOME}a`]);
    expect(await reader.rendering(route)).toBeUndefined();
    expect(await reader.rendering(`${HOME}b`)).toBeDefined();
    await reader.close();
  }
});
