import { singular } from './contract.ts'

type Words = Record<string, string>

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
const scalar = (value: unknown) =>
  (typeof value === 'string' && value.length <= 200) || typeof value === 'number'
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object's plain values by name, by the name of what they are of too: `matter: {code}` gives code and matterCode. */
function wordsOf(of: string, value: Record<string, unknown>): Words {
  const words: Words = {}
  for (const [key, inner] of Object.entries(value)) {
    if (isObject(inner)) Object.assign(words, wordsOf(key, inner))
    else if (scalar(inner)) words[of + capital(key)] = String(inner)
  }
  for (const [key, inner] of Object.entries(value)) if (scalar(inner)) words[key] = String(inner)
  return words
}

/** The names a field's value may be known by: `alsoMatter` by matterCode too. */
function namesOf(name: string, subject: string): string[] {
  const last = (/[A-Z][a-z]*$/.exec(name)?.[0] ?? name).toLowerCase()
  const kinds = ['Code', 'Slug', 'Id']
  return [subject + capital(name), name, ...[name, last].flatMap((word) => kinds.map((kind) => word + kind))]
}

/** How many records, and how many values of one name, are remembered; newer ones take the place of older. */
const most = 400

/**
 * What answers have told so far: real slugs, slots, references with their codes. Nothing here knows a route; values
 * are found again by the names the document gives them.
 */
export class Known {
  #records: Words[] = []
  #values = new Map<string, string[]>()
  #typed = new Map<string, readonly string[]>()
  #learned = 0

  /** Remembers the values of an answer, each of its records with what was sent to get it. */
  learn(subject: string, sent: Words, body: unknown): void {
    if (!isObject(body)) return
    const root = { ...sent, ...wordsOf(subject, body) }
    this.#keep(root)
    for (const [key, list] of Object.entries(body)) {
      if (!Array.isArray(list)) continue
      const of = key === 'items' ? subject : singular(key)
      // A few of a long list, from anywhere in it.
      const step = Math.max(1, Math.floor(list.length / 6))
      for (let i = this.#learned % step; i < list.length; i += step) {
        if (isObject(list[i])) this.#keep({ ...root, ...wordsOf(of, list[i]) })
      }
    }
  }

  /** What people type about themselves, which no answer tells. */
  add(name: string, values: readonly string[]): void {
    this.#typed.set(name, values)
  }

  #keep(record: Words) {
    this.#learned += 1
    this.#records[this.#learned % most] = record
    for (const [name, value] of Object.entries(record)) {
      const values = this.#values.get(name) ?? []
      this.#values.set(name, values)
      if (!values.includes(value)) values[values.length < most ? values.length : this.#learned % most] = value
    }
  }

  /** A record that holds the most of the values wanted, among a few picked by number. */
  record(wanted: readonly (readonly [name: string, subject: string])[], pick: number): Words {
    const names = wanted.map(([name, subject]) => namesOf(name, subject))
    const records = this.#records.filter(Boolean)
    let best: Words = {}
    let most = -1
    for (let i = 0; i < Math.min(60, records.length); i++) {
      const record = records[(pick + i * 7) % records.length]!
      const holds = names.filter((each) => each.some((name) => name in record)).length
      if (holds > most) [best, most] = [record, holds]
    }
    return best
  }

  /** A value known by this name, of this record where it has one. */
  value(name: string, subject: string, pick: number, record: Words): string | undefined {
    const typed = this.#typed.get(name)
    if (typed) return typed[pick % typed.length]
    for (const each of namesOf(name, subject)) if (record[each] !== undefined) return record[each]
    for (const each of namesOf(name, subject)) {
      const values = this.#values.get(each)
      if (values?.length) return values[pick % values.length]
    }
    return undefined
  }
}
