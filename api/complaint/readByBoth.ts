import type { Ctx } from '../context.ts'
import { type Role, roles } from '../shared/actor.ts'
import type { Text } from '../shared/text.ts'
import { roleWords } from '../staff/roles.ts'
import { handledBy } from './answerers.ts'
import { turnView } from './clockView.ts'
import { readDone } from './done.ts'
import { kindOf } from './kinds/index.ts'
import type { ComplaintRow, OutsideRow, PhotoRow, WordRow } from './query.ts'
import { unsealed } from './sealed.ts'
import { waitsFor } from './states.ts'
import { toldAt } from './timeline.ts'

interface Read {
  photos: readonly PhotoRow[]
  outside: readonly OutsideRow[]
  views: readonly { role: string; times: number; unmasked: number; lastDay: string }[]
}

/** What its author and whoever handles a complaint read alike: what was told, where it stands and whose move it is. */
export async function readByBoth(ctx: Ctx, row: ComplaintRow, { photos, outside, views }: Read) {
  const [told, place, answers] = await Promise.all([
    unsealed(ctx, 'complaint', row.id, 'words', row.words),
    unsealed(ctx, 'complaint', row.id, 'place', row.place),
    answersOf(ctx, row),
  ])
  return {
    reference: row.reference,
    kind: row.kind,
    kindName: kindOf(row.kind).name,
    category: textOf(row.categoryZh, row.categoryEn),
    anonymous: row.anonymous === 1,
    away: row.away === 1,
    state: row.state,
    closedHow: row.closedHow,
    waitsFor: waitsFor(row.state),
    threadWaits: row.threadWaits,
    handledBy: handledBy(row),
    about: textOf(row.aboutZh, row.aboutEn),
    where: { town: textOf(row.townZh, row.townEn), area: textOf(row.areaZh, row.areaEn), place },
    words: told,
    answers,
    open: row.openWish === 1,
    turn: turnView(row),
    photos: photos.map(({ addedAt, readsOn: _, ...photo }) => ({ ...photo, at: toldAt(row, addedAt) })),
    outside: outside.map(({ office, askedAt, answeredAt }) => ({
      office,
      askedAt: toldAt(row, askedAt),
      answered: answeredAt !== null,
    })),
    openings: openingsFrom(views),
    satisfied: row.satisfied,
  }
}

/** A name in both languages, or null. */
export const textOf = (zh: string | null, en: string | null): Text | null =>
  zh === null ? null : { zh, en: en ?? zh }

/** The thread in clear, the oldest first. */
export function threadOf(ctx: Ctx, row: Pick<ComplaintRow, 'anonymous'>, words: readonly WordRow[]) {
  return Promise.all(
    words.toReversed().map(async ({ id, kind, side, at, words: kept }) => {
      const clear = await unsealed(ctx, 'complaint_word', id, 'words', kept)
      const done = kind === 'answer' && clear !== null ? readDone(clear) : null
      return { id, kind, side, at: toldAt(row, at), words: done ? null : clear, done }
    }),
  )
}

/** The answers to the questions of its kind, with their labels. */
export async function answersOf(ctx: Ctx, row: ComplaintRow) {
  const clear = await unsealed(ctx, 'complaint', row.id, 'answers', row.answers)
  if (clear === null) return []
  const given = JSON.parse(clear) as Record<string, string>
  const fields = [
    ...kindOf(row.kind).fields,
    { key: 'officer', label: { zh: '说的是哪位民警', en: 'Which officer' }, choices: undefined },
  ]
  return fields.flatMap(({ key, label, choices }) => {
    const said = given[key]
    if (said === undefined) return []
    const choice = choices?.find((one) => one.key === said)
    return [{ key, label, value: choice ? choice.name[row.locale] : said }]
  })
}

const isRole = (role: string): role is Role => (roles as readonly string[]).includes(role)

/** How often people at work looked at it, by role; never who. */
export function openingsFrom(
  views: readonly { role: string; times: number; unmasked: number; lastDay: string }[],
) {
  const known = views.filter((view): view is (typeof views)[number] & { role: Role } => isRole(view.role))
  return {
    times: known.reduce((all, { times }) => all + times, 0),
    roles: known.map(({ role, times }) => ({ role, name: roleWords[role], times })),
    unmasked: known.reduce((all, { unmasked }) => all + unmasked, 0),
    lastDay:
      known
        .map(({ lastDay }) => lastDay)
        .sort()
        .at(-1) ?? null,
  }
}
