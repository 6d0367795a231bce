/** The code of a procedure where no label of the page shows it: in the page's address, or in a variable of its scripts. */
import type { LabelledValue } from '../../services/labelled.js';
import { parameterOf } from './place.js';
import type { CodeHint } from './portal-hints.js';
import { pageWords } from './words.js';

const LABEL = 'Mã thủ tục';
/** "1.004194", with or without the suffix of an agency. The same parameters hold numbers of the site's own elsewhere. */
const NATIONAL = /^\d\.\d{6}(?:\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})?$/i;
const MAX_CODE = 40;

export function codeOf(url: string, html: string, hint: CodeHint | undefined): LabelledValue | undefined {
  const isCode = (text: string | undefined): text is string =>
    text !== undefined &&
    text.length <= MAX_CODE &&
    (hint?.format === 'any' ? /\d/.test(text) : NATIONAL.test(text));
  const parameters = [
    ...(hint?.parameter === undefined ? [] : [hint.parameter]),
    ...pageWords().codeParameters,
  ];
  for (const name of parameters) {
    const text = parameterOf(url, name);
    if (name === hint?.parameter ? isCode(text) : text !== undefined && NATIONAL.test(text))
      return { label: LABEL, at: `tham số “${name}”`, text: text ?? '' };
  }
  if (hint?.variable === undefined) return undefined;
  const text = variableIn(html, hint.variable);
  return isCode(text) ? { label: LABEL, at: `biến “${hint.variable}”`, text } : undefined;
}

function variableIn(html: string, name: string): string | undefined {
  const written = new RegExp(
    `\\b(?:var|let|const)\\s{1,20}${name.replaceAll('$', '\\$')}\\s{0,20}=\\s{0,20}(['"])([^'"<>]{1,${MAX_CODE}})\\1`,
  );
  return written.exec(html)?.[2];
}
