import type { SourceRecord } from '../../services/labelled.js';
import type { Problem } from '../../services/problem.js';
import type { PageStatus } from './page-status.js';

/** What a crawl tells, in an order that does not depend on which answer came first. */
export type CrawlEvent =
  | { readonly kind: 'record'; readonly record: SourceRecord }
  /** An address has been dealt with; every one that was taken up ends in exactly one of these. */
  | {
      readonly kind: 'page';
      readonly url: string;
      readonly status: PageStatus;
      readonly records: number;
      /** Not reading it hides something: the address is a start, or linked as a procedure or as a list of some. */
      readonly expected: boolean;
    }
  | { readonly kind: 'progress'; readonly done: number; readonly waiting: number; readonly requests: number }
  | { readonly kind: 'problem'; readonly problem: Problem };
