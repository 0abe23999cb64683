import type { Text } from '../shared/text.ts'
import type { Day } from './day.ts'

export type DeadlineUnit = 'hour' | 'calendar_day' | 'working_day'

/**
 * How sure the number is. S: the text of the law was read. P: seen in a second-hand page. K1: known with
 * confidence, or chosen by the product. K2: shaky, check before a resident relies on it.
 */
export type Certainty = 'S' | 'P' | 'K1' | 'K2'

export type DeadlineScope = 'national' | 'province' | 'city' | 'product'

/** How far a period may be extended: at most `value` each time, at most `times` times. */
export interface ExtensionLimit {
  value: number
  unit: DeadlineUnit
  times: number
  /** Where it differs from the rule's own. */
  certainty?: Certainty
}

/** One version of one clock (standards B). A row never changes once a case runs on it; law changes add a version. */
export interface DeadlineRule {
  id: string
  /** Names the clock across versions, as `permit.decision`. */
  key: string
  version: number
  name: Text
  value: number
  unit: DeadlineUnit
  /** The day, or for hours the moment, that starts the clock: 受理日 / the day of acceptance. */
  startEvent: Text
  /** Whether a last day that is no working day moves to the next one. Read for calendar days only; default true. */
  rollsToWorkingDay?: boolean
  basis: Text
  certainty: Certainty
  scope: DeadlineScope
  effectiveFrom: Day
  /** The last day it is in force, or null. */
  effectiveTo: Day | null
  extension?: ExtensionLimit
}

/** One granted extension. The reason is told to the resident; the approver is kept, not printed. */
export interface Extension {
  value: number
  unit: DeadlineUnit
  approver: string
  reason: Text
}

export type DeadlineErrorCode =
  | 'no-rule-in-force'
  | 'value-not-whole'
  | 'pause-ends-before-it-begins'
  | 'extension-not-allowed'
  | 'extension-too-many'
  | 'extension-too-long'
  | 'extension-wrong-unit'
  | 'extension-without-approver'
  | 'extension-without-reason'

/** A period that the rules do not allow; `code` says which rule was broken. */
export class DeadlineError extends RangeError {
  readonly code: DeadlineErrorCode

  constructor(code: DeadlineErrorCode, detail: string) {
    super(`${code}: ${detail}`)
    this.name = 'DeadlineError'
    this.code = code
  }
}

/**
 * The version of a clock in force on the day it starts (the newest, should two overlap). A case stores its
 * id and keeps it, whatever becomes law later. Throws `no-rule-in-force`.
 */
export function ruleInForce(rules: readonly DeadlineRule[], key: string, day: Day): DeadlineRule {
  const [newest] = rules
    .filter((rule) => rule.key === key && rule.effectiveFrom <= day)
    .filter((rule) => rule.effectiveTo === null || day <= rule.effectiveTo)
    .sort((a, b) => b.version - a.version)
  if (!newest) throw new DeadlineError('no-rule-in-force', `${key} on ${day}`)
  return newest
}

/** Throws unless every extension is within the rule's limit and carries an approver and a reason. */
export function checkExtensions(rule: DeadlineRule, extensions: readonly Extension[]): void {
  const limit = rule.extension
  if (extensions.length === 0) return
  if (!limit) throw new DeadlineError('extension-not-allowed', rule.key)
  if (extensions.length > limit.times) throw new DeadlineError('extension-too-many', rule.key)
  for (const { value, unit, approver, reason } of extensions) {
    const mixesHours = (unit === 'hour') !== (rule.unit === 'hour')
    if (unit !== limit.unit || mixesHours) throw new DeadlineError('extension-wrong-unit', rule.key)
    if (!Number.isInteger(value) || value < 1) throw new DeadlineError('value-not-whole', rule.key)
    if (value > limit.value) throw new DeadlineError('extension-too-long', rule.key)
    if (!approver.trim()) throw new DeadlineError('extension-without-approver', rule.key)
    if (!reason.zh.trim() && !reason.en.trim()) throw new DeadlineError('extension-without-reason', rule.key)
  }
}
