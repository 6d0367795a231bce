/** From a ruleset's id or file to the requirements it comes to. */
import { sep } from 'node:path';
import { CompileError, compileRuleset } from './compile.js';
import { isObject } from './fields.js';
import { hashOf } from './hash.js';
import type { Localised, Requirement, Ruleset } from './requirement.js';
import {
  breach,
  fileNameOf,
  locate,
  pointerStep,
  RULES_FOLDER,
  type RulesetPath,
  readJson,
  readTexts,
  refuse,
  requirementFiles,
} from './ruleset-file.js';
import { faultOf } from './soundness.js';

export interface LoadOptions {
  /** Folder that ids are looked up in and that holds `reasons.json`; the program's own where left out. */
  readonly rulesFolder?: string;
  /**
   * Whether every example is held against the schema of services. Left out: only where the ruleset is not one that comes with the
   * program, whose examples its tests look at.
   */
  readonly examples?: boolean;
}

/** One entry of a ruleset's change list. */
export interface RulesetChange {
  readonly version: string;
  /** ISO 8601 date. */
  readonly date: string;
  readonly text: Localised;
}

/** A ruleset with what only its own page tells. */
export interface LoadedRuleset extends Ruleset {
  /** First and last day the law was in force, ISO 8601. */
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly changes: readonly RulesetChange[];
}

/** A ruleset file after its schema has been checked. */
interface RulesetFile {
  readonly id: string;
  readonly version: string;
  readonly title?: Localised;
  readonly notice?: Localised;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly changes?: readonly RulesetChange[];
  readonly extends?: string;
  readonly off?: readonly string[];
  readonly override?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly requirements?: readonly unknown[];
  readonly reasons?: Readonly<Record<string, Localised>>;
}

/** Where a requirement was read: for refusals. */
interface Origin {
  readonly file: string;
  readonly place: string;
}

interface Draft {
  readonly file: RulesetFile;
  readonly title: Localised;
  readonly requirements: Map<string, { readonly requirement: Requirement; readonly origin: Origin }>;
  readonly reasons: Record<string, Localised>;
}

/**
 * The ruleset of an id ("tt32-2017") or of a file that extends one, with every requirement checked and compiled.
 *
 * @param idOrFile a folder under `rules/`, or the path of a JSON file or of a folder with a `ruleset.json`
 * @throws InputError `ruleset-invalid` with `file`, `place` (a JSON pointer) and `reason`
 */
export function loadRuleset(idOrFile: string, options: LoadOptions = {}): LoadedRuleset {
  const rulesFolder = options.rulesFolder ?? RULES_FOLDER;
  const path = locate(idOrFile, rulesFolder);
  const { file, title, requirements, reasons } = draftOf(path, rulesFolder, []);
  const entries = [...requirements.values()];
  const ruleset: LoadedRuleset = {
    id: file.id,
    version: file.version,
    hash: hashOf(entries.map(({ requirement }) => requirement)),
    title,
    ...(file.notice === undefined ? {} : { notice: file.notice }),
    ...(file.validFrom === undefined ? {} : { validFrom: file.validFrom }),
    ...(file.validTo === undefined ? {} : { validTo: file.validTo }),
    changes: file.changes ?? [],
    requirements: entries.map(({ requirement }) => requirement),
    reasons: { ...engineReasons(rulesFolder), ...reasons },
  };
  const examples = options.examples ?? !isOwn(path);
  const fault = faultOf(ruleset, examples);
  if (fault !== undefined) refuseAt(requirements.get(fault.requirement)?.origin, path, fault);
  try {
    compileRuleset(ruleset);
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    const { requirement, place, message } = error;
    refuseAt(requirements.get(requirement)?.origin, path, { place, reason: message }, error);
  }
  return ruleset;
}

function isOwn({ path }: RulesetPath): boolean {
  return path.startsWith(`${RULES_FOLDER}${sep}`);
}

function refuseAt(
  origin: Origin | undefined,
  ruleset: RulesetPath,
  { place, reason }: { place: string; reason: string },
  cause?: unknown,
): never {
  refuse(origin?.file ?? ruleset.shown, `${origin?.place ?? ''}${place}`, reason, cause);
}

