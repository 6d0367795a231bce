/** What a portal file (`rules/portals/*.json`, `rules/schema/portal.schema.json`) says of the pages of a portal family. */
import type { PortalListing } from '../portal/portal-file.js';

export interface PortalFile {
  readonly id: string;
  readonly title: { readonly vi: string; readonly en: string };
  /** A page is of the family where one of these holds. */
  readonly recognise: readonly PortalSign[];
  readonly listing?: PortalListing & { readonly pages?: readonly ListHints[] };
  readonly details?: readonly DetailHints[];
  /** Where the online level is shown without a label; in rows of lists too. */
  readonly level?: readonly Place[];
  /** Calls of scripts that lead to an address. */
  readonly scripts?: readonly ScriptHint[];
  readonly submit?: ActionHints;
  readonly pay?: ActionHints;
}

/** Everything given must hold. */
export interface PortalSign {
  /** "*.example.vn"; a name, not an address. */
  readonly host?: string;
  /** Patterns as in address-pattern.ts; one of them. */
  readonly url?: readonly string[];
  /** Each of them is on the page. */
  readonly selectors?: readonly string[];
  /** Each of these texts is in the source of the page. */
  readonly markup?: readonly string[];
  /** Name of a `<meta>` → part of its content, case aside. */
  readonly meta?: Readonly<Record<string, string>>;
}

/** Where a value stands. */
export interface Place {
  /** Left out: the row, or the record, itself. */
  readonly select?: string;
  /** `text` where left out, else the name of an attribute. */
  readonly from?: string;
  /** A parameter of the page's own address instead. */
  readonly parameter?: string;
  /** What is found → what it says; what is not listed says nothing. For `class`: the name of one class. */
  readonly words?: Readonly<Record<string, string>>;
}

export interface ListHints {
  /** Lists this is said of; all of the family where left out. */
  readonly when?: PortalSign;
  readonly rows: string;
  /** Link to the procedure, in the row; the first link that names something where left out. */
  readonly link?: string;
  /** Label → where its value stands in the row. */
  readonly fields?: Readonly<Record<string, Place>>;
  readonly next?: {
    /** Links to further pages. */
    readonly link?: string;
    /** Parameter that numbers the pages, or counts the rows passed over. */
    readonly parameter?: string;
    readonly counts?: 'pages' | 'rows';
    /** Number of the first page, for an address without the parameter. */
    readonly first?: number;
  };
  /** Where the number of all procedures of the list stands. */
  readonly total?: string;
}

export interface DetailHints {
  readonly when?: PortalSign;
  /** The record's own part of the page. */
  readonly root?: string;
  /** Parts of the page that are not the record's. */
  readonly ignore?: readonly string[];
  /** Where the name stands, on pages that have no label for it. */
  readonly title?: string;
  readonly values?: readonly ValueHint[];
  readonly code?: CodeHint;
}

export interface ValueHint extends Place {
  /** What is around one label and its value; the record where left out. */
  readonly item?: string;
  /** The label itself, or where it stands in the item. */
  readonly label: string | { readonly select: string };
  /** True: wins over what is found under the same label otherwise. */
  readonly instead?: boolean;
}

/** A code that only the address of the page, or a script in it, tells. */
export interface CodeHint {
  readonly parameter?: string;
  /** Name of a variable in a script. */
  readonly variable?: string;
  /** `national` (where left out): only what has the form of a national code, 1.004194; a number is an id of the site. */
  readonly format?: 'national' | 'any';
}

export interface ScriptHint {
  readonly when?: PortalSign;
  /** Name of the function. */
  readonly call: string;
  /** Relative to the page; `{1}` is the first argument, `{1:base64}` the same in base64. */
  readonly address: string;
  /** True where the address is likely and not certain: what it does not answer is held against nobody. */
  readonly likely?: boolean;
}

export interface ActionHints {
  /** Links and buttons that act for the service, whatever their words. */
  readonly select?: string;
  /** Addresses of such links. */
  readonly addresses?: readonly string[];
  /** Addresses that belong to the site and prove nothing about a service. */
  readonly siteWide?: readonly string[];
}
