import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { sender } from '../../support/applicationFiles.ts'
import { begun, lin } from '../../support/applying.ts'
import { atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { pdfFile } from '../../support/files.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

test('a paper that is only required since something was put right can be sent, and must be', async () => {
  const guardian = { name: '林帮', phone: '13800000032', relation: 'guardian' }
  const held = await begun(api)
  await held.do('save', {
    applicant: lin,
    helper: guardian,
    section: 'use',
    answers: {},
    delivery: 'counter',
  })
  await held.do('phone')
  const code = (await waitingMessages('phone.code', held.reference)).at(-1)?.data.code ?? ''
  await held.do('phone/confirm', { code })
  expect((await held.do('submit')).body.state).toBe('submitted')
  const items = [{ target: 'person', kind: 'wrong' }]
  expect((await (await atDesk(staff, clock)).do(held.reference, 'ask', { items })).status).toBe(200)
  const phone = sender({ ...held, clock })
  const letter = () => phone.add(pdfFile(), { material: 'authority' })
  // A guardian needs no letter, so there is none to send.
  expect((await letter()).body.code).toBe('step-refused')
  const relative = { ...guardian, relation: 'relative' }
  expect((await held.do('save', { applicant: lin, helper: relative })).status).toBe(200)
  const wanting = await held.do('answer')
  expect(wanting.body.errors).toMatchObject([{ pointer: '/materials/authority', code: 'material.required' }])
  const { body } = await letter()
  expect((await phone.remove(body.id)).status).toBe(200)
  expect((await phone.send(pdfFile(), { material: 'authority' })).status).toBe(201)
  expect((await held.do('answer')).body.state).toBe('submitted')
})
