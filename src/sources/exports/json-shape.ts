/** Where the records are in a JSON value: an array, an object of arrays, one record, records keyed by their code. */
import type { LabelMatcher } from '../../services/labels.js';
import type { Problem } from '../../services/problem.js';
import type { FieldName } from '../../services/service.js';
import { isObject } from './json-parse.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** One record, with its place; `list` is the path of the array or object it stands in, "" for the file itself. */
export type Found =
  | { readonly record: JsonObject; readonly path: string; readonly list: string; readonly key?: string }
  | { readonly problem: Problem };

/** How many objects of a list are looked at before it is taken for a list of procedures or not. */
export const JUDGED_OBJECTS = 20;
/** A list of procedures is looked for this many objects deep ("data.result.items"). */
const MAX_LIST_DEPTH = 4;
/** Labels of nested objects that tell what a record is about ("info.ma"). */
const MAX_LABEL_DEPTH = 2;

/** The records of a value that was read as a whole. */
export function* recordsIn(value: unknown, path: string, match: LabelMatcher): Generator<Found> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* itemOfRoot(item, `${path}[${index}]`, match);
  } else if (isObject(value)) {
    yield* recordsInObject(value, path, match);
  } else {
    yield { problem: notAnObject(value, path) };
  }
}

/** An item of the outermost list: a record, or a group that holds a list of records. */
export function* itemOfRoot(item: unknown, path: string, match: LabelMatcher): Generator<Found> {
  if (!isObject(item)) {
    yield { problem: notAnObject(item, path) };
  } else if (hasIdentity(labelsOf([item], match)) || !holdsList(item, match)) {
    yield { record: item, path, list: '' };
  } else {
    yield* membersOf(item, path, match, 0);
  }
}

/** An object that holds everything: one record, or records somewhere inside. */
function* recordsInObject(object: JsonObject, path: string, match: LabelMatcher): Generator<Found> {
  if (isRecord(object, match)) yield { record: object, path, list: '' };
  else yield* membersOf(object, path, match, 0);
}

function* membersOf(object: JsonObject, path: string, match: LabelMatcher, depth: number): Generator<Found> {
  for (const [key, value] of Object.entries(object)) yield* memberOf(key, value, path, match, depth);
}

/** What one member of an object that is no record gives. */
export function* memberOf(
  key: string,
  value: unknown,
  parent: string,
  match: LabelMatcher,
  depth: number,
): Generator<Found> {
  const path = memberPath(parent, key);
  if (Array.isArray(value)) {
    const objects = value.filter(isObject);
    if (objects.length === 0) return;
    if (!isProcedureList(objects, match)) {
      yield { problem: notProcedures(path, value.length, objects) };
      return;
    }
    for (const [index, item] of value.entries()) yield itemOfList(item, `${path}[${index}]`, path);
  } else if (isObject(value)) {
    if (isKeyed(key, value, match)) yield { record: value, path, list: listName(parent), key };
    else if (depth < MAX_LIST_DEPTH) yield* membersOf(value, path, match, depth + 1);
  }
}

/** An item of a list that holds procedures. */
export function itemOfList(item: unknown, path: string, list: string): Found {
  return isObject(item) ? { record: item, path, list: listName(list) } : { problem: notAnObject(item, path) };
}

/** True where the objects have a code or a name and one more label that the vocabulary knows. */
export function isProcedureList(objects: readonly JsonObject[], match: LabelMatcher): boolean {
  const labels = labelsOf(objects.slice(0, JUDGED_OBJECTS), match);
  return hasIdentity(labels) && labels.size >= 2;
}

/** True where the object itself is a record, and not the wrapping of a list that is better described than it is. */
function isRecord(object: JsonObject, match: LabelMatcher): boolean {
  const own = labelsOf([object], match);
  if (!hasIdentity(own)) return false;
  if (Object.entries(object).some(([key, value]) => isObject(value) && isKeyed(key, value, match)))
    return false;
  const best = Math.max(0, ...lists(object, 0).map((objects) => listLabels(objects, match)));
  return best < 2 || own.size > best;
}

function holdsList(object: JsonObject, match: LabelMatcher): boolean {
  return lists(object, 0).some((objects) => isProcedureList(objects, match));
}

function listLabels(objects: readonly JsonObject[], match: LabelMatcher): number {
  return isProcedureList(objects, match) ? labelsOf(objects.slice(0, JUDGED_OBJECTS), match).size : 0;
}

/** The lists of objects inside an object. */
function lists(object: JsonObject, depth: number): JsonObject[][] {
  if (depth > MAX_LIST_DEPTH) return [];
  return Object.values(object).flatMap((value) => {
    if (Array.isArray(value)) return [value.filter(isObject)].filter((objects) => objects.length > 0);
    return isObject(value) ? lists(value, depth + 1) : [];
  });
}

/** `"1.000001": { … }`: the key has a digit, as every code has, and the object a label that is known. */
function isKeyed(key: string, value: JsonObject, match: LabelMatcher): boolean {
  return /\d/.test(key) && key.trim().length >= 3 && labelsOf([value], match).size > 0;
}

function hasIdentity(labels: ReadonlySet<FieldName>): boolean {
  return labels.has('code') || labels.has('name');
}

/** The fields that the labels of objects name, those of nested objects included. A code or name counts where it is plain. */
function labelsOf(objects: readonly JsonObject[], match: LabelMatcher): Set<FieldName> {
  const fields = new Set<FieldName>();
  const visit = (object: JsonObject, parents: readonly string[]): void => {
    for (const [key, value] of Object.entries(object)) {
      const field = match(key, parents);
      const plain = typeof value !== 'object';
      if (field !== undefined && field !== 'ignored' && (plain || (field !== 'code' && field !== 'name')))
        fields.add(field);
      if (isObject(value) && parents.length < MAX_LABEL_DEPTH) visit(value, [...parents, key]);
    }
  };
  for (const object of objects) visit(object, []);
  return fields;
}

/** The name of a list in a layout: its path without the "$". */
function listName(path: string): string {
  return path.replace(/^\$\.?/, '');
}

/** The path of a member: `$.procedures`, `$["1.000001"]`. */
export function memberPath(parent: string, key: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(key) ? `${parent}.${key}` : `${parent}[${JSON.stringify(key)}]`;
}

export function notProcedures(path: string, count: number, objects: readonly JsonObject[]): Problem {
  const keys = new Set(objects.slice(0, JUDGED_OBJECTS).flatMap((object) => Object.keys(object)));
  return { code: 'array-not-procedures', at: path, args: { count, keys: [...keys].slice(0, 6).join(', ') } };
}

/** A value that stands where a record should. */
export function notAnObject(value: unknown, path: string): Problem {
  const found = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return { code: 'record-not-an-object', at: path, args: { found }, lost: true };
}
