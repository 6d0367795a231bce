/** What readers of files, archives and portals have to say. */
export const sources = {
  'file-empty': 'The file is empty; export the data again',
  'directory-empty':
    'Folder {location} holds no files; name one with json, jsonl, csv, xlsx, html or warc files',
  'own-report':
    'The file is a JSON report that this program wrote, not a list of procedures; look at it with dvctt-audit report',
  'file-truncated': 'The file is cut off after {records|record|records}; export or download it again',
  'file-skipped': 'File skipped: type {extension} cannot be read',
  'extension-mismatch': 'The file is called {extension}, but holds {content}; read as what it holds',
  'format-unreadable': 'The content of the file cannot be read ({found}); save it as xlsx, csv or json',
  'format-not-supported': 'Format {format} cannot be read here; use json, jsonl, csv, tsv or xlsx',
  'encoding-broken': 'Wrongly encoded characters from byte {offset}; save the file as UTF-8',
  'encoding-legacy-font': 'The text is typed for the font {font}, not in Unicode; convert it to Unicode',
  'nul-bytes': '{count|empty byte was|empty bytes were} left out; the file may be damaged',
  'no-records': 'There is no record',
  'heading-row-not-found':
    'No heading row in the first {rows} rows (seen: {hint}); check the column titles or map columns in the configuration',
  'row-too-long':
    'The row has {cells} cells, more than the {headings} headings, and cannot be read; check separator and quotes',
  'row-too-short':
    'The row has {cells} cells, fewer than the {headings} headings; the missing ones count as empty',
  'record-not-an-object': 'The record is no object but {found} and was left out',
  'record-too-large': 'The record is larger than {mebibytes} MiB and was not read',
  'array-not-procedures':
    'A list of {count|item|items} does not look like procedures (keys: {keys}) and was left out',
  'json-malformed': 'Wrong JSON: {reason}',
  'json-line-malformed': 'The line is not valid JSON: {reason}',
  'csv-quote-not-closed':
    'A quote opened in this row is never closed and the rest cannot be read ({rows|row was|rows were} read); close it or export the file again',
  'csv-malformed':
    'The CSV cannot be read on ({reason}), {rows|row was|rows were} read; mend this row or export the file again',
  'workbook-encrypted': 'The workbook has a password; remove it and save again',
  'workbook-old-format': 'The workbook is in the old .xls format; save it as .xlsx',
  'workbook-damaged': 'The workbook is damaged: {reason}',
  'workbook-too-large':
    'The workbook unpacks to {mebibytes} MiB, over the limit of {limit} MiB; split it or export csv',
  'source-not-readable': 'Source {location} cannot be read: {reason}',
  'columns-field-unknown':
    'columns maps “{label}” to the field “{field}”, which does not exist; fields: {known}',
  'requirement-not-found': 'Ruleset {ruleset} has no requirement {id}; see rules list',
  'listing-incomplete': 'The source speaks of {total} procedures, {read} were read; get the whole list',
  'code-cut': 'Code “{raw}” is glued to other text; read as {code}',
  'more-of-the-same': '{count|more note|more notes} “{code}”',

  'page-without-procedure': 'this page is not about one procedure; there is nothing to audit on it',
  'page-list-without-details':
    'this page only lists names of procedures; save the detail page of each procedure too',
  'page-needs-scripts':
    'the page is only a shell that scripts fill; save it after the browser has rendered it (or use --browser)',
  'page-is-challenge':
    "this is a bot check, not the procedure's page; open it in a browser and save it again",
  'page-says-not-found': "the page says that its content was not found; check the procedure's address",
  'page-too-large': 'the file is larger than {megabytes} MB and is not read as a page',
  'page-empty': 'the page is empty',
  'page-legacy-font':
    'the text is written in an old font encoding ({font}); convert it to Unicode and audit again',

  'archive-without-files': 'Folder {location} holds no .warc or .warc.gz file',
  'archive-without-records': 'The archive file holds no readable record; download or crawl it again',
  'archive-answers-without-page': '{count|address|addresses} answered with status {status}: no page to audit',
  'archive-not-fetched': '{count|address was|addresses were} not fetched ({outcome})',
  'archive-page-cut-off':
    'The page was cut off when it was fetched and is not whole; it is not judged, fetch it again',
  'archive-digest-mismatch':
    'The stored content was changed after it was fetched (it does not match its digest); it is no evidence, fetch it again',
  'archive-page-not-readable': 'This archived page cannot be read: {reason}',
  'archive-record-damaged': 'The archive record at byte {byte} cannot be read: {reason}; the rest is read on',
  'archive-more-damage':
    '{count|more damaged place|more damaged places} in the archive; check how the file was copied',
  'archive-body-undecodable':
    'The stored content of this page cannot be unpacked and was not audited; crawl it again',
  'archive-record-too-large': 'The stored page is larger than {limit} bytes and was not read',
  'archive-revisit-unresolved':
    'The record points to a visit that is not in the archive; add the WARC file that holds it',
  'archive-index-rebuilt':
    'The index of the snapshot is missing or damaged; the archive files were read instead',
  'archive-tail-dropped':
    '{bytes|byte|bytes} of an unfinished record at the end of the archive file were left out',
  'archive-description-missing':
    'crawl.json is missing or damaged; the start addresses were taken from the archive files',
  'archive-older-run':
    'The last crawl could not read the start page; the crawl of {date} is shown instead. Crawl again when the portal answers',
  'archive-other-starts': 'Folder {location} holds a crawl of {starts}; choose another folder for {given}',
  'archive-locked':
    'Archive {location} is being written by process {pid} on {host}; wait for it to end. If no crawl runs there, delete {lock}',
  'archive-lock-unreadable':
    'Archive {location} is locked by {lock}, a file that names no process: if no crawl runs there, delete that file',
  'archive-lock-lost': 'Another process has taken over archive {location}; run again when it has ended',
  'crawl-delay-long': 'The portal asks for {seconds} seconds between requests; the crawl will take long',
  'crawl-interrupted': 'The crawl was stopped with {waiting|page|pages} left; run it again with --resume',
  'stopped-by-hand':
    'Stopped by hand: the report has only the pages read so far. Run it again with --resume to go on',
  'page-budget-exhausted': 'The page limit was reached with {waiting|page|pages} left; raise --max-pages',
  'depth-budget-exhausted':
    '{count|link lies|links lie} deeper than the limit; raise --max-depth if they are needed',
  'host-given-up': 'The host was given up after {failures|failure|failures} in a row ({status})',
  'host-asks-to-wait':
    'The host asks for a long wait before the next request and was asked no more; go on later with --resume and a lower --rate',
  'list-not-turned':
    'The list goes on (“next page”, “show more”) without an address to follow, so that procedures may be missing; --browser may turn it over. Otherwise start from another address of the list, describe its interface in a portal file (--portal), or audit an export',
  'list-not-turned-to-end':
    'The list was not turned over to its end in the browser: a click gave nothing more, what a page needed was not to be had, or a limit was reached, so that procedures may be missing. Start from another address of the list, describe its interface in a portal file (--portal), or audit an export',
  'list-incomplete': 'The list says it has {total|procedure|procedures} but shows {listed}',
  'robots-ignored': 'robots.txt is not followed, as --no-robots asks',
  'tls-not-checked': 'The server certificate is not checked, as --insecure asks',
  'same-page-everywhere': 'Every address gives the same page; the portal may block automatic access',
  'sitemap-unreadable': 'The sitemap cannot be read ({status})',
  'start-not-read': 'The start page cannot be read ({status}). {fix}',
  'start-not-web-address': '“{address}” is no http(s) address',
  'trap-long-address': '{count|unusually long address was|unusually long addresses were} left out',
  'trap-repeating-path':
    '{count|address with a repeating path was|addresses with a repeating path were} left out',
  'trap-calendar': '{count|page of an endless calendar was|pages of an endless calendar were} left out',
  'trap-facet':
    '{count|page that differs only in its filter was|pages that differ only in their filter were} left out',
  'crawl-option-malformed': 'Value {value} of {option} is not valid; a number not below zero is needed',
  'address-pattern-malformed': 'Address pattern “{pattern}” is not valid',
  'proxy-malformed': 'The proxy address from {from} is not valid',
  'browser-missing': '--browser needs {missing}, which was not found; install it or name it: {install}',
  'browser-failed': 'The browser {path} does not start: {reason}',
  'browser-host-left-out':
    'The page asks for something from {host}, which is out of scope and was not loaded; add --include if the page stays empty because of it',
  'portal-unknown':
    'There is no portal family "{portal}"; there are: {known}. A portal file is named by its path (with a slash, or ending in .json)',
  'portal-not-found': 'Portal file {file} not found; check the path after --portal',
  'portal-not-readable': 'Portal file {file} cannot be read ({reason})',
  'portal-invalid': 'Portal file {file} is wrong at {place}: {reason}',

  'why.one-format-on-stdout': 'at most one format for the screen; the others go to files (format=PATH)',
  'why.archive-script-shell': 'the page is a shell that scripts fill',
  'why.archive-challenge': 'it is a bot check',
  'why.archive-cut-off': 'the file was cut off',
  'why.archive-compression': 'the compressed part is damaged',
  'why.archive-not-a-record': 'not a WARC record',
  'why.archive-header': 'the head of the record is wrong',
  'why.archive-length': 'the length given in the record is wrong',
  'why.archive-checksum': 'the checksum does not match',
  'why.archive-other-record': 'another record stands at this place',
};
