/**
 * The typed record of one online public service: one administrative procedure as one source offers it.
 *
 * Every field is tri-state: left out (the source cannot show it), `null` (the source shows the place and it is empty or a
 * placeholder), or a value. Fields follow Article 5 of Circular 32/2017/TT-BTTTT.
 */

/** How a dossier is received or a result returned (Article 5.1.k). */
export type Channel = 'inPerson' | 'post' | 'online';

/** A level of the Circular, 1–4. */
export type Level = 1 | 2 | 3 | 4;

/** The administrative level at which a procedure is settled. */
export type AdminLevel = 'ministry' | 'province' | 'district' | 'commune';

/** A text that says something; `none` where it says that there is nothing ("Không"). */
export interface Statement {
  readonly text: string;
  readonly none?: true;
}

/** What the source declares about the online level. */
export interface DeclaredLevel {
  /** Left out where the text names no level that the vocabulary knows. */
  readonly level?: Level;
  /** The two-tier word the level was mapped from (Decree 42/2022, Article 11), where it was. */
  readonly tier?: 'full' | 'partial' | 'information';
  /** The words of the source: "Toàn trình". */
  readonly text: string;
}

export type TimeUnit = 'minute' | 'hour' | 'workingHour' | 'day' | 'workingDay' | 'month' | 'year';

/** One time limit: `amount` of `unit`; `min` only for a range ("10-25 ngày"). */
export interface Limit {
  readonly amount: number;
  readonly unit: TimeUnit;
  readonly min?: number;
}

/** Time limits for settlement, in order of reading, equal ones once. None of the markers: the text says no time that can be read. */
export interface TimeLimits {
  readonly text: string;
  readonly limits: readonly Limit[];
  /** "ngay trong ngày". */
  readonly sameDay?: true;
  /** "ngay sau khi nhận đủ hồ sơ". */
  readonly immediate?: true;
  /** Settled by an event or a plan rather than by a term ("theo kế hoạch", "theo kỳ họp"). */
  readonly byEvent?: true;
}

/** One amount of money; `kind` where the text itself says which it is. */
export interface Amount {
  /** In units of the currency, not thousands. */
  readonly amount: number;
  readonly currency: 'VND' | 'USD';
  readonly kind?: 'phi' | 'lePhi';
}

/** A phí or a lệ phí. No marker and no amount: there is text, but it is not about money ("1", "a", a unit's name). */
export interface Fee {
  readonly text: string;
  readonly amounts: readonly Amount[];
  /** Nothing is charged. */
  readonly free?: true;
  /** Another document sets it. */
  readonly byReference?: true;
  /** A percentage of something, 0–100. */
  readonly percent?: number;
  /** There is one, its amount is not given. */
  readonly unspecified?: true;
  /** The text contradicts itself ("Miễn phí (Lệ phí: 40.000 đồng)"): a person should look. */
  readonly contradictory?: true;
}

/** A form, named, with or without a file. */
export interface Form {
  readonly name: string;
  /** Address of its file. */
  readonly url?: string;
  /** File name, where one is shown ("CT01.docx"). */
  readonly file?: string;
  /** Lower-case extension without the dot, from file name or address, or as the server told it. */
  readonly extension?: string;
  /** Offered only through a script: a form, but its address cannot be known. */
  readonly script?: true;
  /** What asking for the file gave, where it was asked (portals only). */
  readonly download?: 'ok' | 'notFound' | 'notAFile' | 'unreachable';
}

export interface Forms {
  readonly text: string;
  readonly items: readonly Form[];
  /** The source says that there is no form. */
  readonly none?: true;
  /** The source names forms, but shows neither file nor address for any form of any of its services: a flattened export. */
  readonly unlinked?: true;
}

/** One paper of the dossier. */
export interface DossierDocument {
  readonly name: string;
  /** Number of originals, of copies. */
  readonly originals?: number;
  readonly copies?: number;
}

export interface Documents {
  readonly text: string;
  /** The papers, as far as the text can be taken apart; one item at least where there is a text. */
  readonly items: readonly DossierDocument[];
  readonly none?: true;
}

export interface DossierSets {
  readonly text: string;
  /** Number of sets to hand in ("01 bộ"). */
  readonly sets?: number;
  /** True where each paper carries its own count of originals and copies. */
  readonly perPaper?: true;
}

export interface Channels {
  readonly text: string;
  /** In order of reading, each once; empty where the text names none. */
  readonly channels: readonly Channel[];
}

