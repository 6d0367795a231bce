/** What is said where the program could not run: one line, and what else went wrong below it. */
import { formatProblem, type Lang } from '../i18n/messages.js';
import { terminalSafe } from '../report/formats/terminal-safe.js';
import { InputError, type Problem } from '../services/problem.js';
import type { Environment } from './environment.js';
import { HELP } from './help.js';

/** Writes to standard error what stopped the program. */
export function reportError(error: unknown, lang: Lang, debug: boolean, environment: Environment): void {
  environment.progress?.('');
  environment.warn(`dvctt-audit: ${terminalSafe(sentenceOf(error, lang))}`);
  if (debug && error instanceof Error) environment.warn(error.stack ?? '');
}

function sentenceOf(error: unknown, lang: Lang): string {
  if (!(error instanceof InputError)) {
    const text = error instanceof Error ? error.message : String(error);
    return `${HELP[lang].internal}: ${text}`;
  }
  const { problem } = error;
  const cause = problemOf(error.cause);
  if (problem.code !== 'nothing-to-audit' || cause === undefined) return formatProblem(lang, problem);
  return placed(formatProblem(lang, cause), String(problem.args?.location ?? ''));
}

/** What kept an audit from finding anything says more than that nothing was found; its file is named once. */
function placed(sentence: string, location: string): string {
  const name = location.slice(Math.max(location.lastIndexOf('/'), location.lastIndexOf('\\')) + 1);
  if (location === '' || sentence.startsWith(`${location}:`)) return sentence;
  if (sentence.startsWith(`${name}: `)) return `${location}: ${sentence.slice(name.length + 2)}`;
  return `${location}: ${sentence}`;
}

function problemOf(cause: unknown): Problem | undefined {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' && !(cause instanceof Error)
    ? { ...cause, code: cause.code }
    : undefined;
}
