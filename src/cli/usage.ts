/** What commander prints, in the reader's language: it speaks English only. */
import type { Command, CommanderError, HelpConfiguration } from 'commander';
import type { Lang } from '../i18n/messages.js';
import { HELP } from './help.js';

/** How `--help` is laid out: choices and defaults stand in the texts themselves. */
export function helpStyle(lang: Lang): HelpConfiguration {
  const { titles, names } = HELP[lang];
  const words = (command: Command) => command.registeredArguments.map(argumentTerm).join(' ');
  return {
    styleTitle: (title) => titles[title] ?? title,
    commandDescription: (command) => sentence(command.description()),
    optionDescription: ({ description }) => description,
    subcommandTerm: (command) => [command.name(), words(command)].join(' ').trim(),
    commandUsage(command) {
      const path = [command.name()];
      for (let above = command.parent; above !== null; above = above.parent) path.unshift(above.name());
      const rest = command.commands.length > 0 ? `<${names.command}>` : words(command);
      return [...path, `[${names.options}]`, rest].join(' ').trim();
    },
  };
}

function sentence(text: string): string {
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
}

function argumentTerm(argument: Command['registeredArguments'][number]): string {
  const name = argument.name() + (argument.variadic ? '...' : '');
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** What is wrong with a command line, in one line: what, and what to write instead where that is known. */
export function usageError(error: CommanderError, lang: Lang): string {
  const { usage, seeHelp, didYouMean } = HELP[lang];
  const { message } = error;
  const sentence = usage[error.code];
  if (sentence === undefined) return message.replace(/^error: /, '');
  const [what = '', value = ''] = [...message.matchAll(/'([^']*)'/g)].map(([, quoted]) => quoted);
  const choices = /Allowed choices are (.*)\.$/.exec(message)?.[1] ?? '';
  const similar = /\(Did you mean (?:one of )?(.*)\?\)$/.exec(message)?.[1];
  const args: Readonly<Record<string, string>> = { what, value, choices };
  const hint = similar === undefined ? seeHelp : didYouMean.replace('{similar}', similar);
  return `${sentence.replace(/\{(\w+)\}/g, (_, name: string) => args[name] ?? '').trim()} ${hint}`;
}
