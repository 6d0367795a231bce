/** `dvctt-audit demo`: the sample portal that comes with the program, served on loopback. */

import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Environment, unlessClosed } from '../environment.js';
import { HELP } from '../help.js';
import { type AuditCommandOptions, auditCommand } from './audit.js';

const FIXTURES = new URL('../../../fixtures/', import.meta.url);
/** The portal is ours and on this machine: nobody has to be spared. */
const UNHURRIED = { rate: '5000', concurrency: '16' };
/** Every family but the one that needs a browser. */
const SITES = ['national', 'igate', 'liferay6', 'liferay7', 'aspnet', 'opencps', 'definitions'];

interface SamplePortal {
  readonly origins: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** Serves the portal, audits it with the same options as `audit`, then says what to try next. Nothing is left behind. */
export async function demoCommand(options: AuditCommandOptions, environment: Environment): Promise<number> {
  const units = options.units ?? fileURLToPath(new URL('province/don-vi.json', FIXTURES));
  const { startPortal }: { startPortal: (options: { sites: readonly string[] }) => Promise<SamplePortal> } =
    await import(new URL('portal/portal.js', FIXTURES).href);
  const portal = await startPortal({ sites: SITES });
  try {
    const sources = SITES.flatMap((site) => portal.origins[site] ?? []);
    const code = await auditCommand(sources, { ...UNHURRIED, ...options, units, keep: false }, environment);
    const folder = relative(environment.cwd, fileURLToPath(new URL('province', FIXTURES)))
      .split('\\')
      .join('/');
    const next = HELP[options.lang ?? 'vi'].demoNext;
    const onScreen = (options.format ?? ['table']).includes('table');
    if (onScreen) await unlessClosed(() => environment.write(`${next.replaceAll('{folder}', folder)}\n`));
    return code;
  } finally {
    await portal.close();
  }
}
