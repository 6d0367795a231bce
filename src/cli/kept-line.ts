/** Where the evidence of an audit of live portals lies, and how it is audited again. */
import type { Lang } from '../i18n/messages.js';
import { PORTAL_HELP } from './portal-help.js';
import { type PortalCommandOptions, snapshotOf } from './portal-options.js';
import { shellWord } from './shell-word.js';

/** @param starts addresses that were audited */
export function keptLine(lang: Lang, starts: readonly string[], options: PortalCommandOptions): string {
  const folders = [...new Set(starts.map((start) => snapshotOf(start, options)))];
  return PORTAL_HELP[lang].kept
    .replaceAll('{directory}', () => folders.join(', '))
    .replaceAll('{quoted}', () => folders.map(shellWord).join(' '));
}
