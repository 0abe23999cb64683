import { dayOf } from '../../api/calendar/day.ts'
import type { Ctx } from '../../api/context.ts'
import { seal } from '../../api/privacy/field.ts'
import { codeFor, codeHash } from '../../api/shared/accessCode.ts'
import { makeReference } from '../../api/shared/reference.ts'

/** A reference with the code that opens it. */
export interface Held {
  reference: string
  accessCode: string
}

const day = 86_400_000
const rule = JSON.stringify({
  id: 'bench',
  key: 'bench',
  version: 1,
  value: 20,
  unit: 'working_day',
  ...Object.fromEntries(['name', 'startEvent', 'basis'].map((key) => [key, { zh: '试', en: 'test' }])),
  certainty: 'S',
})

/**
 * An application that is worked on at a service point, as wide as they come: ten messages, a round of corrections, its
 * steps, and three others of the same person beside it.
 */
export async function fileOne(ctx: Ctx, db: D1Database, pointId: string): Promise<Held> {
  const now = ctx.clock.now()
  const id = 'app_bench'
  const reference = makeReference('B', dayOf(now))
  const accessCode = await codeFor(ctx.keys.code, reference, 'bench', 8)
  const sealed = (table: string, column: string, row: string, words: string) =>
    seal(ctx.keys, { table, column, row }, words)
  const of = (column: string, words: string) => sealed('application', column, id, words)
  const step = (state: string) =>
    db.prepare('UPDATE application SET state = ?1 WHERE id = ?2').bind(state, id)
  const words = Array.from({ length: 10 }, async (_, i) =>
    db
      .prepare(
        `INSERT INTO application_word (id, application_id, kind, side, staff_id, words, at)
         VALUES (?1, ?2, 'message', ?3, ?4, ?5, ?6)`,
      )
      .bind(
        `aw_bench${i}`,
        id,
        i % 2 ? 'office' : 'resident',
        i % 2 ? 'su_bench' : null,
        await sealed('application_word', 'words', `aw_bench${i}`, '请问什么时候可以取？'),
        now - (20 - i) * 3_600_000,
      ),
  )
  await db.batch([
    db
      .prepare(
        `INSERT INTO application (id, reference, code_hash, matter_code, form_version, service_point_id, locale, channel,
           state, moved_at, moved_by, person_key, identity, id_type, answers, name, phone, id_number, delivery, created_at, updated_at)
         VALUES (?1, ?2, ?3, 'CR-01', 1, ?4, 'zh', 'online', 'draft', ?5, 'resident', 'bench', 'verified', 'resident-id', ?6, ?7, ?8, ?9,
           'counter', ?5, ?5)`,
      )
      .bind(
        id,
        reference,
        await codeHash(ctx.keys.code, reference, accessCode),
        pointId,
        now - 2 * day,
        await of('answers', '{}'),
        await of('name', '张小明'),
        await of('phone', '13800000031'),
        await of('id_number', '11010519491231002X'),
      ),
    ...['submitted', 'correction', 'submitted', 'accepted', 'processing'].map(step),
    db
      .prepare(
        `UPDATE application SET received_at = ?2, accepted_at = ?2, accepted_how = 'staff', clock = 'decide', rule = ?3,
           clock_started_at = ?2, due_at = ?4, handler_id = 'su_bench', first_handler_id = 'su_bench'
         WHERE id = ?1`,
      )
      .bind(id, now - 2 * day, rule, now + 20 * day),
    ...(await Promise.all(words)),
    db.prepare(
      `UPDATE application SET person_key = 'bench' WHERE id IN ('app_seed1', 'app_seed2', 'app_seed3')`,
    ),
  ])
  return { reference, accessCode }
}
