import type { Obligation } from '../rules/requirement.js';
import type { Level } from '../services/service.js';

/** What of a requirement decides which levels it counts towards. */
export interface LevelRule {
  readonly level?: Level | null;
  readonly upTo?: Level;
  readonly obligation: Obligation;
}

/** Whether a requirement must be met to reach `level`: only a `must` moves a level, and 5.3.đ (`upTo` 3) says nothing of level 4. */
export function countsTowards(requirement: LevelRule, level: Level): boolean {
  return (
    requirement.obligation === 'must' &&
    typeof requirement.level === 'number' &&
    requirement.level <= level &&
    level <= (requirement.upTo ?? 4)
  );
}

/** The level above `reached`, undefined above 4. */
export function levelAbove(reached: 0 | Level): Level | undefined {
  switch (reached) {
    case 0:
      return 1;
    case 1:
      return 2;
    case 2:
      return 3;
    case 3:
      return 4;
    default:
      return undefined;
  }
}
