import { pinyin } from 'pinyin-pro'

export interface Spelling {
  /** `qingshipaichusuo`. */
  pinyin: string
  /** `qspcs`. */
  initials: string
}

/** How a name is typed in Latin letters: tone-less pinyin, and the first letter of each character. */
export function spellingOf(name: string): Spelling {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true }).map((s) => s.toLowerCase())
  return {
    pinyin: syllables.join('').replace(/[^a-z0-9]/g, ''),
    initials: syllables
      .map((s) => s.charAt(0))
      .join('')
      .replace(/[^a-z0-9]/g, ''),
  }
}
