/** `dvctt-audit demo`: the sample province that comes with the program. */

import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Environment, unlessClosed } from '../environment.js';
import { HELP } from '../help.js';
import { type AuditCommandOptions, auditCommand } from './audit.js';

const PROVINCE = fileURLToPath(new URL('../../../fixtures/province/', import.meta.url));
const SOURCES = ['danh-sach.xlsx', 'chi-tiet.jsonl', 'muc-do.csv', 'cong-an.json'];

/** Audits the sample with the same options as `audit`, then says what to try next. */
export async function demoCommand(options: AuditCommandOptions, environment: Environment): Promise<number> {
  const base = relative(environment.cwd, PROVINCE).split('\\').join('/');
  const folder = base === '' ? '.' : base;
  const sources = SOURCES.map((file) => `${folder}/${file}`);
  const units = options.units ?? `${folder}/don-vi.json`;
  const code = await auditCommand(sources, { ...options, units }, environment);
  const onScreen = (options.format ?? ['table']).includes('table');
  if (onScreen)
    await unlessClosed(() =>
      environment.write(`${HELP[options.lang ?? 'vi'].demoNext.replaceAll('{folder}', folder)}\n`),
    );
  return code;
}
