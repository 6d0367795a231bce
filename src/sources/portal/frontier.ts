import { createHash } from 'node:crypto';
import type { Header } from './exchange.js';
import type { ListingApi } from './portal-file.js';
import type { Visit } from './visit.js';

/**
 * What is still to be asked. The order depends on what was put in and when, never on which answer came first: the crawl puts in and
 * takes out at fixed points only.
 */

/** The lower, the sooner: procedures before other pages, so that a small budget goes to them. */
export type Priority = 0 | 1 | 2 | 3 | 4;

export interface Task {
  readonly url: string;
  /** The spelling of the address that is asked for, where it is another: the page is known, and kept, by `url`. */
  readonly printed?: string;
  readonly kind: 'page' | 'sitemap' | 'api';
  /** Links away from a start. */
  readonly depth: number;
  readonly priority: Priority;
  /** What the link that led here gives the address as, where it gives it as a list. */
  readonly role?: 'list';
  /** A further page of a list that is asked for by a form or an interface. */
  readonly post?: {
    readonly method: 'GET' | 'POST';
    readonly body?: string;
    readonly headers: readonly Header[];
    /** Tells this request from others to the same address. */
    readonly name: string;
  };
  /** A further page of a list that a click has shown: what is on it. */
  readonly turned?: Visit;
  /** The list this is a further page of. */
  readonly list?: ListPlace;
  /** The interface that is asked, and the address its path is relative to; of tasks of the kind `api`. */
  readonly api?: { readonly of: ListingApi; readonly start: string };
}

export interface ListPlace {
  /** Address of the first page of the list. */
  readonly id: string;
  /** 1 for the first page. */
  readonly page: number;
  /** True where a link of the page before led here: a page of such a list that links no further is its last. */
  readonly linked?: true;
}

export interface Frontier {
  /** @returns false where the address is known already */
  add(task: Task): boolean;
  take(): Task | undefined;
  /** Marks an address as dealt with, so that it is not taken up again. @returns false where it was dealt with already */
  finish(task: Pick<Task, 'url' | 'post' | 'turned' | 'list'>): boolean;
  finished(url: string): boolean;
  readonly waiting: number;
}

/** Eight bytes of a hash instead of the address: a hundred thousand addresses cost a few megabytes. */
export function fingerprint(text: string): string {
  return createHash('sha1').update(text).digest('base64url').slice(0, 12);
}

export function openFrontier(): Frontier {
  const known = new Set<string>();
  const done = new Set<string>();
  const queues: [Queue, Queue, Queue, Queue, Queue] = [queue(), queue(), queue(), queue(), queue()];
  const key = ({ url, post, turned, list }: Pick<Task, 'url' | 'post' | 'turned' | 'list'>): string => {
    const name = turned === undefined ? post?.name : `turned ${list?.page ?? 1}`;
    return fingerprint(name === undefined ? url : `${url}\n${name}`);
  };
  return {
    add(task) {
      const mark = key(task);
      if (known.has(mark)) return false;
      known.add(mark);
      queues[task.priority].push(task);
      return true;
    },
    take() {
      for (const waiting of queues) {
        const task = waiting.shift();
        if (task !== undefined) return task;
      }
      return undefined;
    },
    finish(task) {
      const mark = key(task);
      known.add(mark);
      if (done.has(mark)) return false;
      done.add(mark);
      return true;
    },
    finished: (url) => done.has(fingerprint(url)),
    get waiting() {
      return queues.reduce((sum, { length }) => sum + length, 0);
    },
  };
}

/** Whether a task is one of several at its address. */
export function sharesAddress({ post, turned }: Pick<Task, 'post' | 'turned'>): boolean {
  return post !== undefined || turned !== undefined;
}

interface Queue {
  push(task: Task): void;
  shift(): Task | undefined;
  readonly length: number;
}

/** First in, first out, without moving the whole array for each. */
function queue(): Queue {
  let items: Task[] = [];
  let head = 0;
  return {
    push: (task) => {
      items.push(task);
    },
    shift() {
      const task = items[head];
      if (task === undefined) return undefined;
      head++;
      if (head > 1000 && head * 2 > items.length) {
        items = items.slice(head);
        head = 0;
      }
      return task;
    },
    get length() {
      return items.length - head;
    },
  };
}
