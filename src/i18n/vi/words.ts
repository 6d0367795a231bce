/** The program's terms: statuses, verdicts, levels, channels, administrative levels, obligations. */
export const words = {
  'status.pass': 'đạt',
  'status.fail': 'không đạt',
  'status.notApplicable': 'không áp dụng',
  'status.unclear': 'chưa rõ',
  'status.manual': 'cần người xác nhận',
  'status.notChecked': 'nguồn không thể hiện',

  'verdict.conforms': 'đúng mức khai báo',
  'verdict.over-declared': 'khai vượt mức',
  'verdict.needs-review': 'cần xem xét',
  'verdict.undeclared': 'chưa khai mức',

  'level.0': 'chưa đạt mức 1',
  'level.1': 'mức 1',
  'level.2': 'mức 2',
  'level.3': 'mức 3',
  'level.4': 'mức 4',
  'level.none': 'chưa khai',

  'channel.inPerson': 'trực tiếp',
  'channel.post': 'qua bưu chính',
  'channel.online': 'trực tuyến',

  'admin-level.ministry': 'Cấp bộ',
  'admin-level.province': 'Cấp tỉnh',
  'admin-level.district': 'Cấp huyện',
  'admin-level.commune': 'Cấp xã',

  'without.unit': '(không ghi đơn vị)',
  'without.field': '(không ghi lĩnh vực)',
  'without.admin-level': '(không ghi cấp thực hiện)',
  'without.name': '(không có tên)',
  'without.code': '(không có mã)',

  'obligation.must': 'bắt buộc',
  'obligation.should': 'cần có',
  'obligation.encouraged': 'khuyến khích',

  'source.export': 'tệp dữ liệu',
  'source.page': 'trang đã lưu',
  'source.portal': 'cổng dịch vụ công',
  'source.archive': 'kho lưu trữ web',
};
