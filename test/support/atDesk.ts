import { env } from 'cloudflare:workers'
import type { Role } from '../../api/shared/actor.ts'
import type { Clock } from '../../api/shared/clock.ts'
import { signedIn, type staffApi } from './signedIn.ts'

type Staff = ReturnType<typeof staffApi>

/** Somebody at work who handles applications: asks by verb, with the revision as it stands. */
export async function atDesk(staff: Staff, clock: Clock, role: Role = 'handler', point = 'sp_qingshi') {
  const { id, headers } = await signedIn({ grants: [[role, point]], clock, hours: 4000 })
  return {
    id,
    headers,
    get: (path: string) => staff.get(path, headers),
    post: (path: string, body: object) => staff.post(path, body, headers),
    put: (path: string, body: object) => staff.call('PUT', path, body, headers),
    open: async (reference: string) => (await staff.get(`/staff/applications/${reference}`, headers)).body,
    do: async (reference: string, verb: string, more: object = {}) =>
      staff.post(
        `/staff/applications/${reference}/${verb}`,
        { ...(said.includes(verb) ? {} : { rev: (await applicationAt(reference)).rev }), ...more },
        headers,
      ),
  }
}
const said = ['message', 'note', 'ask-opinion', 'give-opinion']

type Row = Record<string, string | number | null> & { rev: number; state: string; id: string }

/** An application as the database has it. */
export async function applicationAt(reference: string): Promise<Row> {
  const row = await env.DB.prepare('SELECT * FROM application WHERE reference = ?')
    .bind(reference)
    .first<Row>()
  if (!row) throw new Error(`no application ${reference}`)
  return row
}
