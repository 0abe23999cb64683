import { surnameOf } from './surname.ts'
import { townOf } from './town.ts'

/** 'shared': lists and screens others may see; 'handling': the officer who handles the matter. */
export type MaskView = 'shared' | 'handling'

const HIDDEN = '***'

function isChinese(name: string): boolean {
  return /^[\p{Script=Han}\u3007]+$/u.test(name)
}

/**
 * A name for lists (standards B6): 张*, 张**, 欧阳**; a name with a dot or in another script keeps its first letter. Never
 * more than two stars, so the length of a long name does not show.
 */
export function maskName(name: string): string {
  const characters = [...name.trim()]
  if (characters.length < 2) return '*'
  if (!isChinese(name.trim())) return `${characters[0]}**`
  const surname = surnameOf(name.trim())
  return surname + '*'.repeat(Math.min(2, characters.length - [...surname].length))
}

/** A party's name in a published decision: 张某, 欧阳某 (standards B6); other names only by their first letter. */
export function partyName(name: string): string {
  const text = name.trim()
  if (text === '') return HIDDEN
  if (/^[\p{Script=Han}\u3007]/u.test(text)) return `${isChinese(text) ? surnameOf(text) : [...text][0]}某`
  return `${[...text][0]}.`
}

/**
 * A document number. Shared: first and last character. Handling, for 18-character numbers: first six and last four, so
 * the birthday stays hidden in both views.
 */
export function maskIdNumber(number: string, view: MaskView = 'shared'): string {
  if (number.length < 5) return HIDDEN
  const kept =
    view === 'handling' && /^\d{17}[\dXx]$/.test(number) ? { head: 6, tail: 4 } : { head: 1, tail: 1 }
  return keepEnds(number, kept.head, kept.tail)
}

function keepEnds(text: string, head: number, tail: number): string {
  return text.slice(0, head) + '*'.repeat(text.length - head - tail) + text.slice(-tail)
}

/** A phone number: 138****5678; a landline keeps area code and last four, 010-****1234, without its extension. */
export function maskPhone(phone: string): string {
  if (/^\d{11}$/.test(phone) && phone.startsWith('1')) return keepEnds(phone, 3, 4)
  const line = /^(0\d{2,3})-?(\d{7,8})(-\d+)?$/.exec(phone)
  return line ? `${line[1]}-${keepEnds(line[2]!, 0, 4)}` : HIDDEN
}

/** An address down to its street office or town, the rest hidden: 江西省南昌市东湖区百花洲街道***. */
export function maskAddress(address: string): string {
  return townOf(address) + HIDDEN
}

/** A number plate: province, letter and the last two, 赣A***12. */
export function maskPlate(plate: string): string {
  const text = plate.replace(/[\s·•]/g, '').toUpperCase()
  return /^\p{Script=Han}[A-Z][A-Z0-9\p{Script=Han}]{4,6}$/u.test(text) ? keepEnds(text, 2, 2) : HIDDEN
}

/** An e-mail address: its first character and the domain, z***@example.com. */
export function maskEmail(email: string): string {
  const parts = /^([^\s@])[^\s@]*@([^\s@]+)$/u.exec(email.trim())
  return parts ? `${parts[1]}${HIDDEN}@${parts[2]}` : HIDDEN
}
