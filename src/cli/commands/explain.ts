/** `dvctt-audit explain`. */
import { renderExplanation } from '../../report/formats/explain.js';
import { findServices } from '../../report/lookup.js';
import { type Environment, wantsColour, widthOf } from '../environment.js';
import { EXIT } from '../exit.js';
import { openReport } from '../report-file.js';

/** Prints every requirement of the services with that code. */
export async function explainCommand(
  report: string,
  code: string,
  options: { readonly lang?: 'vi' | 'en' },
  environment: Environment,
): Promise<number> {
  const { head, services } = await openReport(report, environment);
  const found = await findServices(services, code, head.detail);
  await environment.write(
    renderExplanation(found, head, {
      lang: options.lang ?? 'vi',
      width: widthOf(environment),
      colour: wantsColour(environment),
    }),
  );
  return EXIT.passed;
}
