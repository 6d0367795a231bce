import type { LabelMatcher } from '../../../services/labels.js';
import type { FieldName } from '../../../services/service.js';
import { cleanLine, unaccent } from '../../../services/text.js';

const FIELDS: Readonly<Record<string, FieldName | 'ignored'>> = {
  stt: 'ignored',
  'ma thu tuc': 'code',
  'ma so': 'code',
  code: 'code',
  'ten thu tuc': 'name',
  ten: 'name',
  name: 'name',
  title: 'name',
  'linh vuc': 'field',
  'co quan thuc hien': 'units',
  agency: 'units',
  'muc do': 'declaredLevel',
  'trinh tu thuc hien': 'steps',
  steps: 'steps',
  phi: 'phi',
  'le phi': 'lePhi',
  'thanh phan ho so': 'documents',
  'bieu mau': 'forms',
};

/** A small vocabulary for the tests of the readers: whole labels, accents and case left out. */
export const matchLabel: LabelMatcher = (label) => {
  const key = unaccent(cleanLine(label))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  return Object.hasOwn(FIELDS, key) ? FIELDS[key] : undefined;
};
