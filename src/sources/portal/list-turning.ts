import type { LabelMatcher } from '../../services/labels.js';

import type { Control, Move } from './browser/browser.js';
import type { Turned } from './browser/kept-about.js';
import { failureOf, type Rendering, type Turner } from './browser/rendering.js';
import { fingerprint, type Task } from './frontier.js';
import { isLeftAlone } from './links.js';
import { numberedPage } from './page-number.js';
import type { PageLink, PageView, ReadPage } from './page-reader.js';
import type { Outcome } from './page-status.js';
import { nextPostback, rowsOf } from './postback.js';
import { type SourceElement, sourceElements } from './source-tree.js';
import { turnControl } from './turn-control.js';
import type { Visit } from './visit.js';

/**
 * A list that only a script turns over, looked at page by page in the browser: what each page adds to those before, and what is to be clicked
 * for the next. It ends where a page brings nothing new, where there is nothing to click, and where what a page needed was not to be had.
 */
export interface ListTurning extends Turner {
  /** What came of it; undefined where the page is no list that is turned over by clicks. */
  result(): TurnedList | undefined;
}

export interface TurnedList {
  /** The further pages, each with what it adds. */
  readonly pages: readonly Visit[];
  /** The list goes on, or may go on, behind the last of them. */
  readonly goesOn: boolean;
  /** What the page after the last of them is asked for by, or the first where there is none. */
  readonly way: Pick<Visit, 'postback'> & { readonly links: readonly PageLink[] };
}

export interface TurningTools {
  readonly readPage: ReadPage;
  readonly matchLabel: LabelMatcher;
  /** Pages of the whole crawl. */
  readonly maxPages: number;
}

/** Whether a page shows procedures of which there may be more on others. */
export function showsRows({ kind, links, alone = [], records }: PageView): boolean {
  if (kind === 'procedure') return records.length > 1;
  return links.some(({ role }) => role === 'detail') || alone.length > 0;
}

/** What is to be clicked for the page after this one, where there is no other way to it. */
export function controlOf(
  html: string,
  url: string,
  view: PageView,
  page: number,
  elements: readonly SourceElement[] = sourceElements(html),
): Control | undefined {
  if (!showsRows(view)) return undefined;
  if (view.links.some(({ role, url: to, post }) => role === 'next-page' && to !== url && post === undefined))
    return undefined;
  const details = new Set(view.links.flatMap((link) => (link.role === 'detail' ? [link.url] : [])));
  if (nextPostback(html, page, url, details, elements) !== undefined) return undefined;
  return turnControl(elements, page, rowsOf(elements, url, details));
}

/** A list whose address numbers its pages is asked for by number. */
export function isNumbered(task: Task, url: string, { links }: PageView): boolean {
  const rows = links.filter(({ role }) => role === 'detail').length;
  return !task.list?.linked && rows > 0 && numberedPage(url, rows)?.next !== undefined;
}

const READ: Outcome = { kind: 'response', status: 200 };