function engineReasons(rulesFolder: string): Readonly<Record<string, Localised>> {
  return readTexts({ path: `${rulesFolder}/reasons.json`, shown: 'rules/reasons.json' });
}

/** @param chain the files that led here by `extends`, outermost first */
function draftOf(path: RulesetPath, rulesFolder: string, chain: readonly RulesetPath[]): Draft {
  const { shown } = path;
  if (chain.some((earlier) => earlier.path === path.path))
    refuse(
      chain.at(-1)?.shown ?? shown,
      '/extends',
      `extends itself: ${chain.map((f) => f.shown).join(' → ')} → ${shown}`,
    );
  const file = readRulesetFile(path);
  const base =
    file.extends === undefined
      ? undefined
      : draftOf(locate(file.extends, rulesFolder, path), rulesFolder, [...chain, path]);
  const title = file.title ?? base?.title;
  if (title === undefined) refuse(shown, '', "must have required property 'title'");
  const requirements: Draft['requirements'] = new Map(base?.requirements);

  for (const [id, changes] of Object.entries(file.override ?? {})) {
    const known = requirements.get(id);
    const origin = { file: shown, place: `/override${pointerStep(id)}` };
    if (known === undefined) refuse(shown, origin.place, `there is no requirement ${id} to override`);
    requirements.set(id, {
      requirement: requirementOf(overridden(known.requirement, changes), origin),
      origin,
    });
  }
  for (const [index, id] of (file.off ?? []).entries())
    if (!requirements.delete(id))
      refuse(shown, `/off/${index}`, `there is no requirement ${id} to switch off`);

  function add(value: unknown, origin: Origin): Requirement {
    const requirement = requirementOf(value, origin);
    const twin = requirements.get(requirement.id);
    if (twin !== undefined)
      refuse(
        origin.file,
        `${origin.place}/id`,
        `${requirement.id} is there already, in ${twin.origin.file}${twin.origin.place}`,
      );
    requirements.set(requirement.id, { requirement, origin });
    return requirement;
  }
  for (const found of requirementFiles(path)) {
    const requirement = add(readJson(found), { file: found.shown, place: '' });
    checkName(found, requirement);
  }
  for (const [index, value] of (file.requirements ?? []).entries())
    add(value, { file: shown, place: `/requirements/${index}` });

  return { file, title, requirements, reasons: { ...base?.reasons, ...file.reasons } };
}

function readRulesetFile(path: RulesetPath): RulesetFile {
  const value = readJson(path);
  if (!isRulesetFile(value)) {
    const { place, reason } = breach('ruleset', value) ?? { place: '', reason: 'breaks its schema' };
    refuse(path.shown, place, reason);
  }
  return value;
}

function isRulesetFile(value: unknown): value is RulesetFile {
  return breach('ruleset', value) === undefined;
}

function requirementOf(value: unknown, origin: Origin): Requirement {
  const plain = isObject(value)
    ? Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('$')))
    : value;
  if (!isRequirement(plain)) {
    const { place, reason } = breach('requirement', plain) ?? { place: '', reason: 'breaks its schema' };
    refuse(origin.file, `${origin.place}${place}`, reason);
  }
  return plain;
}

function isRequirement(value: unknown): value is Requirement {
  return breach('requirement', value) === undefined;
}

/** Each member given replaces the one there was; `null` takes it away. */
function overridden(requirement: Requirement, changes: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(
    Object.entries({ ...requirement, ...changes }).filter(([, value]) => value !== null),
  );
}

/** A file's name and folder say what is in it, so that it can be found. */
function checkName({ shown }: RulesetPath, { id, level }: Requirement): void {
  const [folder, name] = shown.split('/').slice(-2);
  if (name !== fileNameOf(id)) refuse(shown, '/id', `${id} belongs in a file called ${fileNameOf(id)}`);
  const expected = /^level-([1-4])$/.exec(folder ?? '')?.[1];
  if (expected !== undefined && level !== Number(expected))
    refuse(shown, '/level', `stands in ${folder} but its level is ${level ?? 'none'}`);
}
