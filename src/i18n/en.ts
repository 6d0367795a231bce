import { fields } from './en/fields.js';
import { problems } from './en/problems.js';
import { sources } from './en/sources.js';
import { texts } from './en/texts.js';
import { words } from './en/words.js';
import type { MessageKey } from './vi.js';

export const en: Record<MessageKey, string> = { ...words, ...fields, ...texts, ...problems, ...sources };
