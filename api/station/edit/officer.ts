import { sql } from 'drizzle-orm'
import { guard, guardSame } from '../../../db/guard.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { officerLeft } from '../../complaint/shut.ts'
import type { Ctx } from '../../context.ts'
import { badge, mobile, phone, words } from '../../import/cells.ts'
import { invalid, Problem } from '../../problem.ts'
import { ownPoint, pointBySlug } from './ownPoint.ts'
import { type OfficerRow, officersOf, storedOfficer } from './query.ts'
import { fieldReader } from './read.ts'
import { requireSeen } from './seen.ts'

/** An officer as typed. */
interface OfficerFields {
  name: string
  nameEn: string
  badge: string
  post: string
  postEn: string
  dutyPhone: string
  /** Kept only where the officer chose to publish it (standards E12). */
  mobile: string
  mobilePublic: boolean
  /** A photo can be switched off here, never on. */
  photoOff: boolean
  pledge: string
  pledgeEn: string
}

interface OfficerInput extends OfficerFields {
  slug: string
  /** Absent: somebody new. */
  id?: string
  seen?: string | undefined
  apply: boolean
}

/** The officer, if they serve at the point. Throws record-not-found. */
function officerHere(officers: readonly OfficerRow[], id: string): OfficerRow {
  const row = officers.find((each) => each.id === id)
  if (!row) throw new Problem('record-not-found')
  return row
}

/**
 * Adds an officer to a service point, or changes one: read by the same rules as the bureau's list. A name nobody said in
 * Latin letters is spelled. Without `apply` it only reads. Throws invalid-input, record-not-found, not-allowed, stale.
 */
export async function saveOfficer({
  ctx,
  input,
}: {
  ctx: Ctx
  input: OfficerInput
}): Promise<{ id: string; nameEn: string; applied: boolean }> {
  const { slug, id: known, apply } = input
  const [found] = await ctx.db.batch([pointBySlug(ctx, slug)])
  const { point, staff } = ownPoint(ctx, 'station.edit', found)
  const read = fieldReader()
  const name = read.value('/name', input.name, words(40), true)
  const said = read.value('/nameEn', input.nameEn, words(80))
  const number = read.value('/badge', input.badge, badge, true)
  const post = read.value('/post', input.post, words(40), true)
  const postEn = read.value('/postEn', input.postEn, words(80))
  const dutyPhone = read.value('/dutyPhone', input.dutyPhone, phone, true)
  const own = read.value('/mobile', input.mobile, mobile, input.mobilePublic)
  const pledge = read.value('/pledge', input.pledge, words(200))
  const pledgeEn = read.value('/pledgeEn', input.pledgeEn, words(300))
  read.done()
  const [officers, same] = await ctx.db.batch([
    officersOf(ctx, point.id),
    rows<{ id: string }>(ctx.db, sql`SELECT id FROM officer WHERE badge = ${number}`),
  ])
  const before = known === undefined ? null : officerHere(officers, known)
  // Spelling takes a dictionary, which nobody else's request is to carry.
  const { englishName } = await import('../../import/englishName.ts')
  const nameEn = said || englishName(name)
  const id = before?.id ?? `of_${number}`
  const photoPublic = before?.photoPublic === 1 && !input.photoOff ? 1 : 0
  const kept = input.mobilePublic && own !== '' ? own : null
  const shown = kept === null ? 0 : 1
  const after = [name, nameEn, number, post, postEn, dutyPhone, kept, shown, photoPublic, pledge, pledgeEn]
  const standing = before ?? officers.find((each) => each.id === id)
  if (standing && JSON.stringify(JSON.parse(standing.json)) === JSON.stringify(after))
    return { id, nameEn, applied: apply }
  if (same.some((each) => each.id !== before?.id)) throw invalid('/badge', 'badge-taken')
  if (!apply) return { id, nameEn, applied: false }
  if (before) await requireSeen(before.json, input.seen)
  const leaf = await leafFor(ctx, {
    action: 'station.officer',
    subject: slug,
    facts: {
      officer: id,
      what: before ? 'change' : 'add',
      renamed: before !== null && before.nameZh !== name,
      beforePost: before?.postZh ?? null,
      beforeDutyPhone: before?.dutyPhone ?? null,
      beforeMobilePublic: before ? before.mobilePublic === 1 : null,
      mobilePublic: shown === 1,
      staff: staff.id,
    },
  })
  const write = before
    ? sql`UPDATE officer SET name_zh = ${name}, name_en = ${nameEn}, badge = ${number}, post_zh = ${post},
        post_en = ${postEn}, duty_phone = ${dutyPhone}, mobile = ${kept}, mobile_public = ${shown},
        photo_public = ${photoPublic}, pledge_zh = ${pledge}, pledge_en = ${pledgeEn}
        WHERE id = ${id} AND (${storedOfficer(id)}) IS ${before.json}`
    : sql`INSERT INTO officer (id, service_point_id, name_zh, name_en, badge, post_zh, post_en, duty_phone, mobile,
          mobile_public, pledge_zh, pledge_en, sort)
        VALUES (${id}, ${point.id}, ${name}, ${nameEn}, ${number}, ${post}, ${postEn}, ${dutyPhone}, ${kept}, ${shown},
          ${pledge}, ${pledgeEn}, (SELECT coalesce(max(sort), 0) + 1 FROM officer WHERE service_point_id = ${point.id}))
        ON CONFLICT DO NOTHING`
  await ctx.db.batch([exec(ctx.db, write), guard(ctx.db), leaf.statement])
  return { id, nameEn, applied: true }
}

