import { fields } from './vi/fields.js';
import { problems } from './vi/problems.js';
import { sources } from './vi/sources.js';
import { texts } from './vi/texts.js';
import { words } from './vi/words.js';

/** Vietnamese, the program's first language: its keys are the keys of every language. */
export const vi = { ...words, ...fields, ...texts, ...problems, ...sources };

export type MessageKey = keyof typeof vi;
