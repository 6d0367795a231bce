/**
 * Something that went wrong or that a reader of the report must know, as a code and its arguments; the
 * sentence is made last, per language, in `src/i18n/`.
 */
export interface Problem {
  /** kebab-case id of the message, "heading-row-not-found". */
  readonly code: string;
  /** Where in the source: a row, a sheet, a path inside the file. Left out where it is the source as a whole. */
  readonly at?: string;
  readonly args?: Readonly<Record<string, string | number>>;
  /** True where a record (or a whole file) could not be audited because of it: it lowers the coverage. */
  readonly lost?: true;
  /** How many were lost, where it is not one. */
  readonly records?: number;
}

/** Stops the program with exit code 2 and one line that says what, where and what to do. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly problem: Problem;

  constructor(code: string, args?: Problem['args'], options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(args ?? {})}`, options);
    this.problem = args === undefined ? { code } : { code, args };
  }
}
