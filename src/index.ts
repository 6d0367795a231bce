/** The public face of the package. */
export { type Audit, type AuditOptions, audit } from './audit.js';
export type { AuditProgress } from './intake.js';
export type * from './report/report.js';
export type * from './rules/requirement.js';
export { InputError, type Problem } from './services/problem.js';
export type * from './services/service.js';
export type { UnitEntry } from './services/units.js';
