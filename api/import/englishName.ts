import { spellingOf } from '../../db/seed/spelling.ts'
import { capital } from './townName.ts'

/** The name of a person or place in Latin letters, as far as nobody has said it: one word of pinyin. */
export const englishName = (name: string): string => capital(spellingOf(name).pinyin) || name
