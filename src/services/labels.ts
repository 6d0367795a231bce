import type { FieldName } from './service.js';

/**
 * What a label means: the field it names, `ignored` where it is known and of no use to an audit (a serial number, keywords),
 * undefined where the vocabulary does not know it.
 *
 * @param label as printed; accents, case, numbering and a trailing colon do not matter
 * @param parents keys or headings it stands under, outermost first
 */
export type LabelMatcher = (label: string, parents?: readonly string[]) => FieldName | 'ignored' | undefined;
