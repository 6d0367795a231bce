import { afterEach, describe, expect, it } from 'vitest';
import { isActingAddress, isActingText } from './acting-links.js';
import { runCrawl } from './testing/test-crawl.js';
import { closeServers, html, start } from './testing/test-server.js';

afterEach(closeServers);

describe('a link that does something', () => {
  it.each([
    '/admin/xoa?id=1',
    '/xoa.aspx?id=1',
    '/delete?id=1',
    '/bai-viet/deleteComment/7',
    '/huy-ho-so?id=4',
    '/vote?choice=1',
    '/binh-chon',
    '/unsubscribe?e=1',
    '/export_excel?all=1',
    '/ExportExcel.ashx',
    '/thu-tuc?p_p_id=x&p_p_lifecycle=1',
    '/thu-tuc?_x_javax.portlet.action=delete',
    '/index.php?action=delete&id=1',
    '/index.php?option=com_poll&task=poll.vote',
    '/tin?xoa=7',
    '/gio-hang/add-to-cart/3',
    '/ho-so/7/duyet',
  ])('is told by its address: %s', (path) => {
    expect(isActingAddress(`https://dvc.vn${path}`)).toBe(true);
  });

  it.each([
    '/huy-bo-giay-phep',
    '/thu-tuc/thu-tuc-xoa-dang-ky-tau-bien',
    '/dang-ky-xoa-an-tich?id=5',
    '/cap-giay-phep-xuat-khau',
    '/phe-duyet-quy-hoach',
    '/danh-gia-tac-dong-moi-truong',
    '/tthc?id=3&action=view',
    '/tthc?p_p_lifecycle=0&p_p_id=x',
    '/danh-sach?xoa=0',
    '/thu-tuc-huy-ho-so-dang-ky',
    '/dieu-chinh-giam-voting',
  ])('is not what only names one: %s', (path) => {
    expect(isActingAddress(`https://dvc.vn${path}`)).toBe(false);
  });

  it('is told by its text', () => {
    expect(['Xóa', ' HUỶ HỒ SƠ ', 'Hủy đăng ký'].map(isActingText)).toEqual([true, true, true]);
    expect(['Xóa đăng ký thế chấp', 'Hủy bỏ giấy phép', 'Xem'].map(isActingText)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('is not followed, and a procedure is, whatever it is called', async () => {
    const server = await start((_, response) =>
      html(
        response,
        `<table><tr data-row><td title="Tên thủ tục">Hủy</td><td><a href="/huy-bo-giay-phep">Hủy</a></td></tr>
         <tr data-row><td title="Tên thủ tục">Xóa</td><td><a href="/tthc/delete?id=3">Xóa</a></td></tr></table>
         <a href="/delete?id=1">x</a><a href="/dang-ky-xoa-an-tich">y</a>`,
      ),
    );
    await runCrawl(`${server.origin}/`);
    const asked = server.paths().filter((path) => !/robots|dvctt/.test(path));
    expect(asked.sort()).toEqual(['/', '/dang-ky-xoa-an-tich', '/huy-bo-giay-phep']);
  });
});
