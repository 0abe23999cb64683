import { sql } from 'drizzle-orm'
import { guardSame } from '../../../db/guard.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { phone, words } from '../../import/cells.ts'
import { areasOf, type NameColumns, type PointColumns, stationDocuments } from '../../import/stationSearch.ts'
import { Problem } from '../../problem.ts'
import { indexStatements } from '../../search/indexStatements.ts'
import { may } from '../../staff/permission.ts'
import { readChat } from './chat.ts'
import { ownPoint, pointBySlug } from './ownPoint.ts'
import { type Details, jsonOf, storedDetails } from './query.ts'
import { fieldReader } from './read.ts'
import { requireSeen } from './seen.ts'

interface DetailsInput {
  slug: string
  directions: string
  directionsEn: string
  phone: string
  stepFree: boolean
  /** The bureau's to change; absent: as they are. */
  name?: string | undefined
  nameEn?: string | undefined
  address?: string | undefined
  addressEn?: string | undefined
  /** A community room's group; absent: as it is. */
  chatName?: string | undefined
  chatNameEn?: string | undefined
  chatUrl?: string | undefined
  seen?: string | undefined
  apply: boolean
}

/**
 * Changes what a service point says of itself: how to get there, its line, whether there are steps, a community room's chat
 * group; name and address only for the bureau's administrator, and the search finds it by the new ones at once. Throws invalid-input,
 * record-not-found, not-allowed, stale.
 */
export async function setDetails({ ctx, input }: { ctx: Ctx; input: DetailsInput }) {
  const { slug, apply } = input
  const [found] = await ctx.db.batch([pointBySlug(ctx, slug)])
  const { point, staff } = ownPoint(ctx, 'station.edit', found)
  const [[row], points] = await ctx.db.batch([
    jsonOf(ctx, storedDetails(point.id)),
    rows<PointColumns>(ctx.db, sql`SELECT * FROM service_point WHERE id = ${point.id}`),
  ])
  const json = row?.json ?? '[]'
  const old = JSON.parse(json) as Details
  const read = fieldReader()
  const name = read.value('/name', input.name ?? old[0], words(60), true)
  const nameEn = read.value('/nameEn', input.nameEn ?? old[1], words(120), true)
  const address = read.value('/address', input.address ?? old[2], words(120), true)
  const addressEn = read.value('/addressEn', input.addressEn ?? old[3], words(200), true)
  const directions = read.value('/directions', input.directions, words(200))
  const directionsEn = read.value('/directionsEn', input.directionsEn, words(300))
  const line = read.value('/phone', input.phone, phone, true)
  const chat = readChat(read, point.kind, input, old)
  read.done()
  const after: Details = [
    name,
    nameEn,
    address,
    addressEn,
    directions,
    directionsEn,
    line,
    input.stepFree ? 1 : 0,
    ...chat,
  ]
  const spoken = after.slice(0, 4).join('|') !== old.slice(0, 4).join('|')
  if (spoken && !may(ctx.actor, 'staff.manage', '*')) throw new Problem('not-allowed')
  if (!apply || JSON.stringify(old) === JSON.stringify(after)) return { applied: apply, renamed: spoken }
  await requireSeen(json, input.seen)
  const leaf = await leafFor(ctx, {
    action: 'station.edit',
    subject: slug,
    facts: { before: old.map(String), after: after.map(String), staff: staff.id },
  })
  const search =
    spoken && points[0] ? await renamed(ctx, points[0], { name, nameEn, address, addressEn }) : []
  await ctx.db.batch([
    guardSame(ctx.db, storedDetails(point.id), json),
    exec(
      ctx.db,
      sql`UPDATE service_point SET directions_zh = ${directions}, directions_en = ${directionsEn}, phone = ${line},
            step_free = ${input.stepFree ? 1 : 0}, chat_name_zh = ${chat[0]}, chat_name_en = ${chat[1]},
            chat_url = ${chat[2]}, updated_at = ${ctx.clock.now()} WHERE id = ${point.id}`,
    ),
    ...search,
    leaf.statement,
  ])
  return { applied: true, renamed: spoken }
}

/** Statements: name and address, how the name is typed, and what the search finds. */
async function renamed(
  ctx: Ctx,
  point: PointColumns,
  { name, nameEn, address, addressEn }: { name: string; nameEn: string; address: string; addressEn: string },
) {
  // Spelling takes a dictionary, which nobody else's request is to carry.
  const { spellingOf } = await import('../../../db/seed/spelling.ts')
  const spelling =
    name === point.name_zh ? { pinyin: point.pinyin, initials: point.initials } : spellingOf(name)
  const [areas] = await ctx.db.batch([areasOf(ctx.db, [point.id])])
  const codes = [point.town_code, ...areas.map(({ town }) => town)]
  const [towns] = await ctx.db.batch([
    rows<NameColumns & { code: string }>(
      ctx.db,
      sql`SELECT code, name_zh, name_en, pinyin, initials FROM town
          WHERE code IN (SELECT value FROM json_each(${JSON.stringify(codes)}))`,
    ),
  ])
  const now = {
    ...point,
    ...spelling,
    name_zh: name,
    name_en: nameEn,
    address_zh: address,
    address_en: addressEn,
  }
  const documents = stationDocuments([now], new Map(towns.map((town) => [town.code, town])), areas)
  return [
    exec(
      ctx.db,
      sql`UPDATE service_point SET name_zh = ${name}, name_en = ${nameEn}, address_zh = ${address},
            address_en = ${addressEn}, pinyin = ${spelling.pinyin}, initials = ${spelling.initials} WHERE id = ${point.id}`,
    ),
    ...indexStatements(ctx.db, 'station', documents),
  ]
}
