/** Pages read with what is known of the platforms: the portal files that come with the program. */
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

/** {@link readPage}, sharpened by the family the page turns out to be of. */
export function readKnownPage(input: PageInput, matchLabel: LabelMatcher): Promise<PageReading> {
  return readPage(input, matchLabel, knownPortals());
}
