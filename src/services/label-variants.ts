/** The same label in other words: "Kết quả của việc thực hiện TTHC" is "Kết quả thực hiện". */

/** Words of `rules/vocabulary/labels.json` about labels as such, folded. */
export interface LabelWords {
  /** Words that can be left out: "của việc". */
  readonly fillers: readonly string[];
  /** What a label is of, at its end: "của thủ tục hành chính". */
  readonly objects: readonly string[];
  /** Labels that mean something else with such an end: "Số lượng thủ tục". */
  readonly notShortened: ReadonlySet<string>;
}

/** The shorter forms of a folded label, the longest first; without the label itself. */
export function shorterLabels(label: string, words: LabelWords): string[] {
  const found: string[] = [];
  const plain = without(label, words.fillers);
  if (plain !== label) found.push(plain);
  const object = words.objects.find((one) => plain.endsWith(` ${one}`));
  if (object === undefined) return found;
  const short = plain.slice(0, -object.length - 1).replace(/ (?:cua|doi voi|de|khi)$/, '');
  // One word alone says too little to stand for a longer label.
  if (short.includes(' ') && !words.notShortened.has(short)) found.push(short);
  return found;
}

function without(label: string, fillers: readonly string[]): string {
  let plain = ` ${label} `;
  for (const filler of fillers) plain = plain.replace(` ${filler} `, ' ');
  return plain.trim();
}

/**
 * The parts of a label that names one thing in several ways ("Nơi/hình thức trả kết quả", "Nơi trả kết quả, hình thức trả kết
 * quả"), each made whole with the end of the last: "Nơi trả kết quả".
 *
 * @param printed the label as printed
 * @returns ways of reading every part, the longest first; undefined where the label has one part
 */
export function labelParts(printed: string): (readonly string[])[] | undefined {
  const parts = printed
    .split(/\s*[,;/]\s*|\s+(?:và|hoặc)\s+/iu)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const last = parts.at(-1);
  if (last === undefined || parts.length < 2 || parts.length > 4) return undefined;
  const end = last.split(/\s+/);
  return parts.map((part) =>
    part === last
      ? [part]
      : [...end.slice(1).map((_, index) => `${part} ${end.slice(index + 1).join(' ')}`), part],
  );
}
