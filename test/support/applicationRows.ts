import { env } from 'cloudflare:workers'
import { type ApplicationState, steps } from '../../api/application/states.ts'
import { seal } from '../../api/privacy/field.ts'
import { makeReference } from '../../api/shared/reference.ts'
import { testCtx } from './ctx.ts'

let made = 0

/** The states between a draft and one, by the table of steps; the shortest way. */
export function wayTo(state: ApplicationState): ApplicationState[] {
  const ways: ApplicationState[][] = [['draft']]
  const seen = new Set<ApplicationState>(['draft'])
  for (const way of ways) {
    const last = way.at(-1) ?? 'draft'
    if (last === state) return way.slice(1)
    for (const next of steps[last])
      if (!seen.has(next)) {
        seen.add(next)
        ways.push([...way, next])
      }
  }
  throw new Error(`no way to ${state}`)
}

type Columns = Record<string, string | number | null>

/** An application in a state, by its steps; with columns of its own. Needs the bureau of the demonstration. */
export async function applicationRow(state: ApplicationState, more: Columns = {}, at = 0): Promise<string> {
  const { keys } = await testCtx()
  const id = `app_${++made}`
  const reference = makeReference('B', '2026-11-23')
  const {
    matter_code = 'CR-01',
    service_point_id = 'sp_qingshi',
    name = '林样张',
    phone = '13800000031',
    form_version = 1,
    ...rest
  } = more
  const sealed = (column: string, words: string) =>
    seal(keys, { table: 'application', column, row: id }, words)
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO application (id, reference, code_hash, matter_code, form_version, service_point_id, locale, channel,
         state, moved_at, moved_by, answers, name, phone, created_at, updated_at)
       VALUES (?1, ?2, '', ?3, ?4, ?5, 'zh', 'online', 'draft', ?6, 'resident', ?7, ?8, ?9, ?6, ?6)`,
    ).bind(
      id,
      reference,
      matter_code,
      form_version,
      service_point_id,
      at,
      await sealed('answers', '{}'),
      name && (await sealed('name', String(name))),
      phone && (await sealed('phone', String(phone))),
    ),
    ...wayTo(state).map((next) =>
      env.DB.prepare('UPDATE application SET state = ? WHERE id = ?').bind(next, id),
    ),
    ...(Object.keys(rest).length
      ? [
          env.DB.prepare(
            `UPDATE application SET ${Object.keys(rest)
              .map((column) => `${column} = ?`)
              .join(', ')} WHERE id = ?`,
          ).bind(...Object.values(rest), id),
        ]
      : []),
  ])
  return reference
}
