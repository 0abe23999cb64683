import { compact, plainDashes } from '../../shared/halfWidth.ts'
import { maskAddress, maskEmail, maskIdNumber, maskPhone, maskPlate, partyName } from '../mask.ts'
import { CHECK_X, readDigits } from './digits.ts'
import type { Finding } from './finding.ts'
import { readable } from './readable.ts'

/** The text with each finding in its masked form (the table of standards B6). The findings are those of this text. */
export function redact(text: string, findings: readonly Finding[]): string {
  let done = 0
  const parts: string[] = []
  for (const finding of findings) {
    parts.push(text.slice(done, finding.from), maskOf(finding))
    done = finding.to
  }
  return parts.join('') + text.slice(done)
}

/** One finding in its masked form. */
export function maskOf({ kind, rule, text }: Finding): string {
  const read = readable(text).text
  switch (kind) {
    case 'id-number':
      return maskIdNumber(digitsOf(read) + (CHECK_X.includes(read.at(-1) ?? ' ') ? 'X' : ''))
    case 'bank-card':
      return `****${digitsOf(read).slice(-4)}`
    case 'phone':
      return rule === 'mobile' ? maskPhone(digitsOf(read).slice(-11)) : maskPhone(landlineOf(read))
    case 'plate':
      return maskPlate(read.replace(/[.-]/g, ''))
    case 'document':
      return maskIdNumber(compact(read))
    case 'email':
      return maskEmail(read)
    case 'address':
      return maskAddress(read)
    case 'party-name':
      return partyName(read)
    case 'minor':
      return /[A-Za-z]{3}/.test(read) ? 'a party' : '当事人'
    case 'punishment':
      return /[A-Za-z]{3}/.test(read) ? 'dealt with under the law' : '依法处理'
  }
}

function digitsOf(read: string): string {
  return readDigits(read).digits
}

function landlineOf(read: string): string {
  const { digits, groups } = readDigits(read)
  const area = groups[0] && groups.length > 1 ? groups[0].to - groups[0].from : 4
  const kept = plainDashes(read).includes('转') ? digits.slice(0, area + 8) : digits
  return area < 5 ? `${kept.slice(0, area)}-${kept.slice(area)}` : kept
}
