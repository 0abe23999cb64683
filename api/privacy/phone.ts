import { compact, plainDashes } from '../shared/halfWidth.ts'

/** Why a phone number is refused. 'short' covers a landline without its area code. */
export type PhoneReason = 'short' | 'long' | 'characters' | 'shape'

export type PhoneReading =
  | { ok: true; value: string; kind: 'mobile' | 'landline' | 'abroad' }
  | { ok: false; reason: PhoneReason }

/**
 * Reads a mainland number (standards B8). Mobiles become eleven digits; landlines `010-65551234`, with an extension
 * `010-65551234-12`. Spaces, brackets, dashes, full-width digits and +86 are put right. Numbers in 000 cannot ring:
 * the demo bureau's lines pass by their landline shape.
 */
export function readPhone(input: string): PhoneReading {
  const text = plainDashes(compact(input))
    .replace(/[()]/g, '')
    .replace(/(转|分机|EXT\.?|X|#|,)+/, '/')
    .replace(/^(\+|00)86-?/, '')
    // Without a plus, 86 is a country code only in front of a whole mobile number.
    .replace(/^86-?(?=1\d{10}$)/, '')
  const abroad = /^\+([1-9][\d-]{3,17})$/.exec(text)
  if (abroad) {
    const digits = (abroad[1] ?? '').replaceAll('-', '')
    if (digits.length < 7) return { ok: false, reason: 'short' }
    if (digits.length > 15) return { ok: false, reason: 'long' }
    return { ok: true, value: `+${digits}`, kind: 'abroad' }
  }
  if (!/^[\d-]*(\/\d+)?$/.test(text)) return { ok: false, reason: 'characters' }
  const international = /^\s*(\+|＋|00|００)/.test(input)
  if (text.startsWith('1') && !(international && /^10\D?\d{8}/.test(text))) return readMobile(text)
  return readLandline(international && /^[1-9]/.test(text) ? `0${text}` : text)
}

function readMobile(text: string): PhoneReading {
  const digits = text.replaceAll('-', '')
  if (digits.includes('/')) return { ok: false, reason: 'shape' }
  if (digits.length < 11) return { ok: false, reason: 'short' }
  if (digits.length > 11) return { ok: false, reason: 'long' }
  if (!/^1[3-9]\d{9}$/.test(digits)) return { ok: false, reason: 'shape' }
  return { ok: true, value: digits, kind: 'mobile' }
}

function readLandline(text: string): PhoneReading {
  const [main = '', marked] = text.split('/')
  const groups = main.split('-').filter((group) => group !== '')
  // 010 and 02x are the three-digit area codes; 000 is nobody's.
  const area = /^(01|02|00)/.test(groups.join('')) ? 3 : 4
  let digits = ''
  while (groups.length > 0 && digits.length < area + 7) digits += groups.shift()
  const extension = groups.join('') + (marked ?? '')
  if (digits.length < area + 7 && (digits.startsWith('0') || digits.length < 10))
    return { ok: false, reason: 'short' }
  if (!/^0(00|[1-9])/.test(digits)) return { ok: false, reason: 'shape' }
  if (digits.length > area + 8 || extension.length > 6) return { ok: false, reason: 'long' }
  const value = `${digits.slice(0, area)}-${digits.slice(area)}${extension ? `-${extension}` : ''}`
  return { ok: true, value, kind: 'landline' }
}
