/** Addresses in plain values. */
import type { Link } from '../../services/labelled.js';

const ADDRESS = /^https?:\/\/[^\s"<>]+$/i;
const MAX_LENGTH = 8192;

/** Links of a text that consists of addresses and nothing else, one or several with white space, ";" or "," between them. */
export function addressLinks(text: string): Link[] {
  if (!/^\s*http/i.test(text) || text.length > MAX_LENGTH) return [];
  const parts = text.trim().split(/[\s|]+|[;,]\s+/);
  const links: Link[] = [];
  for (const part of parts) {
    const url = part.replace(/[;,]+$/, '');
    if (url === '') continue;
    if (!ADDRESS.test(url)) return [];
    links.push({ text: url, url });
  }
  return links;
}

/** The text with one kind of line break, in NFC, without white space around it. */
export function plainText(text: string): string {
  return (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text).trim().normalize('NFC');
}