/**
 * An officer leaves: the entry goes, and the areas they answered for have nobody until somebody is chosen; complaints that
 * name them stay kept from them. Leaving twice is leaving once. Throws record-not-found, not-allowed, stale.
 */
export async function officerLeaves({
  ctx,
  input: { slug, id, seen },
}: {
  ctx: Ctx
  input: { slug: string; id: string; seen: string }
}): Promise<{ id: string }> {
  const [found] = await ctx.db.batch([pointBySlug(ctx, slug)])
  const { point, staff } = ownPoint(ctx, 'station.edit', found)
  const [officers] = await ctx.db.batch([officersOf(ctx, point.id)])
  const row = officerHere(officers, id)
  await requireSeen(row.json, seen)
  const leaf = await leafFor(ctx, {
    action: 'station.officer',
    subject: slug,
    facts: { officer: id, what: 'leave', beforePost: row.postZh, staff: staff.id },
  })
  await ctx.db.batch([
    guardSame(ctx.db, storedOfficer(id), row.json),
    exec(ctx.db, sql`UPDATE jurisdiction SET officer_id = NULL WHERE officer_id = ${id}`),
    ...officerLeft(ctx, id),
    exec(ctx.db, sql`DELETE FROM officer WHERE id = ${id} AND service_point_id = ${point.id}`),
    guard(ctx.db),
    leaf.statement,
  ])
  return { id }
}

/**
 * Puts the officers of a point in this order, all of them. Throws record-not-found, not-allowed, stale when somebody
 * joined or left meanwhile.
 */
export async function orderOfficers({
  ctx,
  input: { slug, ids },
}: {
  ctx: Ctx
  input: { slug: string; ids: readonly string[] }
}): Promise<{ ids: string[] }> {
  const [found] = await ctx.db.batch([pointBySlug(ctx, slug)])
  const { point, staff } = ownPoint(ctx, 'station.edit', found)
  const [officers] = await ctx.db.batch([officersOf(ctx, point.id)])
  const before = officers.map(({ id }) => id)
  if ([...before].sort().join() !== [...ids].sort().join()) throw new Problem('stale')
  if (before.join() === ids.join()) return { ids: before }
  const leaf = await leafFor(ctx, {
    action: 'station.officer',
    subject: slug,
    facts: { what: 'order', before, after: [...ids], staff: staff.id },
  })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE officer SET sort = v.key + 1 FROM json_each(${JSON.stringify(ids)}) v
          WHERE officer.id = v.value AND officer.service_point_id = ${point.id}`,
    ),
    guard(ctx.db, ids.length),
    leaf.statement,
  ])
  return { ids: [...ids] }
}
