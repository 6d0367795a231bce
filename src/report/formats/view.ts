import { type Lang, type MessageArgs, type MessageKey, say } from '../../i18n/messages.js';
import type { Findings } from '../findings.js';
import type { ReportHead } from '../report.js';
import { createInk, type Ink } from './ink.js';

export interface TextOptions {
  /** Columns of the terminal; no line is longer. */
  readonly width: number;
  readonly colour: boolean;
  readonly lang: Lang;
}

export interface TableOptions extends TextOptions {
  /** Every row of the per-unit table and every over-declared service kept; left out: the 30 worst of more than 40 rows, 20 services. */
  readonly allRows?: boolean;
  /** Where the JSON report of these results is, `-` for a stream; left out: it is not kept. */
  readonly report?: string;
}

/** What the table is made of: the head of a report, and what was gathered from its services; left out where it keeps none. */
export interface TableParts {
  readonly head: ReportHead;
  readonly findings?: Findings;
}

/** What every part of a rendered text needs. */
export interface View {
  readonly width: number;
  readonly lang: Lang;
  readonly ink: Ink;
  readonly say: (key: MessageKey, args?: MessageArgs) => string;
}

export function createView({ width, colour, lang }: TextOptions): View {
  return {
    width: Math.max(40, width),
    lang,
    ink: createInk(colour),
    say: (key, args) => say(lang, key, args),
  };
}
