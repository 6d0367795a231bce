/** `dvctt-audit crawl`: a portal into a web archive, without auditing it. */
import { formatNumber, formatProblem, pageStatus } from '../../i18n/messages.js';
import { terminalSafe } from '../../report/formats/terminal-safe.js';
import { InputError } from '../../services/problem.js';
import { loadVocabulary } from '../../services/vocabulary.js';
import { crawlItems } from '../../sources/live-portal.js';
import type { Environment } from '../environment.js';
import { EXIT } from '../exit.js';
import { PORTAL_HELP } from '../portal-help.js';
import { crawlOptions, openSnapshot, type PortalCommandOptions } from '../portal-options.js';
import { progressLine } from '../progress.js';
import { shellWord } from '../shell-word.js';

export interface CrawlCommandOptions extends PortalCommandOptions {
  readonly output: string;
  readonly lang?: 'vi' | 'en';
  readonly quiet?: boolean;
}

/** @returns 0; 2 where no page at all could be read, or where the crawl was stopped by hand */
export async function crawlCommand(
  starts: readonly string[],
  options: CrawlCommandOptions,
  environment: Environment,
): Promise<number> {
  const lang = options.lang ?? 'vi';
  const help = PORTAL_HELP[lang];
  for (const start of starts)
    if (!/^https?:\/\//i.test(start))
      throw new InputError('option-invalid', {
        option: 'url',
        value: start,
        expected: 'http://…, https://…',
      });
  const crawl = crawlOptions(options, environment);
  const line = progressLine(environment, lang, options.quiet === true);
  const store = await openSnapshot(options.output, starts, crawl, options.resume === true, environment);
  const signal = environment.interrupted?.();
  const counts = new Map<string, number>();
  let read = 0;
  for await (const item of crawlItems(
    starts,
    { ...crawl, onCrawl: line.onCrawl, ...(signal === undefined ? {} : { signal }) },
    store,
    loadVocabulary().matchLabel,
  )) {
    if (item.type === 'problem') {
      line.clear();
      environment.warn(terminalSafe(formatProblem(lang, item.problem)));
    } else if (item.type === 'page') {
      counts.set(item.status, (counts.get(item.status) ?? 0) + 1);
      if (item.read) read += 1;
    }
  }
  line.clear();
  const list = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([status, count]) => `  ${pageStatus(lang, status)}: ${formatNumber(lang, count)}`);
  await environment.write(`${help.pages}\n${list.join('\n')}\n`);
  if (read === 0) throw new InputError('nothing-to-audit', { location: starts.join(', ') });
  const done = help.done
    .replaceAll('{directory}', () => options.output)
    .replaceAll('{quoted}', () => shellWord(options.output));
  await environment.write(`${terminalSafe(done)}\n`);
  return signal?.aborted === true ? EXIT.couldNotRun : EXIT.passed;
}
