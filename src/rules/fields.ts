/** The fields of a service as the engine knows them, and which of them a schema looks at. */
import type { FieldName } from '../services/service.js';
import type { Schema } from './requirement.js';

const FIELD_NAMES: Readonly<Record<FieldName, true>> = {
  code: true,
  name: true,
  declaredLevel: true,
  sector: true,
  field: true,
  adminLevel: true,
  units: true,
  steps: true,
  methods: true,
  documents: true,
  dossierSets: true,
  timeLimits: true,
  audience: true,
  authority: true,
  result: true,
  forms: true,
  resultTemplate: true,
  conditions: true,
  phi: true,
  lePhi: true,
  receivingChannels: true,
  returningChannels: true,
  legalBasis: true,
  announcingDecision: true,
  onlineSubmission: true,
  eForm: true,
  attachments: true,
  onlinePayment: true,
  resultDelivery: true,
  statistics: true,
  mentionedForms: true,
  statedElsewhere: true,
  unread: true,
  unrecognised: true,
};

export const FIELDS: readonly FieldName[] = Object.keys(FIELD_NAMES).filter(isField);

export function isField(name: string): name is FieldName {
  return Object.hasOwn(FIELD_NAMES, name);
}

/** What a requirement without a level may look at besides the fields: the levels the others came to. */
export function isLevelName(name: string): boolean {
  return name === 'verifiedLevel' || name === 'possibleLevel';
}

const WORKED_OUT: ReadonlySet<FieldName> = new Set([
  'mentionedForms',
  'statedElsewhere',
  'unread',
  'unrecognised',
]);

/**
 * Whether leaving the field out says that the source cannot show it. Those that are worked out from other places are left out where they
 * say nothing: their absence is an answer.
 */
export function isShownBySource(name: string): name is FieldName {
  return isField(name) && !WORKED_OUT.has(name);
}

/** A plain object, as JSON gives it. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keywords whose schemas look at the same value as the schema they stand in. */
const IN_PLACE = ['not', 'if', 'then', 'else', 'anyOf', 'allOf', 'oneOf'];
/** Keywords that are keyed by a property of the value. */
const KEYED = ['properties', 'dependentRequired', 'dependentSchemas', 'fee'];
/** Keywords that list properties of the value. */
const LISTED = ['required', 'stated'];

/** Names of the service's own properties that a schema looks at, in order of reading, each once. */
export function namesIn(schema: Schema | undefined): readonly string[] {
  const names = new Set<string>();
  collect(schema, names);
  return [...names];
}

function collect(schema: unknown, names: Set<string>): void {
  if (Array.isArray(schema)) {
    for (const branch of schema) collect(branch, names);
    return;
  }
  if (!isObject(schema)) return;
  for (const [keyword, value] of Object.entries(schema)) {
    if (IN_PLACE.includes(keyword)) {
      collect(value, names);
    } else if (KEYED.includes(keyword) && isObject(value)) {
      for (const name of Object.keys(value)) names.add(name);
    } else if (keyword === 'has' && isObject(value)) {
      for (const path of Object.keys(value)) names.add(path.split('.', 1)[0] ?? path);
    } else if (LISTED.includes(keyword) && Array.isArray(value)) {
      for (const name of value) if (typeof name === 'string') names.add(name);
    }
  }
}
