import type { Ctx } from '../context.ts'
import { blindIndex } from '../privacy/blindIndex.ts'
import { codeFor, codeHash, typedCodeHash } from '../shared/accessCode.ts'
import type { OccasionKind } from './schema.ts'

type Keys = Pick<Ctx, 'keys'>

/** What an invitation goes by: made of its occasion under a key, so that there is one for each and it is found unread. */
export const inviteIdOf = async ({ keys }: Keys, kind: OccasionKind, subject: string): Promise<string> =>
  `in_${await blindIndex(keys, 'rating-invite', `${kind}\n${subject}`)}`

/** The token of an invitation, 12 characters; it is stored nowhere. */
export const tokenOf = ({ keys }: Keys, inviteId: string): Promise<string> =>
  codeFor(keys.code, inviteId, 'rating', 12)

/** What is stored of a token: invitations are looked up by it, so it is bound to no record. */
export const tokenHash = ({ keys }: Keys, token: string): Promise<string> =>
  codeHash(keys.code, 'rating', token)

/** The hash of what somebody typed, or null when it cannot be a token. */
export const typedHash = ({ keys }: Keys, typed: string): Promise<string | null> =>
  typedCodeHash(keys.code, 'rating', typed, 12)

/** What the record of a rating calls it by: a keyed hash, so that its day leads to no rating. */
export const markOf = ({ keys }: Keys, ratingId: string): Promise<string> =>
  blindIndex(keys, 'rating', ratingId)
