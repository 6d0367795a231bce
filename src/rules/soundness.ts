/** What makes a requirement unfit that no JSON Schema can say: unknown fields, reasons and missing examples. */
import { namesOf } from './compile.js';
import { reasonsIn } from './condition.js';
import { isField, isLevelName, isObject } from './fields.js';
import { ENGINE_REASONS, isPlaceholder, placeholdersOf } from './reasons.js';
import type { Requirement, Ruleset } from './requirement.js';
import { breach } from './ruleset-file.js';

export interface Fault {
  readonly requirement: string;
  /** JSON pointer inside the requirement. */
  readonly place: string;
  readonly reason: string;
}

/**
 * The first fault of a ruleset; undefined where it is sound.
 *
 * @param examples false: examples are not looked at
 */
export function faultOf(ruleset: Ruleset, examples: boolean): Fault | undefined {
  for (const id of ENGINE_REASONS)
    if (ruleset.reasons[id] === undefined)
      return { requirement: '', place: `/reasons/${id}`, reason: 'has no text' };
  for (const [id, text] of Object.entries(ruleset.reasons)) {
    const unknown = placeholdersOf(text).find((name) => !isPlaceholder(name));
    if (unknown !== undefined)
      return { requirement: '', place: `/reasons/${id}`, reason: `names an unknown value: {${unknown}}` };
  }
  for (const requirement of ruleset.requirements) {
    const fault = evidenceFault(requirement) ?? reasonFault(requirement, ruleset) ?? levelFault(requirement);
    const found = fault ?? (examples ? examplesFault(requirement) : undefined);
    if (found !== undefined) return { requirement: requirement.id, ...found };
  }
  return undefined;
}

type PartFault = Omit<Fault, 'requirement'>;

function evidenceFault({ evidence }: Requirement): PartFault | undefined {
  const index = evidence.findIndex((field) => !isField(field));
  if (index < 0) return undefined;
  return { place: `/evidence/${index}`, reason: `is no field of a service: ${evidence[index]}` };
}

function reasonFault(requirement: Requirement, { reasons }: Ruleset): PartFault | undefined {
  for (const member of ['appliesWhen', 'unclearWhen', 'check'] as const) {
    const unknown = reasonsIn(requirement[member]).find((id) => reasons[id] === undefined);
    if (unknown !== undefined)
      return { place: `/${member}`, reason: `gives a reason without a text: ${unknown}` };
  }
  return undefined;
}

function levelFault(requirement: Requirement): PartFault | undefined {
  const { level, upTo } = requirement;
  if (upTo !== undefined && (level === undefined || upTo < level))
    return { place: '/upTo', reason: 'must not be below the level' };
  if (level === undefined || !namesOf(requirement).some(isLevelName)) return undefined;
  return { place: '/level', reason: 'a requirement that looks at the levels reached cannot belong to one' };
}

/**
 * A check comes with a service that passes and one that fails. Where it applies only to some services (an item the law asks for
 * "if any") it may have no way to fail; one that it does not apply to, or that is unclear, stands in.
 */
function examplesFault({ check, appliesWhen, otherwise, examples }: Requirement): PartFault | undefined {
  if (check !== undefined) {
    if (!some(examples.pass)) return { place: '/examples', reason: 'has a check but no example that passes' };
    const standsIn = appliesWhen !== undefined && (some(examples.notApplicable) || some(examples.unclear));
    if (!some(examples.fail) && !standsIn && otherwise === undefined)
      return { place: '/examples', reason: 'has a check but no example that fails' };
  }
  for (const [kind, list] of Object.entries(examples))
    for (const [index, example] of list.entries()) {
      const found = breach('service', valuesOf(example));
      if (found !== undefined)
        return { place: `/examples/${kind}/${index}${found.place}`, reason: found.reason };
    }
  return undefined;
}

function some(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}

/** The service of an example, without what stands beside it. */
function valuesOf(example: unknown): unknown {
  if (!isObject(example)) return example;
  return Object.fromEntries(
    Object.entries(example).filter(([name]) => name !== '$comment' && !isLevelName(name)),
  );
}
