import { Chalk } from 'chalk';
import type { Status, Verdict } from '../../rules/requirement.js';

/** The few ways of painting text; each gives the text back unchanged where no colour was asked for. */
export interface Ink {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly bad: (text: string) => string;
}

export function createInk(colour: boolean): Ink {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  return {
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    warn: (text) => chalk.yellow(text),
    bad: (text) => chalk.red(text),
  };
}

/** A sign for each status: the table and `explain` must be readable without colour. */
export const SIGNS: Record<Status, string> = {
  pass: '✓',
  fail: '✗',
  unclear: '?',
  manual: '○',
  notChecked: '·',
  notApplicable: '–',
};

export function statusInk(ink: Ink, status: Status): (text: string) => string {
  if (status === 'pass') return ink.good;
  if (status === 'fail') return ink.bad;
  return status === 'notApplicable' ? ink.dim : ink.warn;
}

export function verdictInk(ink: Ink, verdict: Verdict): (text: string) => string {
  if (verdict === 'conforms') return ink.good;
  if (verdict === 'over-declared') return ink.bad;
  return verdict === 'needs-review' ? ink.warn : ink.dim;
}
