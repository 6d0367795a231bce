/**
 * What every source hands on, whatever it is: a procedure page, a row of a sheet and a JSON object are
 * each one set of labelled values. Nothing here knows what a label means.
 */
import type { Form } from './service.js';

/** A link or button found inside a value. */
export interface Link {
  /** The text a reader sees; may say nothing ("Tải về"). */
  readonly text: string;
  /** Absolute or source-relative address; left out where there is none or where it is only a script. */
  readonly url?: string;
  /** True where the link works only through a script (`onclick="downloadMaudon('…')"`, `javascript:`). */
  readonly script?: true;
  /** What asking for it gave, where it is a form's and was asked for. */
  readonly download?: NonNullable<Form['download']>;
  /** What type of file came, as an extension, where it was asked for and told. */
  readonly extension?: string;
}

/** One cell of a table inside a value. */
export interface Cell {
  readonly text: string;
  readonly links?: readonly Link[];
}

/** A table inside a value: an array of objects in JSON, a `<table>` on a page. */
export interface Table {
  /** What stands above the table and tells it from its sisters ("Trường hợp …"), where anything does. */
  readonly caption?: string;
  /** Column headings, as printed; JSON keys for an array of objects. */
  readonly headings: readonly string[];
  /** Rows of cells; a row may be shorter than the headings. */
  readonly rows: readonly (readonly Cell[])[];
}

/** One value as a source shows it under one label. */
export interface LabelledValue {
  /** The label as printed: a heading, a column title, a JSON key (the last key of its path). */
  readonly label: string;
  /** Keys or headings the label stands under, outermost first (`["content"]`); left out at the top. */
  readonly parents?: readonly string[];
  /** Where inside the record: a column ("cột K"), a JSON path ("content.phi"), a heading. */
  readonly at: string;
  /** The text in NFC with line breaks kept, "" where the place is there and empty. Tables are included as text. */
  readonly text: string;
  readonly links?: readonly Link[];
  readonly tables?: readonly Table[];
  /** True where the words make the label likely and not certain: evidence, but no place of the field. */
  readonly likely?: true;
  /** True where it stands in a line by itself, under no label of its field: a value, but no place of the field. */
  readonly beside?: true;
  /** True where nothing but the title of the document gives the name, which may be the site's. */
  readonly borrowed?: true;
  /** True where no text stands there but something that may hold one: a picture, a frame, a file, a place that a script fills. */
  readonly unread?: true;
}

/** One record of a source: what may be one service. */
export interface SourceRecord {
  /** Where the record stands in its source: "dòng 12", "Sheet1!14", "$.procedures[3]", a page's address. */
  readonly at: string;
  /**
   * Records of one layout show the same places: one file, one sheet, one page structure. What a source can show is judged
   * per layout, from all its records.
   */
  readonly layout: string;
  readonly values: readonly LabelledValue[];
  /** Address of the procedure's own page, where `at` is not that address: a saved page lies in a file. */
  readonly url?: string;
  /** True for what a list says of the procedure whose page is at the address. */
  readonly listed?: true;
}