export interface LegalBasis {
  readonly text: string;
  /** Numbers of the documents ("55/2021/TT-BCA"), in order of reading, each once. */
  readonly documents: readonly string[];
}

export interface AnnouncingDecision {
  readonly text: string;
  /** Number of the decision ("1404/QĐ-UBND"). */
  readonly number?: string;
  /** True where a line of the page names a decision without saying that it announced the procedure. */
  readonly likely?: true;
}

/**
 * An action the service offers online: submitting a dossier, paying. Weak evidence is told from strong by `basis`:
 * `own` a link or button of the service's own; `likely` one whose words may mean the action and may not; `shared` a link that other services of the source carry too, or a bare home page;
 * `statement` the source says in words that it can be done ("Thủ tục này được nộp trực tuyến"); `channel` only the channel word;
 * `tier` only the declared level; `none` the source says that it cannot be done; `disputed` it says so beside a link, or words, by which it can.
 */
export interface OnlineAction {
  readonly text: string;
  readonly url?: string;
  readonly basis: 'own' | 'likely' | 'shared' | 'statement' | 'channel' | 'tier' | 'none' | 'disputed';
}

/** Dossier counts of one service. */
export interface Statistics {
  readonly received?: number;
  readonly receivedOnline?: number;
  readonly settledOnline?: number;
  readonly paidOnline?: number;
}

/** The typed values of a service: what rules are checked against, and what `rules/schema/service.schema.json` describes. */
export interface ServiceValues {
  code?: string | null;
  name?: string | null;
  declaredLevel?: DeclaredLevel | null;
  sector?: Statement | null;
  field?: Statement | null;
  adminLevel?: { readonly text: string; readonly levels: readonly AdminLevel[] } | null;
  /** Names of the agencies that settle the procedure; never empty. */
  units?: readonly string[] | null;
  steps?: Statement | null;
  methods?: Channels | null;
  documents?: Documents | null;
  dossierSets?: DossierSets | null;
  timeLimits?: TimeLimits | null;
  audience?: Statement | null;
  authority?: Statement | null;
  result?: Statement | null;
  forms?: Forms | null;
  resultTemplate?: Forms | null;
  conditions?: Statement | null;
  phi?: Fee | null;
  lePhi?: Fee | null;
  receivingChannels?: Channels | null;
  returningChannels?: Channels | null;
  legalBasis?: LegalBasis | null;
  announcingDecision?: AnnouncingDecision | null;
  onlineSubmission?: OnlineAction | null;
  /** An interactive form the user fills in on line (Article 5.3.b, 3.8). */
  eForm?: OnlineAction | null;
  /** Files attached to a dossier on line (Article 5.3.b). Not the forms to download. */
  attachments?: OnlineAction | null;
  onlinePayment?: OnlineAction | null;
  resultDelivery?: Channels | null;
  statistics?: Statistics | null;
  /** Forms that the texts of the record name ("mẫu số 02", "Mẫu CT01"), each once; left out where they name none. */
  mentionedForms?: readonly string[];
  /** Fields whose own place is empty while another text of the record speaks of them; left out where there are none. */
  statedElsewhere?: readonly FieldName[];
  /** Fields in whose place something stands that could not be read as text; left out where there are none. */
  unread?: readonly FieldName[];
  /**
   * Headings of the record that the vocabulary does not know, and the fields it has no place for while its sisters have one: what stands
   * under such a heading may be what the field asks for. Left out where there are none.
   */
  unrecognised?: { readonly labels: readonly string[]; readonly fields: readonly FieldName[] };
}

export type FieldName = keyof ServiceValues;

/** Where and as what a field was read. */
export interface Evidence {
  /** The label as printed. */
  readonly label: string;
  /** Where: source-relative, as in {@link LabelledValue.at}, after the record's own place. */
  readonly at: string;
  /** What was read, in NFC; shortened in reports. */
  readonly text: string;
  /** True where the value was drawn from a text about something else (a time limit found among the manners of execution). */
  readonly derived?: true;
}

/** One place a service was read at. */
export interface ServiceSource {
  /** `export`, `page`, `portal` or `archive`. */
  readonly kind: string;
  /** The file or address as given on the command line; never an absolute path made by the program. */
  readonly location: string;
  readonly at: string;
}

/** A service with the evidence of every field. */
export interface Service {
  /** Identity: the code, or folded name and units where there is no code. */
  readonly id: string;
  readonly values: ServiceValues;
  readonly evidence: { readonly [F in FieldName]?: readonly Evidence[] };
  /** First the place that wins a disagreement. */
  readonly sources: readonly ServiceSource[];
}
