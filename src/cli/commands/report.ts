/** `dvctt-audit report`: a saved report, rendered again. */
import { createFindings } from '../../report/findings.js';
import { renderTable } from '../../report/formats/table.js';
import { writeReport } from '../../report/report-writer.js';
import { requirementsOf } from '../../report/ruleset.js';
import { type Environment, wantsColour, widthOf } from '../environment.js';
import { EXIT } from '../exit.js';
import { checkTargets, parseFormats, writeTo } from '../formats.js';
import { reopenable } from '../report-file.js';

export interface ReportCommandOptions {
  readonly format?: readonly string[];
  readonly lang?: 'vi' | 'en';
  readonly allRows?: boolean;
}

/** @returns what the audit returned: 0 where its gate passed, 1 where it failed */
export async function reportCommand(
  report: string,
  options: ReportCommandOptions,
  environment: Environment,
): Promise<number> {
  const lang = options.lang ?? 'vi';
  const targets = parseFormats(options.format);
  checkTargets(targets, [report], lang, environment);
  const open = await reopenable(report, targets.length, environment);
  let passed = true;
  for (const target of targets) {
    const { head, services } = await open();
    passed = head.gate.passed;
    await writeTo(target, environment, async (write) => {
      if (target.format === 'json') {
        await writeReport(head, services, write, head.detail ?? 'full');
        return;
      }
      const findings = createFindings({ requirements: requirementsOf(head) });
      for await (const service of services) findings.add(service);
      const toScreen = target.path === undefined;
      const view = {
        lang,
        width: widthOf(environment),
        colour: toScreen && wantsColour(environment),
        allRows: options.allRows === true || !toScreen,
        report,
      };
      await write(
        renderTable(head.detail === 'units' ? { head } : { head, findings: findings.finish() }, view),
      );
    });
  }
  return passed ? EXIT.passed : EXIT.gateFailed;
}
