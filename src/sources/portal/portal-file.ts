/**
 * What a portal file (`rules/portals/*.json`, `--portal`) tells the crawler: where the lists of a portal family are and how to turn
 * them over. What it tells the page reader stands in the same file and is read there, and so is the file itself, by its schema.
 */
export interface PortalListing {
  /** Addresses of lists, relative to the start: asked for besides the start itself. */
  readonly paths?: readonly string[];
  readonly api?: ListingApi;
}

/** A list that is served as JSON. */
export interface ListingApi {
  readonly method: 'GET' | 'POST';
  /** Relative to the start; may hold `{page}`, `{offset}` and `{size}`. */
  readonly path: string;
  /** Body of a POST: a text with the same places to fill, or an object that is sent as JSON. */
  readonly body?: string | Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Number of the first page; 1 where left out. */
  readonly firstPage?: number;
  /** Rows a page; 50 where left out. */
  readonly size?: number;
  /** Where the rows are in the answer, keys with dots between them: "data.items"; "" for the answer itself. */
  readonly items: string;
  /** Where the number of all rows is, in the same way: "data.total", "0.AMOUNT". */
  readonly total?: string;
  /** Fields of a row by label: { "Mã thủ tục": "PROCEDURE_CODE" }. A path with dots is allowed. */
  readonly fields: Readonly<Record<string, string>>;
  /** Address of a row's own page, with places such as `{ID}` filled from the row; left out where the row is all there is. */
  readonly detail?: string;
}
