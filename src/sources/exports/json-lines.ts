/** JSON Lines: one record a line. A broken line is one problem, and the next line is read. */
import type { SourceItem } from '../source.js';
import { problemItem } from '../source.js';
import { tryParse } from './json.js';
import { isObject } from './json-parse.js';
import { type HtmlReader, mayHoldHtml, valuesOf } from './json-record.js';
import { notAnObject } from './json-shape.js';
import { textLines } from './text-lines.js';

/** The longest line, in UTF-16 units. */
const MAX_LINE = 64 * 1024 * 1024;

export async function* readJsonLines(
  chunks: AsyncIterable<string>,
  location: string,
): AsyncGenerator<SourceItem, void, undefined> {
  let html: HtmlReader | undefined;
  for await (const line of textLines(chunks, MAX_LINE)) {
    const json = line.text.trim();
    if (json === '') continue;
    const at = `dòng ${line.number}`;
    if (line.tooLong === true) {
      yield problemItem({
        code: 'record-too-large',
        at,
        args: { mebibytes: MAX_LINE / 1024 / 1024 },
        lost: true,
      });
      continue;
    }
    const parsed = tryParse(json);
    if ('reason' in parsed) {
      yield problemItem({ code: 'json-line-malformed', at, args: { reason: parsed.reason }, lost: true });
      continue;
    }
    if (html === undefined && mayHoldHtml(json)) html = (await import('./html-text.js')).htmlText;
    const { value } = parsed;
    if (!isObject(value)) yield problemItem(notAnObject(value, at));
    else yield { type: 'record', record: { at, layout: location, values: valuesOf(value, html) } };
  }
}
