import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { seal } from '../../../api/privacy/field.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { systemCtx } from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'
import { applied, standing } from '../../support/identity.ts'
import { waitingMessages } from '../../support/outbox.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

type Held = Awaited<ReturnType<typeof applied>>
const send = ({ reference, accessCode }: Pick<Held, 'reference' | 'accessCode'>) =>
  api.post(`/applications/${reference}/phone`, { accessCode })
const confirm = ({ reference, accessCode }: Pick<Held, 'reference' | 'accessCode'>, code: string) =>
  api.post(`/applications/${reference}/phone/confirm`, { accessCode, code })
const codeOf = async ({ reference }: Held) =>
  (await waitingMessages('phone.code', reference)).at(-1)?.data.code ?? ''
const another = (code: string) => code.replace(/.$/, (last) => String((Number(last) + 1) % 10))

describe('a code for an application', () => {
  test('goes to the number, and raises the level to phone with its proof', async () => {
    const held = await applied(clock)
    expect(await send(held)).toMatchObject({
      status: 200,
      body: { sentTo: '138****0021', expiresAt: '2026-11-23T08:10:00+08:00', codesLeft: 2 },
    })
    const code = await codeOf(held)
    expect(await confirm(held, code)).toMatchObject({
      status: 200,
      body: { identity: 'phone', state: 'draft', stateText: { zh: expect.any(String) } },
    })
    expect(await standing(held.id)).toEqual({
      state: 'draft',
      identity: 'phone',
      rev: 1,
      confirmed: monday,
      proofs: [{ level: 'phone', how: 'code', seen: null, staff: null }],
    })
    expect((await confirm(held, code)).status).toBe(200)
    expect((await send(held)).body).toMatchObject({ phoneConfirmed: true, sentTo: null })
    expect((await standing(held.id)).proofs).toHaveLength(1)
  })

  test('goes to the helper, and either code opens it', async () => {
    const held = await applied(clock, { helper: { name: '李帮忙', phone: '13800000077' } })
    expect((await send(held)).body.sentTo).toBe('138****0077')
    const person = { ...held, accessCode: held.personCode }
    expect((await confirm(person, await codeOf(held))).body.identity).toBe('phone')
  })

  test('files an application that waited for no more, in the same batch as its proof', async () => {
    const held = await applied(clock, { state: 'identity' })
    await send(held)
    expect((await confirm(held, await codeOf(held))).body).toMatchObject({
      identity: 'phone',
      state: 'submitted',
    })
    const leaves = env.DB.prepare('SELECT action FROM audit_leaf WHERE subject = ? ORDER BY action')
    const { results } = await leaves.bind(held.reference).all()
    expect(results.map(({ action }) => action)).toEqual(['application.identity', 'application.submit'])
    expect((await send(await applied(clock, { state: 'submitted' }))).body.code).toBe('step-refused')
  })

  test('ten minutes, five tries, three a day', async () => {
    const held = await applied(clock)
    await send(held)
    const code = await codeOf(held)
    const wrong = await Promise.all(Array.from({ length: 12 }, () => confirm(held, another(code))))
    expect(wrong.filter(({ body }) => body.errors?.[0].code === 'phone-code.wrong')).toHaveLength(4)
    expect(wrong.filter(({ body }) => body.code === 'phone-code-over')).toHaveLength(8)
    expect((await confirm(held, code)).body.code).toBe('phone-code-over')
    await send(held)
    clock.pass(10 * MINUTE)
    expect((await confirm(held, await codeOf(held))).body.code).toBe('phone-code-over')
    expect((await send(held)).status).toBe(200)
    expect((await send(held)).body.code).toBe('phone-codes-spent')
    expect(await standing(held.id)).toMatchObject({ identity: 'typed', proofs: [] })
    clock.pass(16 * HOUR)
    await send(held)
    expect((await confirm(held, await codeOf(held))).body.identity).toBe('phone')
  })

  test('a code that went to another number than today’s proves nothing', async () => {
    const held = await applied(clock)
    await send(held)
    const code = await codeOf(held)
    const { keys } = await systemCtx(clock)
    const other = await seal(keys, { table: 'application', column: 'phone', row: held.id }, '13800000099')
    await env.DB.prepare('UPDATE application SET phone = ? WHERE id = ?').bind(other, held.id).run()
    expect((await confirm(held, code)).body.errors[0]).toMatchObject({ code: 'phone-code.wrong' })
    expect(await standing(held.id)).toMatchObject({ identity: 'typed', confirmed: null })
  })

  test('a landline gets none; a stranger’s code neither opens nor costs a try', async () => {
    expect((await send(await applied(clock, { phone: '010-65550001' }))).body.code).toBe('phone-none')
    const held = await applied(clock)
    await send(held)
    const stranger = { ...held, accessCode: '22222222' }
    expect((await send(stranger)).body.code).toBe('record-not-found')
    for (let i = 0; i < 6; i++) expect((await confirm(stranger, '123456')).status).toBe(404)
    expect(await env.DB.prepare('SELECT tries FROM phone_code').first('tries')).toBe(0)
    expect((await confirm(held, 'abc')).body.errors[0].code).toBe('phone-code.shape')
    expect((await confirm(held, await codeOf(held))).status).toBe(200)
  })
})
