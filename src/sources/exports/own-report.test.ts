import { describe, expect, it } from 'vitest';
import { readExport } from './read.js';
import { gather } from './testing/items.js';
import { matchLabel } from './testing/matcher.js';

const HEAD = { schemaVersion: 1, detail: 'full', tool: { name: 'dvctt-audit', version: '9.9.9' } };
const SERVICE = { code: '1.000001', name: 'Đăng ký khai sinh', units: ['UBND xã'] };

function read(text: string, location = 'bao-cao.json') {
  async function* bytes() {
    yield Buffer.from(text);
  }
  return gather(readExport({ path: location, location }, bytes(), { matchLabel }));
}

describe('a report of the program itself', () => {
  it.each([
    ['as written', JSON.stringify({ ...HEAD, services: [SERVICE] })],
    ['printed over many lines', JSON.stringify({ ...HEAD, services: [SERVICE] }, null, 2)],
    ['with a byte-order mark', `\uFEFF${JSON.stringify({ ...HEAD, services: [SERVICE] })}`],
  ])('%s is no list of procedures and no loss', async (_, text) => {
    for (const location of ['bao-cao.json', 'bao-cao.jsonl', 'bao-cao.txt'])
      expect(await read(text, location)).toEqual({ records: [], problems: [{ code: 'own-report' }] });
  });

  it('is told from another file with a version and services', async () => {
    const others = [
      { schemaVersion: 1, tool: { name: 'another-tool' }, services: [SERVICE] },
      { note: JSON.stringify(HEAD), services: [SERVICE] },
    ];
    for (const other of others) expect((await read(JSON.stringify(other))).records).toHaveLength(1);
  });
});
