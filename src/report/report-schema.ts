import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Report, ReportService } from './report.js';

const FILE = new URL('../../rules/schema/report.schema.json', import.meta.url);

export interface ReportCheck {
  /** A report, or its head with `services: []`. */
  readonly isReport: ValidateFunction<Report>;
  readonly isService: ValidateFunction<ReportService>;
}

let compiled: ReportCheck | undefined;

/** The checks of `rules/schema/report.schema.json`, compiled when first needed. */
export function reportCheck(): ReportCheck {
  compiled ??= compile();
  return compiled;
}

function compile(): ReportCheck {
  const schema: { readonly $id: string } = JSON.parse(readFileSync(FILE, 'utf8'));
  const ajv = new Ajv2020({ strictTypes: false });
  const isReport = ajv.compile<Report>(schema);
  return { isReport, isService: ajv.compile<ReportService>({ $ref: `${schema.$id}#/$defs/service` }) };
}
