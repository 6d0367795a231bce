/** Sections that swallowed what stood below them on the page. */
import { clean } from '../text.js';
import { anyOf, wordLists } from './vocabulary.js';

const lists = wordLists('seams');
/** Alone on its line: the same words inside a sentence belong to the section. */
const FOOTER_LINE = new RegExp(`^(?:${anyOf(lists('afterSection'))})\\s*:?$`, 'iu');
const AFTER_RESULT = new RegExp(`(?:${anyOf(lists('afterResult'))})`, 'u');
const RESULT_CODE = new RegExp(`(?:${anyOf(lists('resultCode'))})\\s*[A-Z0-9]{1,6}[.-][A-Z0-9.-]*\\d`, 'u');
/** The button at the end of a flattened page. */
const GLUED_BUTTON = /(?:-- Chọn [^-]{2,40} --|Chọn cơ quan thực hiện).*$/su;

/** The section without the lines of the site that follow it: from "Biểu mẫu đính kèm:" or "Nộp hồ sơ trực tuyến" alone on a line on. */
export function cutSwallowed(text: string): string {
  const section = clean(text).replace(GLUED_BUTTON, '');
  const lines = section.split('\n');
  const end = lines.findIndex((line, index) => index > 0 && FOOTER_LINE.test(line));
  if (end > 0) return lines.slice(0, end).join('\n').trim();
  return FOOTER_LINE.test(lines[0] ?? '') ? '' : section.trim();
}

/** The results alone, one a line: without their codes, keywords, descriptions and what follows on the page. */
export function parseResult(text: string): string {
  const section = cutSwallowed(text);
  const coded = section.split(new RegExp(RESULT_CODE, 'gu'));
  if (coded.length === 1) return section;
  const results = coded
    .map((part) => (part.split(AFTER_RESULT)[0] ?? '').trim())
    .filter((part) => part !== '');
  return results.join('\n');
}
