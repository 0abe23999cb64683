import { sql } from 'drizzle-orm'
import { guard, guardSame } from '../../../db/guard.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { letGoOf } from '../../complaint/shut.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { allow } from '../permission.ts'
import { managed } from './person.ts'
import type { OwnOfficers } from './schema.ts'

interface Entry {
  id: string
  zh: string
  en: string
  postZh: string
  postEn: string
  pointZh: string
  pointEn: string
  /** The account it belongs to. */
  staffId: string | null
  staffName: string | null
}

/** Which entries of the public list an account is, as one value. */
const standing = (id: string) =>
  sql`SELECT json_group_array(officer_id) FROM (SELECT officer_id FROM officer_account WHERE staff_id = ${id} ORDER BY officer_id)`

const entries = ({ db }: Ctx, where: ReturnType<typeof sql>) =>
  rows<Entry>(
    db,
    sql`SELECT o.id AS id, o.name_zh AS zh, o.name_en AS en, o.post_zh AS postZh, o.post_en AS postEn,
          p.name_zh AS pointZh, p.name_en AS pointEn, a.staff_id AS staffId, u.name AS staffName
        FROM officer o JOIN service_point p ON p.id = o.service_point_id
          LEFT JOIN officer_account a ON a.officer_id = o.id LEFT JOIN staff_user u ON u.id = a.staff_id
        WHERE ${where} ORDER BY o.service_point_id, o.sort, o.id LIMIT 300`,
  )

/**
 * Which officers of the public list somebody may be: those they are, those of the same name, those who serve where they
 * have a role, and those of a service point that is named. Throws record-not-found, not-allowed, own-account.
 */
export async function officersOf({
  ctx,
  input: { id, point },
}: {
  ctx: Ctx
  input: { id: string; point?: string | undefined }
}): Promise<OwnOfficers> {
  allow(ctx.actor, 'staff.manage', '*')
  const { name } = await managed(ctx, id, { whole: true })
  const [found] = await ctx.db.batch([
    entries(
      ctx,
      sql`a.staff_id = ${id} OR o.name_zh = ${name} OR p.slug = ${point ?? ''}
          OR o.service_point_id IN (SELECT service_point_id FROM staff_grant WHERE user_id = ${id})`,
    ),
  ])
  return {
    items: found.map(({ id: officer, zh, en, staffId, staffName, ...at }) => ({
      id: officer,
      name: { zh, en },
      post: { zh: at.postZh, en: at.postEn },
      point: { zh: at.pointZh, en: at.pointEn },
      own: staffId === id,
      sameName: zh === name,
      other: staffId === null || staffId === id ? null : (staffName ?? ''),
    })),
  }
}

/**
 * Says which officers of the public list somebody is, so that whoever names one of them in a complaint does not reach this
 * account. Holds at once, also for what was told before: what they have in their hands and names them is nobody's again.
 * Throws invalid-input (also for an officer who is somebody else), record-not-found, not-allowed, own-account, stale.
 */
export async function setOfficers({
  ctx,
  input: { id, officers, was },
}: {
  ctx: Ctx
  input: { id: string; officers: readonly string[]; was: readonly string[] }
}): Promise<void> {
  allow(ctx.actor, 'staff.manage', '*')
  const { actor } = await managed(ctx, id, { whole: true })
  const wanted = [...new Set(officers)].sort()
  const before = [...new Set(was)].sort()
  const [found] = await ctx.db.batch([
    entries(ctx, sql`o.id IN (SELECT value FROM json_each(${JSON.stringify(wanted)})) OR a.staff_id = ${id}`),
  ])
  const now = found.flatMap((each) => (each.staffId === id ? [each.id] : [])).sort()
  if (now.join() !== before.join()) throw new Problem('stale')
  if (wanted.some((each) => !found.some((entry) => entry.id === each)))
    throw invalid('/officers', 'wrong-value')
  if (found.some(({ staffId }) => staffId !== null && staffId !== id))
    throw invalid('/officers', 'officer.taken')
  const added = wanted.filter((each) => !before.includes(each))
  const leaf = await leafFor(ctx, {
    action: 'staff.officer',
    subject: id,
    facts: { staff: actor.id, before, after: wanted },
  })
  await ctx.db.batch([
    guardSame(ctx.db, standing(id), JSON.stringify(before)),
    exec(
      ctx.db,
      sql`DELETE FROM officer_account WHERE staff_id = ${id}
            AND officer_id NOT IN (SELECT value FROM json_each(${JSON.stringify(wanted)}))`,
    ),
    exec(
      ctx.db,
      sql`INSERT INTO officer_account (officer_id, staff_id) SELECT o.id, ${id} FROM officer o
          WHERE o.id IN (SELECT value FROM json_each(${JSON.stringify(added)})) ON CONFLICT DO NOTHING`,
    ),
    // Given to somebody else, or off the list, a moment ago.
    guard(ctx.db, added.length),
    letGoOf(ctx, id),
    leaf.statement,
  ])
}
