/** What a publication may not hold (standards B3, B6). */
export const KINDS = [
  'id-number',
  'phone',
  'bank-card',
  'plate',
  'address',
  'party-name',
  'minor',
  'punishment',
  'document',
  'email',
] as const

export type Kind = (typeof KINDS)[number]

export const RULE_IDS = [
  'id-number',
  'old-id-number',
  'mobile',
  'landline',
  'phone-abroad',
  'bank-card',
  'plate',
  'house',
  'village-group',
  'party-name',
  'minor-name',
  'minor-class',
  'sealed-punishment',
  'travel-document',
  'private-email',
] as const

export type RuleId = (typeof RULE_IDS)[number]

/** One place in a text that should not be published, in UTF-16 units of the text as it was given. */
export interface Finding {
  kind: Kind
  from: number
  /** Behind the last unit. */
  to: number
  /** What stands there: `given.slice(from, to)`. */
  text: string
  rule: RuleId
}

/** What a bureau publishes of itself. It is no finding. */
export interface Official {
  phones: readonly string[]
  names: readonly string[]
  addresses: readonly string[]
}

/** A finding in the readable form of a text, before it is mapped back. */
export interface Hit {
  kind: Kind
  rule: RuleId
  from: number
  to: number
}
