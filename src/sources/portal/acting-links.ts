import { cleanLine, unaccent } from '../../services/text.js';
import { nameMatcher, readRuleFile, words } from './rule-file.js';

/**
 * Links that do something where they are asked for: delete, vote, approve, export everything. Portals build them as plain links, and
 * a crawler that follows one has changed what it came to look at. The words are whole ones: a procedure may well be about
 * deleting ("xoa-an-tich").
 */

interface Words {
  readonly name: (name: string) => boolean;
  readonly parameter: (name: string) => boolean;
  readonly texts: ReadonlySet<string>;
}

let vocabulary: Words | undefined;

function load(): Words {
  const file = readRuleFile('page-signs.json');
  return {
    name: nameMatcher(words(file, 'actingNames')),
    parameter: nameMatcher(words(file, 'actingParameters')),
    texts: new Set(words(file, 'actingTexts').map(folded)),
  };
}

/** An address that does something, by its looks. */
export function isActingAddress(url: string): boolean {
  vocabulary ??= load();
  const { name, parameter } = vocabulary;
  const { pathname, searchParams } = new URL(url);
  if (pathname.split('/').some((part) => name(nameOf(part)))) return true;
  for (const [key, value] of searchParams) {
    // The action phase of a portlet; reading never needs it (JSR 286, PLT.7).
    if (key === 'p_p_lifecycle' && value === '1') return true;
    if (name(nameOf(key)) && !/^(?:0|false|)$/i.test(value)) return true;
    if (parameter(key) && value.split(/[/.:]/).some((part) => name(nameOf(part)))) return true;
  }
  return false;
}

/** A text that says what the link does: "Xóa", "Hủy hồ sơ". */
export function isActingText(text: string): boolean {
  vocabulary ??= load();
  return vocabulary.texts.has(folded(text));
}

function folded(text: string): string {
  return unaccent(cleanLine(text));
}

/** "exportExcel.aspx" and "export_excel" are "export-excel". */
function nameOf(part: string): string {
  return unaccent(decoded(part).replace(/\.(?:aspx?|ashx|php|jsp|html?|do|action)$/i, ''))
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function decoded(text: string): string {
  const spaced = text.replace(/([a-z])(?=[A-Z])/g, '$1-');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
