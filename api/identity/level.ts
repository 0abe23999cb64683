import { type IdentityLevel, identityLevels } from '../matter/catalogue.ts'
import type { Text } from '../shared/text.ts'

/** What each level of identity assurance says (design 6), weakest first. */
export const levelWords: Record<IdentityLevel, Text> = {
  typed: { zh: '自己填写，还没有核对', en: 'As typed, not checked yet' },
  phone: { zh: '手机号已用短信验证码核对', en: 'Mobile number confirmed by a code' },
  verified: { zh: '已通过统一身份登录核验', en: 'Identity confirmed by the national login' },
  counter: { zh: '本人和证件已在窗口当面核对', en: 'Person and document seen at the counter' },
}

/** How strong a level is: each is worth everything in front of it. */
const rank = (level: IdentityLevel): number => identityLevels.indexOf(level)

/** Whether a level is enough where another is asked for. */
export const reaches = (level: IdentityLevel, needed: IdentityLevel): boolean => rank(level) >= rank(needed)

/** The stronger of two levels: proving less than before takes nothing away. */
export const stronger = (a: IdentityLevel, b: IdentityLevel): IdentityLevel => (reaches(a, b) ? a : b)

/**
 * What is left of a level when a draft is changed: another person (name, document or number) was never proved, and
 * another number to be texted was not confirmed.
 */
export function levelAfterEdit(
  { identity, phoneConfirmedAt }: { identity: IdentityLevel; phoneConfirmedAt: number | null },
  changed: { person: boolean; phone: boolean },
): { identity: IdentityLevel; phoneConfirmedAt: number | null } {
  const confirmedAt = changed.phone ? null : phoneConfirmedAt
  const plain: IdentityLevel = confirmedAt === null ? 'typed' : 'phone'
  return {
    identity: changed.person || !reaches(identity, 'verified') ? plain : identity,
    phoneConfirmedAt: confirmedAt,
  }
}
