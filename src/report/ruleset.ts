import type { Ruleset } from '../rules/requirement.js';
import type { LevelRule } from './levels.js';
import type { ReportHead, ReportRequirement } from './report.js';

/** What the report keeps of a ruleset. */
export function reportRuleset(ruleset: Ruleset): ReportHead['ruleset'] {
  const requirements: Record<string, ReportRequirement> = {};
  for (const { id, level, upTo, obligation, cite, title, remedy } of ruleset.requirements) {
    requirements[id] = {
      level: level ?? null,
      ...(upTo === undefined ? {} : { upTo }),
      obligation,
      cite,
      title,
      remedy,
    };
  }
  return {
    id: ruleset.id,
    version: ruleset.version,
    hash: ruleset.hash,
    title: ruleset.title,
    ...(ruleset.notice === undefined ? {} : { notice: ruleset.notice }),
    requirements,
    reasons: { ...ruleset.reasons },
  };
}

/** The requirements of a saved report, with their ids, in their order. */
export function requirementsOf(head: ReportHead): (LevelRule & { readonly id: string })[] {
  return Object.entries(head.ruleset.requirements).map(([id, requirement]) => ({ id, ...requirement }));
}
