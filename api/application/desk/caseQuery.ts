import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { ClockName } from '../../../db/schema/application.ts'
import { DAY } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import type { ApplicationState } from '../states.ts'

export interface SimilarRow {
  reference: string
  pointId: string
  zh: string
  en: string
  state: ApplicationState
  createdAt: number
}

/** Statement: what else the same person asked for of the same matter, open or within a year. */
export const similarTo = (ctx: Ctx, reference: string) =>
  rows<SimilarRow>(
    ctx.db,
    sql`SELECT s.reference AS reference, s.service_point_id AS pointId, p.name_zh AS zh, p.name_en AS en, s.state AS state, s.created_at AS createdAt
        FROM application a JOIN application s ON s.person_key = a.person_key AND s.matter_code = a.matter_code
          AND s.person_key <> '' JOIN service_point p ON p.id = s.service_point_id
        WHERE a.reference = ${reference} AND s.id <> a.id AND s.state NOT IN ('draft', 'discarded')
          AND s.created_at > ${ctx.clock.now() - 366 * DAY}
        ORDER BY s.created_at DESC LIMIT 10`,
  )

export interface LapseRow {
  clock: ClockName
  dueAt: number
  notedAt: number
}

/** Statement: the deadlines it missed. */
export const lapsesOf = (ctx: Ctx, reference: string) =>
  rows<LapseRow>(
    ctx.db,
    sql`SELECT clock, due_at AS dueAt, noted_at AS notedAt FROM application_lapse
        WHERE application_id = (SELECT id FROM application WHERE reference = ${reference}) ORDER BY due_at LIMIT 20`,
  )

/** Statement: the names of everybody at work who stands in an application, and of the colleagues at its service point. */
export const peopleOf = (ctx: Ctx, reference: string, handling: SQL) =>
  rows<{ id: string; name: string; handles: 0 | 1 }>(
    ctx.db,
    sql`SELECT u.id AS id, u.name AS name, u.off_at IS NULL AND max(n.handles) AS handles
        FROM (SELECT g.user_id AS id, 1 AS handles FROM application a CROSS JOIN staff_grant g
                ON g.service_point_id IN (a.service_point_id, '*') AND g.role IN (${handling}) WHERE a.reference = ${reference}
              UNION ALL SELECT j.value, 0 FROM application a JOIN json_each(json_array(a.handler_id, a.first_handler_id)) j
                WHERE a.reference = ${reference}
              UNION ALL SELECT j.value, 0 FROM application a CROSS JOIN application_word w ON w.application_id = a.id
                JOIN json_each(json_array(w.staff_id, w.to_staff_id)) j WHERE a.reference = ${reference}
              UNION ALL SELECT e.by, 0 FROM application a CROSS JOIN application_event e ON e.application_id = a.id
                WHERE a.reference = ${reference}
              UNION ALL SELECT x.approver_id, 0 FROM application a CROSS JOIN application_extension x
                ON x.application_id = a.id WHERE a.reference = ${reference}) n
        CROSS JOIN staff_user u ON u.id = n.id GROUP BY u.id ORDER BY u.name, u.id LIMIT 80`,
  )

export interface TemplateListRow {
  id: string
  pointId: string
  slug: string | null
  matter: string | null
  state: ApplicationState | null
  title: string
  zh: string
  en: string
  rev: number
}

/** The columns of an answer template, of one service point or of all. */
export const templateColumns = sql.raw(
  `t.id AS id, t.service_point_id AS pointId, (SELECT p.slug FROM service_point p WHERE p.id = t.service_point_id) AS slug,
   t.matter_code AS matter, t.state AS state, t.title AS title, t.words_zh AS zh, t.words_en AS en, t.rev AS rev`,
)

/** Statement: the templates that fit an application in its state. */
export const templatesFor = (ctx: Ctx, reference: string) =>
  rows<TemplateListRow>(
    ctx.db,
    sql`SELECT ${templateColumns} FROM application a CROSS JOIN answer_template t
          ON t.service_point_id IN (a.service_point_id, '*') AND t.off_at IS NULL
        WHERE a.reference = ${reference} AND (t.matter_code IS NULL OR t.matter_code = a.matter_code)
          AND (t.state IS NULL OR t.state = a.state) ORDER BY t.title, t.id LIMIT 40`,
  )
