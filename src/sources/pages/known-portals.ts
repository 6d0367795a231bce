/** Pages read with what is known of the platforms: the portal files that come with the program, or one of the user's own. */
import type { LabelMatcher } from '../../services/labels.js';
import { loadPortalFiles } from './portal-files.js';
import type { PortalFile } from './portal-hints.js';
import { type PageInput, type PageReading, readPage } from './read-page.js';

let shipped: readonly PortalFile[] | undefined;

/** The portal files of `rules/portals/`, loaded once. */
export function knownPortals(): readonly PortalFile[] {
  shipped ??= loadPortalFiles();
  return shipped;
}

export type PageReader = (input: PageInput, matchLabel: LabelMatcher) => Promise<PageReading>;

/** {@link readPage} by one portal file, or, without one, sharpened by the family that each page turns out to be of. */
export function pageReader(portal?: PortalFile): PageReader {
  return (input, matchLabel) => readPage(input, matchLabel, portal ?? knownPortals());
}
