/** What is said where the program could not run: one line for each reason. */
import type { NothingFound } from '../audit.js';
import { formatProblem, type Lang, say } from '../i18n/messages.js';
import { terminalSafe } from '../report/formats/terminal-safe.js';
import { InputError } from '../services/problem.js';
import type { Environment } from './environment.js';
import { refusalOf } from './file-system.js';
import { HELP } from './help.js';

/** Reasons that are said one by one. */
const SHOWN = 5;

/** Writes to standard error what stopped the program; addresses that were typed in lose their passwords and tokens. */
export async function reportError(
  error: unknown,
  lang: Lang,
  debug: boolean,
  environment: Environment,
): Promise<void> {
  environment.progress?.('');
  const { safeMessage } = await import('../sources/portal/redact.js');
  for (const sentence of sentencesOf(error, lang))
    environment.warn(`dvctt-audit: ${terminalSafe(safeMessage(sentence))}`);
  if (debug && error instanceof Error) environment.warn(safeMessage(error.stack ?? ''));
}

function sentencesOf(error: unknown, lang: Lang): string[] {
  const refusal = refusalOf(error);
  if (refusal !== undefined) return [formatProblem(lang, refusal)];
  if (!(error instanceof InputError)) {
    const text = error instanceof Error ? error.message : String(error);
    return [`${HELP[lang].internal}: ${text}`];
  }
  const { problem, cause } = error;
  const causes =
    problem.code === 'nothing-to-audit' && Array.isArray(cause) ? onePerFile(cause.filter(isReason)) : [];
  if (causes.length === 0) return [formatProblem(lang, problem)];
  const more = causes.length - SHOWN;
  return [
    ...causes.slice(0, SHOWN).map((reason) => placed(formatProblem(lang, reason.problem), reason.location)),
    ...(more > 0 ? [say(lang, 'nothing-more', { count: more })] : []),
  ];
}

/** The first reason of each file: a thousand rows that cannot be read are one thing to mend. */
function onePerFile(reasons: readonly NothingFound[]): NothingFound[] {
  const files = new Map<string, NothingFound>();
  for (const reason of reasons) {
    const { location, problem } = reason;
    const file = problem.at?.startsWith(location) ? (problem.at.split(', ')[0] ?? location) : location;
    if (!files.has(file)) files.set(file, reason);
  }
  return [...files.values()];
}

/** What kept an audit from finding anything; its file is named once. */
function placed(sentence: string, location: string): string {
  const named = sentence.startsWith(location) && /^[:,/\\#]/.test(sentence.slice(location.length));
  return location === '' || named || sentence.includes(` ${location} `)
    ? sentence
    : `${location}: ${sentence}`;
}

function isReason(cause: unknown): cause is NothingFound {
  return typeof cause === 'object' && cause !== null && 'location' in cause && 'problem' in cause;
}
