/** The program's terms: statuses, verdicts, levels, channels, administrative levels, obligations. */
export const words = {
  'status.pass': 'met',
  'status.fail': 'not met',
  'status.notApplicable': 'does not apply',
  'status.unclear': 'unclear',
  'status.manual': 'needs a person',
  'status.notChecked': 'not shown by the source',

  'verdict.conforms': 'as declared',
  'verdict.over-declared': 'over-declared',
  'verdict.needs-review': 'needs review',
  'verdict.undeclared': 'no level declared',

  'level.0': 'below level 1',
  'level.1': 'level 1',
  'level.2': 'level 2',
  'level.3': 'level 3',
  'level.4': 'level 4',
  'level.none': 'not declared',

  'channel.inPerson': 'in person',
  'channel.post': 'by post',
  'channel.online': 'online',

  'admin-level.ministry': 'Ministry',
  'admin-level.province': 'Province',
  'admin-level.district': 'District',
  'admin-level.commune': 'Commune',

  'without.unit': '(no unit given)',
  'without.field': '(no field given)',
  'without.admin-level': '(no administrative level given)',
  'without.name': '(no name)',
  'without.code': '(no code)',

  'obligation.must': 'must',
  'obligation.should': 'should',
  'obligation.encouraged': 'encouraged',

  'source.export': 'data file',
  'source.page': 'saved page',
  'source.portal': 'portal',
  'source.archive': 'web archive',
};