export function openListTurning(task: Task, url: string, tools: TurningTools): ListTurning {
  const { readPage, matchLabel, maxPages } = tools;
  const first = task.list?.page ?? 1;
  const known = new Set<string>();
  const pages: Visit[] = [];
  let last: ReadonlySet<string> = new Set();
  let total = 0;
  let shown = 0;
  let clicked = false;
  let goesOn = false;
  let way: TurnedList['way'] = { links: [] };

  /** What a page shows, each with a mark of its own. */
  function marksOf({ kind, links, alone = [], records }: PageView): ReadonlySet<string> {
    const details = links.filter(({ role }) => role === 'detail');
    const told = kind === 'procedure' ? records : alone;
    return new Set([...details.map(markOfLink), ...told.map(markOf)]);
  }

  /** Only what no page before has shown: a list that grows shows its first rows again and again. */
  function added(view: PageView): PageView {
    const isNew = (mark: string): boolean => !known.has(mark);
    return {
      ...view,
      links: view.links.filter((link) => link.role !== 'detail' || isNew(markOfLink(link))),
      records: view.records.filter((record) => isNew(markOf(record))),
      ...(view.alone === undefined ? {} : { alone: view.alone.filter((record) => isNew(markOf(record))) }),
    };
  }

  async function lookAt(rendering: Rendering): Promise<Control | undefined> {
    const { html, outcome, links, outside } = rendering;
    const isFirst = shown++ === 0;
    if (html === undefined || (isFirst && outcome !== undefined)) return undefined;
    const read = await readPage({ html, url }, matchLabel);
    const view = { ...read, links: [...read.links, ...links] };
    if (outcome !== undefined) {
      goesOn = true;
      pages.push({ url, outcome, view: leads(added(view)), rendered: true, outside });
      return undefined;
    }
    if (isFirst && (!showsRows(view) || isNumbered(task, url, view))) return undefined;
    const marks = marksOf(view);
    if (!isFirst && !showsRows(view)) {
      // "Nothing found" behind the last page; or a page that nobody can read.
      goesOn = view.kind !== 'soft-not-found' && !isEnd(marks);
      return undefined;
    }
    total = Math.max(total, view.totalRecords ?? 0);
    if (!isFirst) {
      const more = added(view);
      if (marksOf(more).size === 0) {
        goesOn = !isEnd(marks);
        return undefined;
      }
      pages.push({ url, outcome: READ, view: more, rendered: true, outside });
    }
    last = marks;
    for (const mark of marks) known.add(mark);
    const control = controlOf(html, url, view, first + shown - 1);
    if (control === undefined) return undefined;
    clicked = true;
    if (shown <= Math.min(MOST_TURNS, maxPages)) return control;
    goesOn = true;
    const kind = shown > MOST_TURNS ? 'turns' : 'pages';
    pages.push({ url, outcome: { kind: 'refused', by: 'budgetExhausted', detail: { kind } } });
    return undefined;
  }

  /** Whether a page that brings nothing new is the end of the list: the last one again, or all that there are are known. */
  function isEnd(marks: ReadonlySet<string>): boolean {
    if (total > 0 && known.size >= total) return true;
    const isSame = marks.size === last.size && [...marks].every((mark) => last.has(mark));
    return isSame && pages.length > 0;
  }

  function ended({ broken, moved }: Turned): void {
    if (moved !== undefined) {
      const found = wayTo(moved, first + shown);
      way = found ?? way;
      if (found === undefined) goesOn = true;
    }
    // What is not to be seen is not there: the list has come to its end.
    if (broken === undefined || broken === 'hidden') return;
    goesOn = true;
    if (broken === 'notInArchive')
      pages.push({ url, outcome: { kind: 'refused', by: broken, detail: { browser: broken } } });
    else if (broken !== 'lost') pages.push({ url, outcome: failureOf(broken) });
  }

  return {
    async shown(rendering) {
      try {
        return await lookAt(rendering);
      } catch {
        // A page that no reader can take is one page not read.
        goesOn = true;
        return undefined;
      }
    },
    ended,
    result: () => (clicked ? { pages, goesOn, way } : undefined),
  };
}

/** Clicks on one list at most; of 10 rows a page, it has shown 2,000 by then. */
const MOST_TURNS = 200;

/** What it leads to is there; what it says of that, and what it does not show, may be otherwise. */
export function leads({ kind, links }: PageView): PageView {
  const bare = kind === 'procedure' ? [] : links.map(({ fields: _, ...link }) => link);
  return { kind: 'other', records: [], links: bare };
}

function wayTo({ url, body }: Move, page: number): TurnedList['way'] | undefined {
  if (!URL.canParse(url) || isLeftAlone(url)) return undefined;
  if (body === undefined) return { links: [{ url, text: '', role: 'next-page' }] };
  const headers = [['content-type', 'application/x-www-form-urlencoded']] as const;
  return { links: [], postback: { action: url, body, headers, name: `postback ${page} by click` } };
}

function markOfLink({ url, fields = [] }: PageLink): string {
  return fingerprint([url, ...fields.map(({ label, text }) => `${label}\t${text}`)].join('\n'));
}

function markOf({
  values,
}: {
  readonly values: readonly { readonly label: string; readonly text: string }[];
}): string {
  return fingerprint(values.map(({ label, text }) => `${label}\t${text}`).join('\n'));
}
