import { InputError } from '../../services/problem.js';
import { isRecord } from './rule-file.js';

/**
 * What a portal file (`rules/portals/*.json`, `--portal`) tells the crawler: where the lists of a portal family are and how to turn
 * them over. What it tells the page reader stands in the same file and is read there.
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
  /** Fields of a row by label: { "Mã thủ tục": "PROCEDURE_CODE" }. A path with dots is allowed. */
  readonly fields: Readonly<Record<string, string>>;
  /** Address of a row's own page, with places such as `{ID}` filled from the row; left out where the row is all there is. */
  readonly detail?: string;
}

/** @throws InputError where the part about lists is not of this form */
export function portalListing(file: unknown, name: string): PortalListing {
  const fail = (at: string): never => {
    throw new InputError('portal-file-malformed', { file: name, at });
  };
  if (!isRecord(file)) return fail('');
  const { listing } = file;
  if (listing === undefined) return {};
  if (!isRecord(listing)) return fail('listing');
  const paths = listing.paths;
  if (paths !== undefined && !isStrings(paths)) return fail('listing.paths');
  return {
    ...(paths === undefined ? {} : { paths }),
    ...(listing.api === undefined ? {} : { api: listingApi(listing.api, fail) }),
  };
}

function listingApi(api: unknown, fail: (at: string) => never): ListingApi {
  if (!isRecord(api)) return fail('listing.api');
  const { method = 'GET', path, body, headers, firstPage, size, items, fields, detail } = api;
  if (method !== 'GET' && method !== 'POST') return fail('listing.api.method');
  if (typeof path !== 'string') return fail('listing.api.path');
  if (body !== undefined && typeof body !== 'string' && !isRecord(body)) return fail('listing.api.body');
  if (headers !== undefined && !isTexts(headers)) return fail('listing.api.headers');
  if (typeof items !== 'string') return fail('listing.api.items');
  if (!isTexts(fields)) return fail('listing.api.fields');
  if (detail !== undefined && typeof detail !== 'string') return fail('listing.api.detail');
  if (firstPage !== undefined && !isCount(firstPage, 0)) return fail('listing.api.firstPage');
  if (size !== undefined && !isCount(size, 1)) return fail('listing.api.size');
  return {
    method,
    path,
    items,
    fields,
    ...(body === undefined ? {} : { body }),
    ...(headers === undefined ? {} : { headers }),
    ...(detail === undefined ? {} : { detail }),
    ...(firstPage === undefined ? {} : { firstPage }),
    ...(size === undefined ? {} : { size }),
  };
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((item) => typeof item === 'string');
}

function isCount(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least;
}
