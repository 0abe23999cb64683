import type { PromiseOutcome } from '../../../db/schema/meeting.ts'
import type { Text } from '../../shared/text.ts'

/** What residents tell, by kind. */
export const toldCodes = [
  'service',
  'misconduct',
  'suggestion',
  'question',
  'thanks',
  'problem',
  'information',
  'personal-data',
  'paper',
  'mediation',
] as const
/** All kinds: what residents tell, and what the police promised them. */
export const kindCodes = [...toldCodes, 'promise'] as const
export type KindCode = (typeof kindCodes)[number]

/** A further question of a kind. */
export interface KindField {
  key: string
  label: Text
  hint?: Text
  type: 'line' | 'text' | 'day' | 'choice'
  required: boolean
  /** The most characters. */
  most: number
  choices?: readonly { key: string; name: Text }[]
}

/** Why something is not taken up, and the road that is the right one instead. */
export interface Decline {
  key: string
  name: Text
  /** Where to go instead. */
  road: Text
}

/** One kind of what residents tell the police: its form, clocks, road and rules, as data. */
export interface ComplaintKind {
  code: KindCode
  name: Text
  /** What it is for, in a sentence. */
  lead: Text
  /** What to write into the one large field. */
  ask: Text
  /** `desk`: the bureau's supervision desk whatever it says; `station`: the service point it is about, or of the place. */
  goesTo: 'desk' | 'station'
  /** Whether it can be sent without a name. */
  anonymous: boolean
  /** Whether its author may keep it from the station it is about. */
  away: boolean
  /** Keys of the deadline rules: until it is taken up or declined (null: it is simply answered), until it is answered. */
  clocks: { accept: string | null; finish: string }
  /** The office's receipt counts from the day on which both sides confirmed it (政府信息公开条例 31(3)). */
  confirmed: boolean
  /** Whether the finish clock stands still while its author is asked, and starts anew on the answer (条例 30). */
  restarts: boolean
  /** Whether it is sorted by rows of `complaint_category`. */
  sorted: boolean
  /** The service point it is about. */
  about: 'required' | 'optional' | 'none'
  /** Whether it may be about an officer. */
  officer: boolean
  /** Whether it happened at a place: town, community, words, a point. */
  place: boolean
  /** How many photos. */
  photos: number
  /** Whether its author may agree to have it published (complaint_public). */
  open: boolean
  /** Answering it needs a photo of what was done, or why there is none. */
  evidence: boolean
  /** Whether a call-back follows an answer that did not please, and a sample of the others. */
  callback: boolean
  /** Its handler sets a date for both sides of a dispute, and writes down what came of it. */
  mediates?: true
  fields: readonly KindField[]
  declines: readonly Decline[]
  /** What else its author can do about the answer. */
  remedy: Text | null
  /**
   * The police's own word, which nobody outside has told: there is no form, no code and nobody to ask, to tell or to object.
   * Its answer names one of these outcomes, is public and ends it.
   */
  own?: { outcomes: readonly { key: PromiseOutcome; name: Text }[] }
}
