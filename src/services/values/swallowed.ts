/** Sections that swallowed what stood below them on the page. */
import { clean } from '../text.js';
import { anyOf, wordLists } from './vocabulary.js';

const lists = wordLists('seams');
/** Alone on its line: the same words inside a sentence belong to the section. */
const FOOTER_LINE = new RegExp(`^(?:${anyOf(lists('afterSection'))})\\s*:?$`, 'iu');
const FORMS_LINE = new RegExp(`^(?:${anyOf(lists('formsAfterSection'))})\\s*:?$`, 'iu');
/** The same heading in a text whose line breaks are gone: behind a full stop, with a colon. */
const FORMS_INLINE = new RegExp(
  `(?<=^|[.;)\\n]\\s?)(?:${anyOf(lists('formsAfterSection'))})\\s*:(?=\\s*(?:\\n|$)|[^\\n]{0,300}(?:Tải về|Tải xuống))`,
  'u',
);
const AFTER_RESULT = new RegExp(`(?:${anyOf(lists('afterResult'))})`, 'u');
const RESULT_CODE = new RegExp(`(?:${anyOf(lists('resultCode'))})\\s*[A-Z0-9]{1,6}[.-][A-Z0-9.-]*\\d`, 'gu');
/** The button at the end of a flattened page. */
const GLUED_BUTTON = /(?:-- Chọn [^-]{2,40} --|Chọn cơ quan thực hiện).*$/su;
/** A line of a text that is read, unlike the entries of a menu. */
const PROSE_LINE = /[.;:]$|^(?:[-+*•]|\(?(?:\d{1,2}|[a-zđ])[.)]|Bước )/u;

/** Lines below a heading by which it is judged. */
const LOOKED_AT = 60;

interface Section {
  readonly text: string;
  /** The list of forms that stood below it, "" where none did. */
  readonly forms: string;
}

/** The section without the lines of the site that follow it: from "Biểu mẫu đính kèm:" or "Nộp hồ sơ trực tuyến" alone on a line on. */
export function cutSwallowed(text: string): string {
  return takeApart(text).text;
}

/** The list of forms that a section swallowed: what stands below "Biểu mẫu đính kèm:", "" where nothing does. */
export function swallowedForms(text: string): string {
  return takeApart(text).forms;
}

function takeApart(text: string): Section {
  const section = clean(text).replace(GLUED_BUTTON, '');
  const inline = FORMS_INLINE.exec(section);
  const broken =
    inline === null
      ? section
      : `${section.slice(0, inline.index)}\n${inline[0]}\n${section.slice(inline.index + inline[0].length)}`;
  const lines = broken.split('\n').map((line) => line.trim());
  const end = lines.findIndex((line, index) => FORMS_LINE.test(line) || endsSection(lines, index));
  if (end < 0) return { text: section.trim(), forms: '' };
  const kept = lines.slice(0, end).join('\n').trim();
  if (!FORMS_LINE.test(lines[end] ?? '')) return { text: kept, forms: '' };
  const below = lines.slice(end + 1);
  const last = below.findIndex((line) => FOOTER_LINE.test(line));
  return {
    text: kept,
    forms: below
      .slice(0, last < 0 ? below.length : last)
      .join('\n')
      .trim(),
  };
}

/** True where the line is the site's own and no heading inside the section, with the text it heads below it. */
function endsSection(lines: readonly string[], index: number): boolean {
  if (!FOOTER_LINE.test(lines[index] ?? '')) return false;
  const below = lines.slice(index + 1, index + 1 + LOOKED_AT);
  return below.filter((line) => PROSE_LINE.test(line)).length * 2 <= below.length;
}

/** The results alone, one a line: without their codes, keywords, descriptions and what follows on the page. */
export function parseResult(text: string): string {
  const section = cutSwallowed(text);
  const coded = section.split(RESULT_CODE);
  if (coded.length === 1) return section;
  return coded
    .map((part) => (part.split(AFTER_RESULT)[0] ?? '').trim())
    .filter((part) => part !== '')
    .join('\n');
}
