/**
 * What the program has to say about its input: one sentence each – what, where, what to do. `{at}` is the place inside the source;
 * a sentence without it gets the place put in front.
 */
export const problems = {
  'unknown-columns':
    'Columns or sections not recognised: {labels}; map those you need under columns in the configuration file',
  'column-always-empty':
    '“{field}” is empty in all {count|record|records} and is not counted as missing; the export may not carry it',
  'section-always-empty':
    '“{field}” was read as empty on all {count|page|pages} of one layout and is not counted as missing; reading it may have failed, look at one of them',
  'shared-submission-link':
    '{count|service shares|services share} the submission link {url}, so it does not show that each of them can be submitted online',
  'duplicate-code': '“{code}” appears {count|time|times} under the same name; taken as one service',
  'code-several-names':
    'Code {code} stands beside several names; kept as services of their own, check the code',
  'sources-disagree':
    'Sources disagree on {code}, {field}: “{first}” of the source named first is used, “{second}” is not',
  'level-several':
    '“{text}” of {code} names several levels; none is taken for the declared one, write at the source which it is',
  'parts-not-told-apart':
    '{count|part|parts} of this page could not be told from another procedure on it: no name, or the same one; give each its own name or code',
  'pages-disagree':
    'This source says two things of {code}, {field}: “{first}” is used, not “{second}”; correct it at the source',
  'disagreements-more': '{count|more disagreement|more disagreements} between the sources',
  'code-suffix': 'Code “{raw}” carries the suffix of an agency; read as {code}',
  'code-padded': 'Code “{raw}” lost its final zeros in a spreadsheet; read as {code}',
  'record-without-identity':
    'The record has neither code nor name and cannot be audited; give it one of them',
  'record-without-content':
    '{count|record has|records have} every content section blank; the extraction may have failed, compare with the page',
  'not-a-procedure': 'The record does not describe an administrative procedure and was left out',
  'no-level-declared':
    '{count|service states|services state} no online level; add a source that does if claims are to be compared',
  'partial-audit':
    'The audit stopped before its end; the result covers the {count|service|services} read so far',
  'unit-name-long': 'Unusually long unit name: “{name}”; check the unit column or give its separator',

  'nothing-to-audit': 'No service was found to audit in {location}; check the sources',
  'nothing-more': '… and {count|more reason|more reasons}',
  'source-not-found': 'Source {location} not found; check the path or address',
  'config-not-found': 'Configuration file {file} not found; check the path after --config',
  'config-not-readable': 'Configuration file {file} cannot be read: {reason}; check its permissions',
  'units-not-found': 'Units file {file} not found; check the path (--units, or units in the configuration)',
  'units-not-readable': 'Units file {file} cannot be read: {reason}; check its permissions',
  'report-not-found': 'Report {file} not found; check the path',
  'config-invalid': 'Configuration file {file} is wrong at {place}: {reason}',
  'units-invalid': 'Units file {file} is wrong at {place}: {reason}',
  'option-invalid': 'Value “{value}” of {option} is not valid; needed: {expected}',
  'file-system-refuses': 'Cannot use {place}: {reason}',
  'why.disk-full': 'the disk is full; free some space and run again (a crawl with --resume)',
  'why.read-only': 'the disk is read-only',
  'why.no-permission': 'no permission',
  'why.not-a-folder': 'a file stands where a folder should be',
  'why.is-a-folder': 'a folder stands where a file should be',
  'why.too-many-files': 'too many files are open',
  'why.disk-error': 'the disk reports an error',
  'output-not-writable': 'Cannot write {file}: {reason}; check the folder and its permissions',
  'service-not-in-report': 'The report has no service with code {code}; {hint}',
  'report-invalid': '{file} is not a report that can be read, wrong at {place}: {reason}',
  'report-version':
    '{file} is a report of version {version}, this program reads version {expectedVersion}; make the report again',
  'ruleset-invalid': 'Ruleset {file} is wrong at {place}: {reason}',
  'ruleset-not-found': 'There is no ruleset “{id}”; known: {known}',
  'fail-on-unknown': 'Value “{value}” of --fail-on is not valid; possible: {known}',

  'why.not-json': 'not valid JSON',
  'why.not-a-report': 'it does not have the structure of a report',
  'why.cut-off': 'the file was cut off',
  'why.not-utf-8': 'not UTF-8 text',
  'why.too-large':
    'the report was re-formatted and is too large to read; use the file as the program wrote it',
  'why.percent': 'a number from 0 to 100',
  'why.fail-on-none': 'to stand alone, without other values',
  'why.look-at-codes': 'look up the codes under services in the report',
  'why.services-not-kept': 'it was made with --detail units and keeps no single service',
};
