/** A path as it can be pasted into a shell: as it is where nothing in it has a meaning there, else in quotes. */
export function shellWord(path: string): string {
  const safe = path.startsWith('-') ? `./${path}` : path;
  if (/^[\p{L}\p{M}\p{N}@%+=:,./_-]+$/u.test(safe)) return safe;
  // Double quotes are understood by every shell, cmd.exe too; they do not hide these characters from the others.
  return /["$`!]/.test(safe) ? `'${safe.replaceAll("'", `'\\''`)}'` : `"${safe}"`;
}
