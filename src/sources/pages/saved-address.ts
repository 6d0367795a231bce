/** The address of a page out of its place in a directory: programs that save whole sites name directories and files by it. */

const HOST =
  /^(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|(?:[a-z0-9-]+\.)+(?:vn|com|net|org|gov|info|asia|example|test))(?:([:+])\d{1,5})?$/i;

/**
 * @param location "luu/dvc.example.vn/thu-tuc/chi-tiet?ma=1", as wget saves it
 * @returns undefined where no directory is named like a host. `http`, since the names do not tell.
 */
export function addressOfPath(location: string): string | undefined {
  const parts = location.split(/[/\\]/);
  const at = parts.slice(0, -1).findLastIndex((part) => HOST.test(part));
  const host = parts[at];
  if (host === undefined) return undefined;
  const path = parts
    .slice(at + 1)
    .join('/')
    .replace(/(^|\/)index\.html?(?=$|[?@])/i, '$1')
    .replaceAll('#', '%23');
  // For Windows, "host:port" and "?" are written with other characters.
  const windows = host.includes('+');
  const address = `http://${host.replace('+', ':')}/${windows ? path.replace('@', '?') : path}`;
  return URL.canParse(address) ? address : undefined;
}
