import { env } from 'cloudflare:workers'
import type { Answer } from '../api.ts'
import { everyRow } from '../faults.ts'
import {
  allowed,
  mixed,
  type Operation,
  permissionsFor,
  placesOf,
  principals,
  refusals,
  worksAt,
} from './matrix.ts'
import type { Place, Send, Who } from './row.ts'
import { personal, type World } from './world.ts'

/** How many cells were asked, and which answered wrongly. */
export interface Swept {
  cells: number
  faults: string[]
}

export interface Cell {
  op: Operation
  place: Place
  who: Who
  /** Who asks, in words. */
  name: string
  send: Send
  headers?: Record<string, string | undefined>
  right: string[]
}

/** Sends one request as somebody. */
export function ask(
  { api }: World,
  { op, who, send, headers = {} }: Pick<Cell, 'op' | 'who' | 'send' | 'headers'>,
) {
  const all = { ...who.headers, ...send.headers, ...headers }
  const given = Object.fromEntries(Object.entries(all).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])))
  return api.call(op.method, send.path, send.body ?? (op.write ? {} : undefined), given)
}

const told = ({ status, body }: Answer) => `${status} ${body?.code ?? ''}`.trim()
const titleOf = ({ op, place, name }: Pick<Cell, 'op' | 'place' | 'name'>) =>
  `${op.name} at ${place.slug} by ${name}`

/** Which of the cells are wanted; all of them unless said. */
type Wanted = (op: Operation, place: Place, name: string) => boolean

/** Every cell that must be refused, with requests that would succeed for somebody else; nothing was asked yet. */
export async function refusedCells(
  world: World,
  ops: readonly Operation[],
  wanted: Wanted = () => true,
): Promise<Cell[]> {
  const people: { name: string; who: Who }[] = []
  for (const { name, make } of principals) people.push({ name, who: await make(world) })
  const cells: Cell[] = []
  for (const op of ops)
    for (const place of placesOf(op)) {
      let once: Send | undefined
      const prepared = async (who: Who) => {
        if (op.row.each) return op.row.make(world, place, who)
        once ??= await op.row.make(world, place, world.all)
        return once
      }
      const both = mixed(op, place)
      const asking = both ? [...people, { name: both.name, who: await both.make(world) }] : people
      for (const { name, who } of asking)
        if (wanted(op, place, name) && !allowed(op, who, place))
          cells.push({ op, place, who, name, send: await prepared(who), right: refusals(op, who, place) })
      if (!op.write || !wanted(op, place, 'elsewhere')) continue
      const send = await prepared(world.all)
      for (const origin of ['https://evil.example', undefined])
        cells.push({
          op,
          place,
          who: world.all,
          name: origin ?? 'no origin',
          send,
          headers: { origin },
          right: ['403 foreign-origin'],
        })
    }
  return cells
}

/** Asks all cells that must be refused, some at a time: each is, and the database is as it was to the last row. */
export async function sweepRefused(world: World, cells: readonly Cell[]): Promise<Swept> {
  const faults: string[] = []
  const before = await everyRow()
  for (let from = 0; from < cells.length; from += 16)
    await Promise.all(
      cells.slice(from, from + 16).map(async (cell) => {
        const answer = await ask(world, cell)
        if (!cell.right.includes(told(answer)))
          faults.push(`${titleOf(cell)}: ${told(answer)}, not ${cell.right.join(' or ')}`)
        if (personal.some((word) => answer.text.includes(word)))
          faults.push(`${titleOf(cell)} names somebody`)
      }),
    )
  const after = await everyRow()
  for (const table of Object.keys(before))
    if (before[table] !== after[table]) faults.push(`${table} is not as it was`)
  return { cells: cells.length, faults }
}

const leaves = () => env.DB.prepare('SELECT count(*) AS n FROM audit_leaf').first<number>('n')

/** Asks every cell that is allowed, each with a request of its own: it succeeds, and a write leaves its audit leaf. */
export async function sweepAllowed(world: World, ops: readonly Operation[]): Promise<Swept> {
  const faults: string[] = []
  let cells = 0
  for (const op of ops)
    for (const principal of principals) {
      for (const place of placesOf(op)) {
        if (!allowed(op, principal, place)) continue
        const { name } = principal
        const who = await principal.make(world)
        cells += 1
        const send = await op.row.make(world, place, who)
        const before = await leaves()
        const answer = await ask(world, { op, who, send })
        faults.push(
          ...(await wrongWith(op, place, who, send, answer, before)).map(
            (fault) => `${titleOf({ op, place, name })}${fault}`,
          ),
        )
      }
    }
  const { results } = await env.DB.prepare('SELECT action, body FROM audit_leaf').all<{
    action: string
    body: string
  }>()
  for (const { action, body } of results)
    if (personal.some((word) => body.includes(word))) faults.push(`a leaf of ${action} names somebody`)
  return { cells, faults }
}

async function wrongWith(
  { row, write }: Operation,
  place: Place,
  who: Who,
  { mark }: Send,
  answer: Answer,
  before: number | null,
): Promise<string[]> {
  const { status, text } = answer
  if (row.answers) {
    const [wanted, code] = row.answers
    return told(answer) === `${wanted} ${code}`.trim() ? [] : [`: ${told(answer)} ${text.slice(0, 200)}`]
  }
  if (status >= 300) return [`: ${status} ${text.slice(0, 300)}`]
  const faults: string[] = []
  if (!row.names && personal.some((word) => text.includes(word))) faults.push(' names somebody')
  if (mark && text.includes(mark) !== reachesAs(row.about, who, place))
    faults.push(` tells ${mark} to the wrong people`)
  if (write && !row.quiet && (await leaves()) === before) faults.push(' leaves no audit leaf')
  if (write && row.quiet && (await leaves()) !== before) faults.push(' leaves a leaf and says it does not')
  return faults
}

const reachesAs = (about: string | undefined, who: Who, place: Place) =>
  about !== 'list' || worksAt(who, place)

/** Whether an operation asks for a permission at a place. */
export const placed = (op: Operation) => permissionsFor(op).length > 0 && op.row.about !== 'list'
