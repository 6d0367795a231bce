import { describe, expect, it } from 'vitest';
import { ticked } from './choices.js';

describe('boxes to tick', () => {
  it.each([
    ['☐ Trực tiếp ☑ Trực tuyến', 'Trực tuyến'],
    ['☒ Trực tiếp\n☐ Trực tuyến\n☒ Bưu chính', 'Trực tiếp\nBưu chính'],
    ['[ ] Có [x] Không', 'Không'],
    ['Gồm: □ Công dân ■ Tổ chức', 'Gồm:; Tổ chức'],
    ['☐ Trực tiếp ☐ Trực tuyến\nXem thêm ở quầy', 'Xem thêm ở quầy'],
    ['☐ Trực tiếp; ☐ Trực tuyến', undefined],
    ['☐', undefined],
    ['☑', 'Có'],
    ['☑ Trực tiếp ☑ Trực tuyến', '☑ Trực tiếp ☑ Trực tuyến'],
    ['□ Trực tiếp □ Trực tuyến', '□ Trực tiếp □ Trực tuyến'],
    ['● Cách nộp:\n○ Trực tiếp\n○ Trực tuyến', '● Cách nộp:\n○ Trực tiếp\n○ Trực tuyến'],
    ['● Trực tiếp\n● Trực tuyến', '● Trực tiếp\n● Trực tuyến'],
    ['Trực tiếp', 'Trực tiếp'],
    ['', ''],
  ])('%j', (text, said) => {
    expect(ticked(text)).toBe(said);
  });
});
