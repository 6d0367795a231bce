/** Options about portals: how politely they are visited, and where what is fetched is kept. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { version } from '../audit.js';
import { InputError } from '../services/problem.js';
import { openArchiveStore } from '../sources/archive/archive-store.js';
import type { CrawlRun, LivePortalOptions } from '../sources/live-portal.js';
import { loadPortalFile } from '../sources/pages/portal-files.js';
import { addressPattern } from '../sources/portal/address-pattern.js';
import { timeoutsOf } from '../sources/portal/options.js';
import { safeStarts } from '../sources/portal/redact.js';
import { crawlDescription } from '../sources/snapshot.js';
import type { Environment } from './environment.js';

/** As commander gives them. */
export interface PortalCommandOptions {
  readonly maxPages?: string;
  readonly maxDepth?: string;
  readonly maxRequests?: string;
  readonly concurrency?: string;
  readonly rate?: string;
  readonly timeout?: string;
  readonly header?: readonly string[];
  readonly cookie?: readonly string[];
  readonly proxy?: string;
  readonly ca?: string;
  readonly insecure?: boolean;
  readonly robots?: boolean;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly contact?: string;
  readonly browser?: boolean;
  readonly browserPath?: string;
  readonly resume?: boolean;
  /** Id or path of a portal file. */
  readonly portal?: string;
  readonly snapshot?: string;
  /** False: what is fetched is forgotten with the process. Not a flag. */
  readonly keep?: boolean;
}

const DEFAULT_SNAPSHOT = 'dvctt-snapshot';

/**
 * Options of the crawl itself.
 *
 * @throws InputError `option-invalid`, `source-not-found` for a certificate that is not there, `portal-…` for the portal file
 */
export function crawlOptions(
  options: PortalCommandOptions,
  environment: Pick<Environment, 'cwd' | 'env'>,
): CrawlRun {
  const number = (
    name: string,
    value: string | undefined,
    expected = '0, 1, 2…',
    least = 0,
  ): number | undefined => {
    if (value === undefined) return undefined;
    const read = Number(value.replace(',', '.'));
    if (!(read >= least) || value.trim() === '')
      throw new InputError('option-invalid', { option: `--${name}`, value, expected });
    return read;
  };
  const positive = (name: string, value: string | undefined, expected: string): number | undefined =>
    number(name, value, expected, Number.MIN_VALUE);
  const timeout = positive('timeout', options.timeout, '1, 2, 3…');
  if (timeout !== undefined && timeout > LONGEST_TIMEOUT)
    throw new InputError('option-invalid', {
      option: '--timeout',
      value: options.timeout ?? '',
      expected: `≤ ${LONGEST_TIMEOUT}`,
    });
  for (const pattern of [...(options.include ?? []), ...(options.exclude ?? [])]) addressPattern(pattern);
  const entries = {
    maxPages: number('max-pages', options.maxPages),
    maxDepth: number('max-depth', options.maxDepth),
    maxRequests: number('max-requests', options.maxRequests),
    rate: positive('rate', options.rate, '0.1, 1, 2…'),
    concurrency: positive('concurrency', options.concurrency, '1, 2, 3…'),
    timeouts: timeout === undefined ? undefined : timeoutsOf(timeout),
    headers: options.header?.map(headerOf),
    cookies: options.cookie?.map(cookieOf),
    proxy: options.proxy,
    ca: options.ca === undefined ? undefined : certificate(options.ca, environment.cwd),
    include: options.include,
    exclude: options.exclude,
    contact: options.contact === undefined ? undefined : contactOf(options.contact),
    insecure: options.insecure,
    browser: browserOf(options, environment.cwd),
    portalFile:
      options.portal === undefined ? undefined : loadPortalFile(options.portal, { cwd: environment.cwd }),
  };
  const given = Object.entries(entries).filter(([, value]) => value !== undefined);
  return {
    version: version(),
    environment: environment.env,
    robots: options.robots !== false,
    ...Object.fromEntries(given),
  };
}

