import type { z } from '@hono/zod-openapi'
import type { proofSchema } from '../../api/audit/schema.ts'
import { toHex } from '../../api/shared/bytes.ts'
import { check, readSaved, sayFinding } from '../check/record.js'
import source from '../check/record.js?raw'
import { en } from '../locales/en.ts'
import { zh } from '../locales/zh.ts'
import type { Locale } from './text.ts'

/** What POST /api/v1/audit/proof answers, and what is saved of it: no personal data and no access code is in it. */
export type ProofFile = z.infer<typeof proofSchema>

/** The signed promise of a receipt; it is shown whole, so that what was kept can be checked. */
export type { LeafPromise as Promised } from '../../api/audit/append.ts'

/** How a finding is meant: it fits, it cannot fit yet, it could not be checked, it does not fit. */
export type Level = 'ok' | 'wait' | 'unsure' | 'bad'

/** One thing the check found, with what its sentence needs. */
export interface Finding {
  code: string
  level: Level
  day?: string
  leaf?: string
  hash?: string
  action?: string
  subject?: string
  /** When the step was written; null where only the day is kept. */
  at?: number | null
  /** When it is sealed. */
  when?: number
  place?: number
  size?: number
}

/** What the check (site/check/record.js) answers. */
export interface Checked {
  verdict: Level
  findings: Finding[]
  /** Of the newest root that was given. */
  checkpoint: string | null
}

/** The check as it runs, letter by letter. */
export const checkSource: string = source

let digest: Promise<Uint8Array> | undefined

/** SHA-256 of the check's own file. */
export function checkDigest(): Promise<Uint8Array> {
  digest ??= crypto.subtle
    .digest('SHA-256', new TextEncoder().encode(source))
    .then((all) => new Uint8Array(all))
  return digest
}

/** The same, as people compare it. */
export const checkDigestText = async (): Promise<string> => toHex(await checkDigest())

/** The same check on the server, for readers without script: it is the server's word, and said to be. */
export const checkHere = (file: ProofFile, saved: string, now: number): Promise<Checked> =>
  check(file, readSaved(saved), now) as Promise<Checked>

/** What the check can find. */
export const findingCodes = [
  ...([
    'in',
    'bare',
    'promised',
    'entry',
    'same',
    'alone',
    'waits',
    'sealing',
    'held',
    'more',
    'before',
    'key',
  ] as const),
  ...(['unsigned', 'browser', 'empty', 'other', 'changed', 'gone', 'missing', 'root', 'chain'] as const),
  ...(['differs', 'withdrawn', 'unknown', 'forged', 'late', 'unreadable', 'day', 'checkpoint'] as const),
] as const

/** Steps that have a name of their own; others are called after their feature, or just a step. */
const named = [
  ...([
    'appointment',
    'appointment.book',
    'appointment.cancel',
    'appointment.move',
    'appointment.end',
  ] as const),
  ...(['appointment.attend', 'waiting', 'queue', 'record', 'feedback', 'certificate', 'code'] as const),
  ...(['application', 'application.begin', 'application.save', 'application.submit'] as const),
  ...(['application.withdraw', 'application.correct', 'application.file'] as const),
] as const

/** The words of the check in a language, by finding, verdict and step (`of`). */
export function proofWords(locale: Locale): Record<string, string> {
  const words: Record<string, string> = locale === 'en' ? en : zh
  const pairs = [
    ...findingCodes.map((code) => [code, words[`proof.found.${code}`]]),
    ...['ok', 'wait', 'unsure', 'bad'].map((level) => [`verdict.${level}`, words[`proof.verdict.${level}`]]),
    ...named.map((action) => [`of.${action}`, words[`proof.of.${action}`]]),
    ['of', words['proof.of']],
  ]
  return Object.fromEntries(pairs)
}

/** A finding in words. */
export const found = (finding: Finding, words: Record<string, string>): string => sayFinding(finding, words)
