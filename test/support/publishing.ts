import { env } from 'cloudflare:workers'
import type { Clock } from '../../api/shared/clock.ts'
import type { apiClient } from './api.ts'
import { jpegFile } from './files.ts'
import { staffApi } from './signedIn.ts'
import { aProblem, atComplaints, complaintAt, photoForm, told } from './telling.ts'

interface World {
  api: ReturnType<typeof apiClient>
  staff: ReturnType<typeof staffApi>
  clock: Clock
}
type Held = Awaited<ReturnType<typeof told>>

/** What staff write of it: nothing of anybody. */
export const words = {
  said: '小区里一盏路灯不亮，晚上看不清台阶。',
  did: '当天联系物业换了灯，晚上去看过，亮了。',
}

/** A small problem at Qingshi whose author agreed, put right: with a photo of either side where it is asked for. */
export async function fixedProblem(
  { api, staff, clock }: World,
  { photos = false, anonymous = false }: { photos?: boolean; anonymous?: boolean },
  to: 'answered' | 'closed' = 'closed',
): Promise<Held> {
  const nobody = { anonymous: true, name: undefined, phone: undefined }
  const one = await told(api, aProblem({ open: true, ...(anonymous && nobody) }))
  const at = `/complaints/${one.reference}`
  if (photos) await api.call('POST', `${at}/photos`, photoForm({ accessCode: one.accessCode }))
  const handler = await atComplaints(staff, clock)
  await handler.do(one.reference, 'accept')
  if (photos)
    await staff.call('POST', `/staff${at}/photos`, photoForm({}, jpegFile({ width: 16 })), handler.headers)
  const answer = { done: '换好了。', by: '社区民警', ...(!photos && { noPhoto: '天黑拍不清' }) }
  const { status, text } = await handler.do(one.reference, 'answer', answer)
  if (status !== 200) throw new Error(text)
  if (to === 'closed') await api.post(`${at}/accept`, { accessCode: one.accessCode, satisfied: 5 })
  if (to === 'closed' && (await complaintAt(one.reference)).state !== 'closed')
    await pastTheCall(one.reference)
  return one
}

/** Past a call-back that was drawn. */
const pastTheCall = (reference: string) =>
  env.DB.prepare(
    "UPDATE complaint SET state = 'closed', close_as = NULL, closed_at = updated_at, closed_how = 'accepted' WHERE reference = ?",
  )
    .bind(reference)
    .run()

/** Published by the chief of a point (or the supervision desk), with all its photos or those named; its public name. */
export async function publishing(
  { clock, staff = staffApi({ clock }) }: Pick<World, 'clock'> & Partial<World>,
  { reference }: { reference: string },
  said: { said: string; did: string } = words,
  point = 'sp_qingshi',
  photos?: readonly { id: string; shows: string }[],
): Promise<string> {
  const who = await atComplaints(staff, clock, point === '*' ? 'supervisor' : 'chief', point)
  const { body: desk } = await who.open(reference)
  const all = (desk.photos as { id: string; side: string }[]).map(({ id, side }) => ({
    id,
    shows: side === 'office' ? 'after' : 'before',
  }))
  const { status, body, text } = await who.do(reference, 'publish', {
    ...said,
    photos: photos ?? all,
    looked: true,
  })
  if (status !== 200) throw new Error(text)
  return body.id
}

type Row = Record<string, string | number | null>

/** What of it is public, as the database has it. */
export async function publicAt(reference: string): Promise<Row> {
  const row = await env.DB.prepare(
    'SELECT * FROM complaint_public WHERE complaint_id = (SELECT id FROM complaint WHERE reference = ?)',
  )
    .bind(reference)
    .first<Row>()
  if (!row) throw new Error(`nothing is kept of ${reference}`)
  return row
}
