import type { SourceRecord } from '../../../services/labelled.js';
import type { Problem } from '../../../services/problem.js';
import type { SourceItem } from '../../source.js';

/** What a reader gave, records and problems apart. */
export async function gather(items: AsyncIterable<SourceItem>) {
  const records: SourceRecord[] = [];
  const problems: Problem[] = [];
  for await (const item of items) {
    if (item.type === 'record') records.push(item.record);
    else if (item.type === 'problem') problems.push(item.problem);
  }
  return { records, problems };
}

/** The text of a record under a label. */
export function text(record: SourceRecord | undefined, label: string): string | undefined {
  return record?.values.find((value) => value.label === label)?.text;
}

export function codes(problems: readonly Problem[]): string[] {
  return problems.map((problem) => problem.code);
}

/** Any value cut into pieces of `size`, as a stream. */
export async function* pieces<T extends string | Uint8Array>(whole: T, size: number): AsyncGenerator<T> {
  for (let at = 0; at < whole.length; at += size) yield whole.slice(at, at + size) as T;
}
