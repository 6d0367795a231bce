import { describe, expect, it } from 'vitest';
import { createSpool } from './spool.js';

describe('spool', () => {
  it.each([1_000_000, 64, 0])('gives back every text with %i bytes of memory', (memory) => {
    const spool = createSpool(memory);
    const texts = Array.from({ length: 3000 }, (_, index) => `dòng ${index} ${'ệ'.repeat(index % 40)}`);
    expect(texts.map((text) => spool.append(text))).toEqual(texts.map((_, index) => index));
    for (const index of [2999, 0, 1500, 7, 2998]) expect(spool.read(index)).toBe(texts[index]);
    spool.append('');
    expect(spool.read(3000)).toBe('');
    expect(() => spool.read(3001)).toThrow(RangeError);
    spool.close();
    expect(() => spool.read(0)).toThrow(RangeError);
  });
});
