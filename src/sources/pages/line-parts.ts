/** Several labels in one line: "Mã TTHC: 1.0 - Lĩnh vực: Đường bộ". */
import { cleanLine } from '../../services/text.js';
import { isLevelBadge } from './level-words.js';
import type { PageValue } from './merge.js';
import type { PageLabels } from './page-labels.js';
import type { Pair } from './pair.js';

/** Longer lines are sentences. */
const MAX_LINE = 300;
/** What parts a value from the next label of its line. */
const SEAM = /\s+[-–—|•]\s+|\s*[;|]\s*|\s{3,}/g;

export interface LineParts {
  readonly value: PageValue;
  /** Pairs behind it in the line. */
  readonly beside: readonly PageValue[];
}

/** A label behind a seam and before a colon begins a value of its own, and so does a level; other seams and colons belong to the value. */
export function lineParts(pair: Pair, { value, field }: PageValue, labels: PageLabels): LineParts {
  const whole = { value: { value, field }, beside: [] };
  if (pair.kind !== 'line' || value.text.length > MAX_LINE || field === 'declaredLevel') return whole;
  const [line = '', ...lines] = value.text.split('\n');
  const seams = [...line.matchAll(SEAM)].map(({ index, 0: seam }) => ({
    end: index,
    from: index + seam.length,
  }));
  const starts = seams.flatMap(({ end, from }, index) => {
    const part = cleanLine(line.slice(from, seams[index + 1]?.end));
    if (SHORT.has(field ?? '') && isLevelBadge(part))
      return [{ label: { text: LEVEL, field: 'declaredLevel' as const }, end, from }];
    const colon = line.indexOf(':', from);
    const label = colon === -1 ? undefined : labels.named(cleanLine(line.slice(from, colon)));
    return label === undefined || label.field === 'ignored' || label.field === field
      ? []
      : [{ label, end, from: colon + 1 }];
  });
  const [first] = starts;
  if (first === undefined) return whole;
  const beside = starts.map(({ label, from }, index) => ({
    value: { label: label.text, at: label.text, text: cleanLine(line.slice(from, starts[index + 1]?.end)) },
    field: label.field,
  }));
  const text = [line.slice(0, first.end), ...lines].join('\n');
  return { value: { value: { ...value, text }, field }, beside };
}

/** Fields that no level is part of. */
const SHORT: ReadonlySet<string> = new Set(['code', 'name', 'field', 'sector', 'units', 'adminLevel']);
const LEVEL = 'Mức độ';
