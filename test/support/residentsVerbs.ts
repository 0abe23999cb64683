import { env } from 'cloudflare:workers'
import type { ApplicationState } from '../../api/application/states.ts'
import { DAY, HOUR } from '../../api/calendar/day.ts'
import { writeAssertion } from '../../api/identity/assertion.ts'
import { seal } from '../../api/privacy/field.ts'
import { codeHash } from '../../api/shared/accessCode.ts'
import type { Clock } from '../../api/shared/clock.ts'
import { type Answer, type apiClient, monday } from './api.ts'
import { sender } from './applicationFiles.ts'
import { applicationRow, wayTo } from './applicationRows.ts'
import { addSlot } from './appointment.ts'
import { testCtx } from './ctx.ts'
import { pdfFile } from './files.ts'
import { waitingMessages } from './outbox.ts'

/** Whether whoever holds the code has proved to be the person, by a login with it. */
export type Inside = 'proved' | 'typed'

/** An application in a state, and what its holder needs to try a verb. */
export interface Standing {
  id: string
  reference: string
  accessCode: string
  state: ApplicationState
  /** Sent what is there to be sent, over the wire. */
  do(verb: string, body?: object, headers?: Record<string, string>): Promise<Answer>
  files: ReturnType<typeof sender>
  /** An upload that was begun, and filled, while it was a draft. */
  uploadId: string
  /** The number of the document they have. */
  passport: string
}

export interface Verb {
  /** Behind the reference, as the API document has it. */
  path: string
  columns?: Record<string, string | number | null>
  /** What a correction asks for; a paper that was brought there already is not asked for. */
  asks?: string
  /** Begins an upload of a paper while it is a draft. */
  uploads?: boolean
  /** Writes what must be there before, and gives the one request that is judged. `taken`: whether it should be. */
  prepare(held: Standing, taken: boolean): Promise<() => Promise<Answer>>
}

const json =
  (path: string, body: object = {}): Verb['prepare'] =>
  async (held) =>
  () =>
    held.do(path, body)
const paper = 'purposeProof'
const bytes = pdfFile()
const file = { name: 'a.pdf', size: bytes.length, type: 'application/pdf' }

/** A time at the counter that nobody has. */
const hold =
  (group: string): Verb['prepare'] =>
  async (held) => {
    const startsAt = monday + nextHour() * HOUR
    const slotId = await addSlot({ point: 'sp_qingshi', group, startsAt, minutes: 60 })
    return () => held.do('visit', { slotId }, { 'idempotency-key': `hold-${held.id}` })
  }
const anna = 'SPECIMEN ANNA'
let people = 1_000_000
let hours = 24
const nextHour = () => ++hours

/** What a resident can do with an application, each as one request. */
export const residentsVerbs = {
  save: {
    path: 'save',
    asks: 'field:neededBy',
    prepare: json('save', { section: 'use', answers: { neededBy: '2026-12-01' } }),
  },
  submit: { path: 'submit', prepare: json('submit', { again: true }) },
  answer: { path: 'answer', asks: 'field:neededBy', prepare: json('answer') },
  withdraw: { path: 'withdraw', prepare: json('withdraw') },
  message: { path: 'messages', prepare: json('messages', { words: '请问到哪一步了？' }) },
  visits: { path: 'visits', prepare: json('visits') },
  visit: { path: 'visit', prepare: hold('general') },
  // A form of its own reason for a visit, and a result that is handed over at a counter alone.
  'visit of a form': {
    path: 'visit',
    columns: { matter_code: 'HK-04', eligibility: '{"age":"adult","whose":"own","station":"yes"}' },
    prepare: hold('household'),
  },
  'begin a login': { path: 'identity/begin', prepare: json('identity/begin') },
  'log in': {
    path: 'identity',
    async prepare(held) {
      const { keys, clock } = await testCtx()
      const assertion = await writeAssertion(keys, {
        ...{ id: `as_${held.id}`, reference: held.reference, expiresAt: clock.now() + 60_000 },
        ...{ name: anna, idType: 'passport', idNumber: held.passport },
      })
      return () => held.do('identity', { assertion })
    },
  },
  'ask for a code': { path: 'phone', columns: { phone_confirmed_at: null }, prepare: json('phone') },
  'ask for a code again': { path: 'phone', prepare: json('phone') },
  'confirm a number': {
    path: 'phone/confirm',
    columns: { phone_confirmed_at: null },
    async prepare(held, taken) {
      if (!taken) return () => held.do('phone/confirm', { code: '123456' })
      await held.do('phone')
      const code = (await waitingMessages('phone.code', held.reference)).at(-1)?.data.code
      return () => held.do('phone/confirm', { code })
    },
  },
  'begin a paper': {
    path: 'uploads',
    asks: `material:${paper}`,
    prepare: json('uploads', { ...file, material: paper }),
  },
  'send a paper': {
    path: 'files',
    asks: `material:${paper}`,
    prepare: async (held) => () => held.files.add(bytes, { material: paper }),
  },
  'complete a paper': {
    path: 'uploads/{uploadId}/complete',
    asks: `material:${paper}`,
    uploads: true,
    prepare: async (held) => () => held.files.complete(held.uploadId),
  },
  'remove a paper': {
    path: 'files/{fileId}/remove',
    asks: `material:${paper}`,
    async prepare(held) {
      const { keys } = await testCtx()
      const id = `af_${held.id}`
      const name = await seal(keys, { table: 'application_file', column: 'name', row: id }, 'a.pdf')
      await env.DB.prepare(
        `INSERT INTO application_file (id, application_id, material, round, name, type, size, sha256, object_key, added_by, added_at)
         SELECT ?1, id, ?2, asked, ?3, 'application/pdf', 9, 'x', ?1, 'resident', 0 FROM application WHERE id = ?4`,
      )
        .bind(id, paper, name, held.id)
        .run()
      return () => held.files.remove(id)
    },
  },
  'begin a file beside a message': {
    path: 'uploads',
    prepare: json('uploads', { ...file, material: 'message' }),
  },
  'send a file beside a message': {
    path: 'files',
    prepare: async (held) => () => held.files.add(bytes, { material: 'message' }),
  },
} satisfies Record<string, Verb>

