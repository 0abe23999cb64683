import { expect } from 'vitest'
import type { apiClient } from './api.ts'
import { waitingMessages } from './outbox.ts'

type Api = ReturnType<typeof apiClient>

/** What a person who asks for a certificate of no criminal record chooses and types. */
export const ownRecord = { whose: 'person', foreign: 'no', where: 'registered', times: 'up-to-three' }
export const lin = {
  name: '林样张',
  phone: '13800000031',
  idType: 'resident-id',
  idNumber: '440524188001010014',
} as const

interface Held {
  reference: string
  accessCode: string
}

/** The verbs of whoever holds an application's code. */
export const holder = (api: Api, { reference, accessCode }: Held) => ({
  reference,
  accessCode,
  do: (verb: string, more: object = {}, headers?: Record<string, string>) =>
    api.post(`/applications/${reference}/${verb}`, { accessCode, ...more }, headers),
  open: async () => (await api.post(`/applications/${reference}/open`, { accessCode })).body,
})
export type Holding = ReturnType<typeof holder>

let made = 0

/** Begins a draft, as the form's page does. */
export async function begun(api: Api, more: object = {}): Promise<Holding> {
  const body = { matterCode: 'CR-01', station: 'qingshi', eligibility: ownRecord, ...more }
  const answer = await api.post('/applications', body, { 'idempotency-key': `applying-${++made}` })
  expect(answer.status, answer.text).toBe(201)
  return holder(api, answer.body)
}

/** A draft with everything in it, the number confirmed by the code that was texted. */
export async function ready(api: Api, person: object = lin, more: object = {}): Promise<Holding> {
  const draft = await begun(api, more)
  const saved = await draft.do('save', {
    applicant: person,
    section: 'use',
    answers: {},
    delivery: 'counter',
  })
  expect(saved.status, saved.text).toBe(200)
  const sent = await draft.do('phone')
  expect(sent.status, sent.text).toBe(200)
  const code = (await waitingMessages('phone.code', draft.reference)).at(-1)?.data.code ?? ''
  const confirmed = await draft.do('phone/confirm', { code })
  expect(confirmed.status, confirmed.text).toBe(200)
  return draft
}

/** An application that was received. */
export async function filedOne(api: Api, person: object = lin, more: object = {}): Promise<Holding> {
  const draft = await ready(api, person, more)
  const sent = await draft.do('submit')
  expect(sent.status, sent.text).toBe(200)
  return draft
}
