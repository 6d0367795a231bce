import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeStream, decodeText, detectCharset, legacyFont } from './encoding.js';
import { pieces } from './exports/testing/items.js';

const TEXT =
  'Mã thủ tục;Tên thủ tục\n2.000815;Chứng thực bản sao từ bản chính giấy tờ, văn bản ở Đắk Lắk\n'.repeat(3);

/** windows-1258 as Windows writes it: circumflex, breve and horn within the letter, tone marks after it. */
function windows1258(text: string): Buffer {
  const letters = [...text.normalize('NFD')]
    .join('')
    .replace(/([aeouAEOU])([\u0302\u0306\u031B])/gu, (pair) => pair.normalize('NFC'));
  const apart = letters.replace(
    /([aeouAEOU])(\u0323)([\u0302\u0306])/gu,
    (_, letter: string, dot: string, hat: string) => (letter + hat).normalize('NFC') + dot,
  );
  return iconv.encode(apart, 'windows-1258');
}

async function decoded(bytes: Uint8Array, size: number, options = {}): Promise<string> {
  let text = '';
  for await (const chunk of decodeStream(pieces(bytes, size), options)) {
    expect(chunk).not.toBe('');
    text += chunk;
  }
  return text;
}

describe('charsets', () => {
  const bom = '\uFEFF';
  const cases: [string, Buffer][] = [
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with mark', Buffer.from(bom + TEXT)],
    ['UTF-16LE with mark', iconv.encode(bom + TEXT, 'utf-16le')],
    ['UTF-16BE with mark', iconv.encode(bom + TEXT, 'utf-16be')],
    ['UTF-16LE without mark', iconv.encode(TEXT, 'utf-16le')],
    ['UTF-16BE without mark', iconv.encode(TEXT, 'utf-16be')],
    ['windows-1258', windows1258(TEXT)],
  ];

  it.each(cases)('%s is read as a whole and in pieces of any size', async (_, bytes) => {
    expect(decodeText(bytes)).toBe(TEXT);
    for (const size of [1, 2, 3, 7, 100_000]) expect(await decoded(bytes, size)).toBe(TEXT);
  });

  it('cuts no character at a chunk boundary behind the sniffed bytes', async () => {
    const long = TEXT.repeat(600);
    for (const bytes of [Buffer.from(long), windows1258(long), iconv.encode(long, 'utf-16le')]) {
      expect(await decoded(bytes, 4097)).toBe(long);
    }
  });

  it('finds the charset where the first accent stands far behind the sniffed bytes', async () => {
    const long = 'a plain line\n'.repeat(10_000);
    expect(await decoded(windows1258(long + TEXT), 5000)).toBe(long + TEXT);
    expect(await decoded(Buffer.from(long + TEXT), 5000)).toBe(long + TEXT);
  });

  it('believes the bytes before the declaration, and the declaration before windows-1258', () => {
    expect(decodeText(Buffer.from(TEXT), 'iso-8859-1')).toBe(TEXT);
    const central = iconv.encode('Škoda, příliš', 'windows-1250');
    expect(decodeText(central, 'windows-1250')).toBe('Škoda, příliš');
    expect(detectCharset(central, 'no-such-charset')).toBe('windows-1258');
    expect(detectCharset(central, 'utf-8')).toBe('windows-1258');
  });

  it('keeps UTF-8 with a few broken bytes, and says where they are', async () => {
    const before = Buffer.from(TEXT);
    const bytes = Buffer.concat([before, Buffer.from([0xe1, 0xbb]), Buffer.from(TEXT)]);
    let offset = -1;
    const text = await decoded(bytes, 10, {
      onBroken: (at: number) => {
        offset = at;
      },
    });
    expect(text.startsWith(TEXT)).toBe(true);
    expect(text.endsWith(TEXT)).toBe(true);
    expect(text).toContain('\uFFFD');
    expect(offset).toBe(before.length);
  });

  it('reads nothing from nothing', async () => {
    expect(decodeText(new Uint8Array())).toBe('');
    expect(await decoded(Buffer.alloc(0), 1)).toBe('');
    expect(await decoded(Buffer.from([0xef, 0xbb, 0xbf]), 1)).toBe('');
  });
});

describe('old font encodings', () => {
  it('tells TCVN3 and VNI from Vietnamese, French and English', () => {
    expect(
      legacyFont(
        'Thñ tôc hµnh chÝnh; C¬ quan thùc hiÖn: UBND x·, ph­êng; Tªn thñ tôc; LÜnh vùc ®Êt ®ai. '.repeat(3),
      ),
    ).toBe('TCVN3');
    expect(
      legacyFont(
        'Thuû tuïc haønh chính; Cô quan thöïc hieän; Uyû ban nhaân daân; Teân thuû tuïc. '.repeat(3),
      ),
    ).toBe('VNI');
    expect(
      legacyFont('Ủy ban nhân dân phường, biên bản, tuần, uyên ương, người nộp hồ sơ trực tuyến. '.repeat(9)),
    ).toBeUndefined();
    expect(
      legacyFont(
        'Où est le Noël naïf des maïs ? Ambiguïté, goût, août, Citroën. '.repeat(2) +
          'procedure of the unit '.repeat(40),
      ),
    ).toBeUndefined();
    expect(legacyFont('Giá: 5 µm · 10 ® 2 © '.repeat(20))).toBeUndefined();
  });
});
