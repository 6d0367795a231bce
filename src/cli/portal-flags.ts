/** The flags about portals, for every command that visits one. */
import { type Command, Option } from 'commander';
import type { Lang } from '../i18n/messages.js';
import { HELP } from './help.js';
import { PORTAL_HELP } from './portal-help.js';

/** Adds the options to a command that visits portals. */
export function withPortalOptions(command: Command, lang: Lang): Command {
  const help = PORTAL_HELP[lang];
  const { names } = HELP[lang];
  const collect = (value: string, before: readonly string[] = []) => [...before, value];
  const options = [
    new Option(`--portal <${names.ruleset}>`, help.portal),
    new Option(`--max-pages <${names.number}>`, help.maxPages),
    new Option(`--max-depth <${names.number}>`, help.maxDepth),
    new Option(`--max-requests <${names.number}>`, help.maxRequests),
    new Option(`--rate <${names.number}>`, help.rate),
    new Option(`--concurrency <${names.number}>`, help.concurrency),
    new Option(`--timeout <${names.number}>`, help.timeout),
    new Option(`--include <${names.pattern}>`, help.include).argParser(collect),
    new Option(`--exclude <${names.pattern}>`, help.exclude).argParser(collect),
    new Option(`--contact <${names.url}>`, help.contact),
    new Option(`--header <${names.line}>`, help.header).argParser(collect),
    new Option(`--cookie <${names.line}>`, help.cookie).argParser(collect),
    new Option(`--proxy <${names.url}>`, help.proxy),
    new Option(`--ca <${names.file}>`, help.ca),
    new Option('--insecure', help.insecure),
    new Option('--no-robots', help.noRobots),
    new Option('--browser', help.browser),
    new Option(`--browser-path <${names.file}>`, help.browserPath).implies({ browser: true }),
    new Option('--resume', help.resume),
  ];
  for (const option of options) command.addOption(option.helpGroup(help.group));
  return command;
}