function browserOf({ browser, browserPath }: PortalCommandOptions, cwd: string): CrawlRun['browser'] {
  if (browser !== true && browserPath === undefined) return undefined;
  return browserPath === undefined ? {} : { executablePath: resolve(cwd, browserPath) };
}

/** "Name: value" as given with --header. */
function headerOf(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  const name = line.slice(0, colon).trim();
  // The line may hold a secret: it is not repeated.
  const value = line.slice(colon + 1).trim();
  if (colon < 1 || !/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || !SENDABLE.test(value))
    throw new InputError('option-invalid', {
      option: '--header',
      value: '…',
      expected: 'Name: value (ASCII)',
    });
  return [name, value];
}

/** What a line of a header may be made of (RFC 9110, 5.5); letters beyond ASCII arrive as something else, if at all. */
const SENDABLE = /^[\t\x20-\x7E]*$/;
/** Seconds; a day is longer than anybody waits. */
const LONGEST_TIMEOUT = 86_400;

/** "name=value; name=value" as given with --cookie. */
function cookieOf(line: string): string {
  const pairs = line.split(';').filter((pair) => pair.trim() !== '');
  const isGood = pairs.length > 0 && pairs.every((pair) => /^\s*[^\s=]+\s*=/.test(pair));
  if (!isGood || !SENDABLE.test(line))
    throw new InputError('option-invalid', {
      option: '--cookie',
      value: '…',
      expected: 'name=value (ASCII)',
    });
  return line;
}

/** The address of a page or a mailbox. */
function contactOf(text: string): string {
  const isMailbox = /^(?:mailto:)?[^\s@()<>]+@[^\s@()<>]+$/.test(text);
  const isPage = /^https?:\/\/[^\s()<>]+$/i.test(text) && URL.canParse(text);
  if (!isMailbox && !isPage)
    throw new InputError('option-invalid', {
      option: '--contact',
      value: text,
      expected: 'https://…, ten@example.vn',
    });
  return text;
}

function certificate(file: string, cwd: string): string {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new InputError('source-not-found', { location: file });
    text = '';
  }
  if (!isCertificate(text))
    throw new InputError('option-invalid', {
      option: '--ca',
      value: file,
      expected: 'PEM (-----BEGIN CERTIFICATE-----)',
    });
  return text;
}

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).raw.length > 0;
  } catch {
    return false;
  }
}

/** Everything an audit needs to visit portals; each start is kept in a snapshot directory of its own. */
export function portalOptions(
  options: PortalCommandOptions,
  environment: Environment,
): Omit<LivePortalOptions, 'version'> {
  const crawl = crawlOptions(options, environment);
  if (options.keep === false) return crawl;
  return {
    ...crawl,
    openStore: (start) =>
      openSnapshot(snapshotOf(start, options), [start], crawl, options.resume === true, environment),
  };
}

/** The directory that keeps what is fetched from a start. */
export function snapshotOf(start: string, { snapshot = DEFAULT_SNAPSHOT }: PortalCommandOptions): string {
  const [safe = ''] = safeStarts([start]);
  return join(snapshot, folderOf(safe));
}

/** Opens the archive in a directory for writing. */
export function openSnapshot(
  directory: string,
  starts: readonly string[],
  crawl: CrawlRun,
  resume: boolean,
  environment: Environment,
) {
  return openArchiveStore(resolve(environment.cwd, directory), {
    crawl: crawlDescription(starts, crawl),
    resume,
    owner: environment.owner,
    now: environment.now,
  });
}

/** Names of folders are not to be longer than file systems and people like. */
const LONGEST_NAME = 100;

/** A folder name for a start: its host and port, and its path where it has one; nothing that a file system minds. */
function folderOf(start: string): string {
  if (!URL.canParse(start)) return named(start);
  const { host, pathname, search } = new URL(start);
  return named(`${host}${pathname}${search}`.replace(/\/$/, ''));
}

function named(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}.-]+/gu, '_')
    .slice(0, LONGEST_NAME)
    .replace(/[_.]+$/, '');
}
