import type { LabelMatcher } from '../../services/labels.js';
import type { PageHints } from './page-hints.js';
import type { PageLabels } from './page-labels.js';
import type { PageTree } from './tree.js';

/** A page that is being read, and what is known of it by now. */
export interface OpenPage {
  readonly tree: PageTree;
  readonly html: string;
  readonly url: string;
  /** What relative addresses are resolved against. */
  readonly base: string;
  readonly labels: PageLabels;
  readonly matchLabel: LabelMatcher;
  readonly hints: PageHints | undefined;
}
