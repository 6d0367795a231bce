import { describe, expect, it } from 'vitest';
import { createLayouts } from './layout.js';
import type { Draft } from './normalise.js';
import type { FieldName } from './service.js';

const draft = (shown: FieldName[], blank: FieldName[] = [], more: Partial<Draft> = {}): Draft => ({
  values: {},
  evidence: {},
  shown,
  blank,
  unknown: [],
  unrecognised: more.unknown ?? [],
  ...more,
});

describe('what a layout shows', () => {
  it('is what any of its records shows', () => {
    const layouts = createLayouts();
    const number = layouts.meet('a', 0, draft(['result']));
    expect(layouts.meet('a', 0, draft([]))).toBe(number);
    expect(layouts.shows(number, 'result')).toBe(true);
    expect(layouts.shows(number, 'audience')).toBe(false);
    expect(layouts.shows(99, 'result')).toBe(false);
  });

  it('is told apart by layout and by source', () => {
    const layouts = createLayouts();
    const numbers = [
      layouts.meet('a', 0, draft(['result'])),
      layouts.meet('b', 0, draft([])),
      layouts.meet('a', 1, draft([])),
    ];
    expect(numbers.map((number) => layouts.shows(number, 'result'))).toEqual([true, false, false]);
  });

  it('is not a place that ten records leave blank', () => {
    const layouts = createLayouts();
    let number = 0;
    for (let record = 0; record < 9; record += 1)
      number = layouts.meet('a', 2, draft(['phi', 'name'], ['phi']));
    expect(layouts.shows(number, 'phi')).toBe(true);
    expect(layouts.alwaysEmpty()).toEqual([]);
    layouts.meet('a', 2, draft(['phi', 'name'], ['phi']));
    expect(layouts.shows(number, 'phi')).toBe(false);
    expect(layouts.alwaysEmpty()).toEqual([{ source: 2, field: 'phi', count: 10, pages: false }]);
    layouts.meet('a', 2, draft(['phi']));
    expect(layouts.shows(number, 'phi')).toBe(true);
  });

  it('is not a section that every page of it leaves blank, where no procedure is without it', () => {
    const layouts = createLayouts();
    const number = layouts.meet('a', 0, draft(['steps', 'phi'], ['steps', 'phi']), true);
    expect(layouts.shows(number, 'steps')).toBe(true);
    layouts.meet('a', 0, draft(['steps', 'phi'], ['steps', 'phi']), true);
    expect(layouts.shows(number, 'steps')).toBe(false);
    expect(layouts.shows(number, 'phi')).toBe(true);
    expect(layouts.alwaysEmpty()).toEqual([{ source: 0, field: 'steps', count: 2, pages: true }]);
    layouts.meet('a', 0, draft(['steps']), true);
    expect(layouts.shows(number, 'steps')).toBe(true);
  });

  it('includes whether forms have addresses', () => {
    const layouts = createLayouts();
    const form = (url?: string) => ({
      text: 'x',
      items: [url === undefined ? { name: 'x' } : { name: 'x', url }],
    });
    const named = layouts.meet('a', 0, draft([], [], { values: { forms: form() } }));
    const linked = layouts.meet('b', 0, draft([], [], { values: { forms: form('/a') } }));
    expect([layouts.linksForms(named), layouts.linksForms(linked), layouts.linksForms(9)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('keeps the labels nobody knows, each once and not without end', () => {
    const layouts = createLayouts();
    layouts.meet('a', 0, draft([], [], { unknown: ['Lạ', '', 'Lạ', 'Khác'] }));
    expect(layouts.unknown(0)).toEqual(['Lạ', 'Khác']);
    expect(layouts.unknown(1)).toEqual([]);
    layouts.meet(
      'a',
      0,
      draft([], [], { unknown: Array.from({ length: 1000 }, (_, index) => `Cột ${index}`) }),
    );
    expect(layouts.unknown(0)).toHaveLength(200);
  });
});
