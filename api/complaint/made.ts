import { sql } from 'drizzle-orm'
import { exec } from '../../db/rows.ts'
import type { ComplaintChannel } from '../../db/schema/complaint.ts'
import { complaint, complaintBarred, complaintPublic } from '../../db/schema/index.ts'
import type { Ctx } from '../context.ts'
import { blindIndex } from '../privacy/blindIndex.ts'
import { codeHash } from '../shared/accessCode.ts'
import type { namedClock, startClock } from './clock.ts'
import type { ComplaintKind } from './kinds/declaration.ts'
import { complaintLeaf, type Mover } from './move.ts'
import type { NamedRow } from './places.ts'
import { publicNameOf } from './publicName.ts'
import type { Told } from './read.ts'
import type { Road } from './routing.ts'
import type { TellInput } from './schema.ts'
import { sealed } from './sealed.ts'

/** A complaint as it is about to be written. */
export interface Made {
  id: string
  reference: string
  /** Null: nobody outside holds a code (`own` of its kind). */
  accessCode: string | null
  /** Who writes it. */
  by: Mover
  kind: ComplaintKind
  told: Told
  body: Pick<TellInput, 'anonymous' | 'away' | 'category' | 'open'>
  /** The moment that is written, ms (when.ts). */
  at: number
  road: Road
  clock: ReturnType<typeof startClock | typeof namedClock>
  channel: ComplaintChannel
  tray: boolean
  aboutId: string | null
  townCode: string | null
  areaId: string | null
  /** The officers and accounts it names: none of them may see it. */
  named: readonly NamedRow[]
}

/** The statements that write a complaint, with whom it must not reach and its leaf, and the promise of that leaf. */
export async function madeStatements(ctx: Ctx, made: Made) {
  const { id, reference, kind, told, body, at, road } = made
  const put = (column: string, value: string | null) => sealed(ctx, 'complaint', id, column, value)
  const [hash, phoneKey, wordsKey, leaf, words, answers, place, name, phone] = await Promise.all([
    made.accessCode === null ? '' : codeHash(ctx.keys.code, reference, made.accessCode),
    told.phone === null ? '' : blindIndex(ctx.keys, 'phone', told.phone),
    blindIndex(ctx.keys, 'complaint-words', told.words.replace(/[\s\p{P}]/gu, '').toLowerCase()),
    complaintLeaf(
      ctx,
      { reference, anonymous: body.anonymous },
      {
        action: 'complaint.file',
        state: 'received',
        rev: 0,
        by: made.by,
      },
    ),
    put('words', told.words),
    put('answers', JSON.stringify({ ...told.answers, ...(told.officer && { officer: told.officer }) })),
    put('place', told.place),
    put('name', told.name),
    put('phone', told.phone),
  ])
  const row = ctx.db.insert(complaint).values({
    ...made.clock,
    id,
    reference,
    codeHash: hash,
    kind: kind.code,
    category: kind.sorted ? (body.category ?? null) : null,
    anonymous: Number(body.anonymous),
    away: Number(kind.away && body.away),
    aboutId: made.aboutId,
    desk: road.desk,
    locale: ctx.locale,
    channel: made.channel,
    tray: Number(made.tray),
    state: 'received',
    movedAt: at,
    movedBy: made.by,
    townCode: made.townCode,
    areaId: made.areaId,
    lat: told.point?.lat ?? null,
    lon: told.point?.lon ?? null,
    words,
    answers,
    place,
    name,
    phone,
    phoneKey,
    wordsKey,
    openWish: Number(mayBePublic(made)),
    receivedAt: at,
    updatedAt: at,
  })
  const published = mayBePublic(made) ? [publicRow(ctx, made, await publicNameOf(ctx, reference))] : []
  return {
    statements: [row, ...barred(ctx, made), ...published, leaf.statement] as const,
    promise: leaf.promise,
  }
}

/** Whether its author agreed to have it published: what is kept from the place it is about never is. */
const mayBePublic = ({ kind, body }: Made) => kind.open && body.open && !(kind.away && body.away)

/** Statement: that it may be public one day, and under which name. */
const publicRow = (ctx: Ctx, { id, kind }: Made, name: string) =>
  ctx.db.insert(complaintPublic).values({ complaintId: id, id: name, kind: kind.code, locale: ctx.locale })

/**
 * Statements: whom it must not reach. Everybody it names; and where the place must not know either, that place with all
 * that belongs to it, and wherever those serve whom it names.
 */
function barred(ctx: Ctx, { id, road, aboutId, named }: Made) {
  const places = new Set([aboutId, ...named.map(({ pointId }) => pointId)])
  const people = new Map(named.map(({ who, id: barredId }) => [barredId, { complaintId: id, who, barredId }]))
  return [
    ...(road.shut ? [...places].flatMap((place) => (place ? [barPoint(ctx, id, place)] : [])) : []),
    ...(people.size ? [ctx.db.insert(complaintBarred).values([...people.values()])] : []),
  ]
}

/** Statement: bars a service point with all that belongs to it. */
export const barPoint = ({ db }: Pick<Ctx, 'db'>, complaintId: string, pointId: string) =>
  exec(
    db,
    sql`INSERT INTO complaint_barred (complaint_id, who, barred_id)
        SELECT ${complaintId}, 'point', n.id FROM service_point s
          JOIN service_point t ON t.id = CASE s.kind WHEN 'room' THEN coalesce(s.parent_id, s.id) ELSE s.id END
          JOIN service_point n ON n.id = t.id OR n.parent_id = t.id
        WHERE s.id = ${pointId}
        ON CONFLICT DO NOTHING`,
  )