interface Wanted {
  api: ReturnType<typeof apiClient>
  clock: Clock
  state: ApplicationState
  inside: Inside
  verb: Verb
}

const whole = {
  eligibility: JSON.stringify({ whose: 'person', foreign: 'no', where: 'registered', times: 'up-to-three' }),
  id_type: 'passport',
  phone_confirmed_at: 0,
  delivery: 'counter',
  clock: 'draft',
  due_at: monday + 30 * DAY,
}

/** An application with everything in it, brought into a state step by step in the database, in its holder's hands. */
export async function standsIn({ api, clock, state, inside, verb }: Wanted): Promise<Standing> {
  const { keys } = await testCtx()
  const passport = `X${++people}`
  const phone = `1380${people}`
  const reference = await applicationRow(
    'draft',
    { ...whole, ...verb.columns, name: anna, phone },
    monday - DAY,
  )
  const accessCode = 'H4TX9W2C'
  const row = await env.DB.prepare('SELECT id FROM application WHERE reference = ?')
    .bind(reference)
    .first<{ id: string }>()
  const id = row?.id ?? ''
  const hash = await codeHash(keys.code, reference, accessCode)
  const number = await seal(keys, { table: 'application', column: 'id_number', row: id }, passport)
  const own = inside === 'proved'
  await env.DB.batch([
    env.DB.prepare('INSERT INTO identity_proof (application_id, level, how, at) VALUES (?1, ?2, ?3, 0)').bind(
      id,
      own ? 'verified' : 'phone',
      own ? 'stand-in' : 'code',
    ),
    env.DB.prepare(
      'UPDATE application SET code_hash = ?1, id_number = ?2, identity = ?3, own_code_hash = ?4 WHERE id = ?5',
    ).bind(hash, number, own ? 'verified' : 'phone', own ? hash : null, id),
  ])
  const files = sender({ reference, accessCode, clock })
  const uploadId = verb.uploads ? await begunUpload(files) : ''
  if (state === 'correction' && verb.asks)
    await env.DB.batch([
      env.DB.prepare('UPDATE application SET asked = 1 WHERE id = ?').bind(id),
      env.DB.prepare(
        "INSERT INTO application_correction (id, application_id, round, target, kind, asked_at) VALUES (?1, ?2, 1, ?3, 'wrong', 0)",
      ).bind(`ac_${id}`, id, verb.asks),
    ])
  if (state !== 'draft')
    await env.DB.batch([
      env.DB.prepare('UPDATE application SET clock = NULL, due_at = NULL WHERE id = ?').bind(id),
      ...wayTo(state).map((next) =>
        env.DB.prepare('UPDATE application SET state = ? WHERE id = ?').bind(next, id),
      ),
    ])
  return {
    ...{ id, reference, accessCode, state, files, uploadId, passport },
    do: (path, body = {}, headers) =>
      api.post(`/applications/${reference}/${path}`, { accessCode, ...body }, headers),
  }
}

async function begunUpload(files: ReturnType<typeof sender>): Promise<string> {
  const { body } = await files.begin(bytes, { material: paper })
  await files.part(body.uploadId, 0, bytes)
  return body.uploadId
}
