import { describe, expect, it } from 'vitest';
import { announcementIn, withoutAnnouncement } from './announcement.js';

describe('a line that names a decision', () => {
  it.each([
    ['(Ban hành kèm theo Quyết định số 123/QĐ-UBND ngày 01/02/2023)', 'attached'],
    ['Ghi chú: (kèm theo QĐ số 12/QĐ-BTP ngày 3/4/2023)', 'attached'],
    ['Theo Quyết định công bố số 456/QĐ-BCA ngày 3/4/2024', 'announced'],
    ['Công bố tại Quyết định số 77/QĐ-UBND', 'announced'],
    ['Thủ tục được công bố theo Quyết định số 77/QĐ-UBND', 'procedure'],
    ['Quyết định số 7/QĐ-UBND ngày 1/1/2020 về việc công bố danh mục thủ tục hành chính', 'procedure'],
    ['Quyết định số 7/QĐ-UBND ngày 1/1/2020', 'named'],
    ['Nộp đơn theo Quyết định số 7/QĐ-UBND', undefined],
    ['Bãi bỏ thủ tục công bố tại Quyết định số 7/QĐ-UBND', undefined],
    ['Thủ tục hết hiệu lực theo Quyết định số 7/QĐ-UBND về việc công bố thủ tục hành chính', undefined],
    ['Ban hành kèm theo Quyết định số 39/2014/QĐ-TTg', undefined],
    ['Công bố hợp quy theo Quyết định số 24/QĐ-BKHCN', undefined],
    ['Ban hành kèm theo Thông tư số 12/2019/TT-BTP', undefined],
    ['Ban hành kèm theo Quyết định của Chủ tịch', undefined],
  ])('%s', (line, says) => {
    expect(announcementIn(line)).toBe(says);
  });
});

describe('a name with the decision behind it', () => {
  it('is the name without it', () => {
    expect(withoutAnnouncement('Cấp phép gõ (Ban hành kèm theo Quyết định số 1/QĐ-UBND)')).toEqual({
      name: 'Cấp phép gõ',
      decision: 'Ban hành kèm theo Quyết định số 1/QĐ-UBND',
    });
    expect(withoutAnnouncement('Cấp phép gõ (lần đầu) (Công bố kèm theo QĐ 1/QĐ-UBND (bản sửa))').name).toBe(
      'Cấp phép gõ (lần đầu)',
    );
  });

  it.each([
    'Hỗ trợ nhà ở theo Quyết định số 22/2013/QĐ-TTg',
    'Hỗ trợ gõ trống (Quyết định số 22/QĐ-TTg)',
    'Cấp phép theo Quy chế ban hành kèm theo Quyết định số 39/QĐ-TTg',
    'Cấp phép gõ (Ban hành kèm theo Quyết định số 1/QĐ-UBND) tại xã',
  ])('stays whole: %s', (name) => {
    expect(withoutAnnouncement(name)).toEqual({ name });
  });
});
