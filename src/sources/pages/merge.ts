/** One value a label, however often the page prints it: a dialogue that repeats the page adds nothing and takes nothing away. */
import type { LabelledValue } from '../../services/labelled.js';
import type { FieldName } from '../../services/service.js';
import { foldName } from '../../services/text.js';

/** A value and what its label means. */
export interface PageValue {
  readonly value: LabelledValue;
  readonly field: FieldName | 'ignored' | undefined;
}

/** So many different values under one label are no dialogue that repeats the page. */
const MAX_COMPARED = 20;

export function mergeValues(values: readonly PageValue[]): LabelledValue[] {
  const groups = new Map<string, LabelledValue[]>();
  for (const { value, field } of values) {
    const key = keyOf(value, field);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    const twin = group.length > MAX_COMPARED ? -1 : group.findIndex((one) => isSame(one, value));
    const before = group[twin];
    if (before === undefined) group.push(value);
    else group[twin] = richer(before, value);
  }
  return [...groups.values()].flatMap((group) => {
    const said = group.filter((value) => !isEmpty(value));
    return said.length > 0
      ? said
      : [group.find(({ unread }) => unread) ?? group[0]].flatMap((one) => one ?? []);
  });
}

/** "Phí" and "Phí, lệ phí" are two places although they speak of one field. */
function keyOf(value: LabelledValue, field: PageValue['field']): string {
  return field === undefined || field === 'ignored' || field === 'phi'
    ? `label ${foldName(value.label)}`
    : `field ${field}`;
}

function isSame(one: LabelledValue, other: LabelledValue): boolean {
  const [left, right] = [foldName(one.text), foldName(other.text)];
  return (
    left === right ||
    (left.length > 40 && right.includes(left)) ||
    (right.length > 40 && left.includes(right))
  );
}

/** The longer text, with the addresses and tables of both. */
function richer(one: LabelledValue, other: LabelledValue): LabelledValue {
  const [long, short] = other.text.length > one.text.length ? [other, one] : [one, other];
  const hasUrl = (value: LabelledValue) => (value.links ?? []).some((link) => link.url !== undefined);
  const links = hasUrl(short) && !hasUrl(long) ? short.links : (long.links ?? short.links);
  const tables = (long.tables?.length ?? 0) > 0 ? long.tables : short.tables;
  const unread = (one.unread ?? other.unread) && long.text === '';
  return {
    ...long,
    label: one.label,
    at: one.at,
    ...(links === undefined ? {} : { links }),
    ...(tables === undefined ? {} : { tables }),
    ...(unread ? { unread } : {}),
  };
}

export function isEmpty(value: LabelledValue): boolean {
  return (
    value.text === '' &&
    (value.links?.length ?? 0) === 0 &&
    !(value.tables ?? []).some((table) => table.rows.length > 0)
  );
}
