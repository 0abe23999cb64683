import { env } from 'cloudflare:workers'
import { createChallenge } from 'altcha-lib/v1'
import type { ComplaintState } from '../../api/complaint/states.ts'
import { proofLifetime } from '../../api/intake/bots.ts'
import type { Role } from '../../api/shared/actor.ts'
import { toBase64Url } from '../../api/shared/bytes.ts'
import type { Clock } from '../../api/shared/clock.ts'
import { hmac } from '../../api/shared/hmac.ts'
import type { apiClient } from './api.ts'
import { systemCtx } from './appointment.ts'
import { walkTo } from './complaintRows.ts'
import { jpegFile } from './files.ts'
import { signedIn, type staffApi } from './signedIn.ts'

type Api = ReturnType<typeof apiClient>
type Staff = ReturnType<typeof staffApi>

/** A small problem as a form sends it. */
export const aProblem = (more: object = {}) => ({
  kind: 'problem',
  words: '石桥社区 3 号楼前的路灯不亮，晚上看不见台阶。',
  name: '林小满',
  phone: '13800000111',
  category: 'small-hazard',
  town: '990101100',
  place: '3 号楼前',
  ...more,
})

/** A complaint about service at Qingshi. */
export const aComplaint = (more: object = {}) => ({
  kind: 'service',
  words: '窗口让我跑了三趟，每次说缺的材料都不一样。',
  name: '林小满',
  phone: '13800000111',
  about: 'qingshi',
  ...more,
})

/** An accusation against the chief of Qingshi, by nobody. */
export const anAccusation = (more: object = {}) => ({
  kind: 'misconduct',
  words: '所长收了沙场老板的烟酒，对夜里偷采不管。',
  anonymous: true,
  about: 'qingshi',
  officer: '陆建川',
  ...more,
})

/** A receipt for what was told. Throws with the answer where it was refused. */
export async function told(api: Api, body: object, headers: Record<string, string> = {}) {
  const answer = await api.post('/complaints', body, headers)
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`)
  return answer.body as {
    reference: string
    accessCode: string
    dueDay: string
    anonymous: boolean
    handledBy: { slug: string | null }
    why: { zh: string; en: string }
    urgent: boolean
    tray: boolean
    told: 'text' | 'look'
    // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the wire carries
    promise: any
  }
}

/** A small problem that everybody may find while it is open, with its public name. */
export async function openProblem(api: Api, more: object = {}, state: ComplaintState = 'accepted') {
  const body = aProblem({ open: true, point: { lat: 29.1234, lon: 120.6543 }, ...more })
  const receipt = await told(api, body)
  await walkTo(receipt.reference, state, 'accepted_at = received_at, tray = 0')
  const named = await env.DB.prepare(
    'SELECT p.id AS id FROM complaint_public p JOIN complaint c ON c.id = p.complaint_id WHERE reference = ?',
  )
    .bind(receipt.reference)
    .first<{ id: string }>()
  return { ...receipt, id: named?.id ?? '', town: body.town }
}

/** A form with a small photo, and what else stands in it. */
export function photoForm(fields: Record<string, string> = {}, bytes = jpegFile()): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new File([bytes], 'IMG_0001.jpg', { type: 'image/jpeg' }))
  return form
}

/** A solved puzzle of ours, whose number is known, so that nothing is searched. */
export async function solvedProof(clock: Clock): Promise<string> {
  const { keys } = await systemCtx(clock)
  const number = Math.floor(Math.random() * 60_000)
  const puzzle = await createChallenge({
    algorithm: 'SHA-256',
    hmacKey: toBase64Url(await hmac(keys.proof, 'kaimen-proof-of-work-v1')),
    maxNumber: 60_000,
    number,
    expires: new Date(clock.now() + proofLifetime),
  })
  return btoa(JSON.stringify({ ...puzzle, number }))
}

type Row = Record<string, string | number | null> & { rev: number; state: string; id: string }

/** A complaint as the database has it. */
export async function complaintAt(reference: string): Promise<Row> {
  const row = await env.DB.prepare('SELECT * FROM complaint WHERE reference = ?').bind(reference).first<Row>()
  if (!row) throw new Error(`no complaint ${reference}`)
  return row
}

/** Somebody at work on complaints: asks by verb, with the revision as it stands. */
export async function atComplaints(staff: Staff, clock: Clock, role: Role = 'handler', point = 'sp_qingshi') {
  const { id, headers } = await signedIn({ grants: [[role, point]], clock, hours: 8000 })
  return {
    id,
    headers,
    get: (path: string) => staff.get(path, headers),
    list: async (show: string) => (await staff.get(`/staff/complaints?show=${show}`, headers)).body,
    open: (reference: string) => staff.get(`/staff/complaints/${reference}`, headers),
    do: async (reference: string, verb: string, more: object = {}) =>
      staff.post(
        `/staff/complaints/${reference}/${verb}`,
        { rev: (await complaintAt(reference)).rev, ...more },
        headers,
      ),
  }
}

/** Its author, by the receipt. */
export function author(api: Api, { reference, accessCode }: { reference: string; accessCode: string }) {
  const post = (verb: string, more: object = {}) =>
    api.post(`/complaints/${reference}/${verb}`, { accessCode, ...more })
  return {
    post,
    read: async () => (await post('open')).body,
    track: () => api.post('/track', { reference, accessCode }),
  }
}
