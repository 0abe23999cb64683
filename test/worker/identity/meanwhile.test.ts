import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { beginLogin, takeLogin } from '../../../api/application/identity/login.ts'
import { save } from '../../../api/application/save.ts'
import { standInLogin } from '../../../api/identity/standIn/login.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { systemCtx } from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'
import { applied, standing, wang, wangsPin } from '../../support/identity.ts'
import { meanwhile } from '../../support/meanwhile.ts'

const clock = clockAt(monday)
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const chen = { name: '陈样张', idType: 'resident-id', idNumber: '440524188001010014' } as const
const phone = '13800000021'

/** A draft of Wang's, and a login of hers for it. */
async function loggedIn() {
  const held = await applied(clock)
  const ctx = await systemCtx(clock)
  const { fields } = await beginLogin({ ctx, input: held })
  const input = { request: fields.request ?? '', idNumber: wang.idNumber, pin: wangsPin }
  const { assertion } = await standInLogin({ ctx, input })
  return { ctx, held, assertion }
}

describe('a draft whose person changes', () => {
  test('while a login is looked at stays unproved: what was compared is no longer there', async () => {
    const { ctx, held, assertion } = await loggedIn()
    const toChen = () => save({ ctx, input: { ...held, applicant: { ...chen, phone } } })
    await expect(takeLogin({ ctx: meanwhile(ctx, toChen), input: { ...held, assertion } })).rejects.toThrow()
    expect(await standing(held.id)).toMatchObject({ identity: 'typed', rev: 1, proofs: [] })
  })

  test('after a login loses what was proved, and changed back it is not proved by the same login', async () => {
    const { ctx, held, assertion } = await loggedIn()
    expect(await takeLogin({ ctx, input: { ...held, assertion } })).toMatchObject({ identity: 'verified' })
    await save({ ctx, input: { ...held, applicant: { ...chen, phone } } })
    expect(await standing(held.id)).toMatchObject({ identity: 'typed' })
    await save({ ctx, input: { ...held, applicant: { ...wang, phone } } })
    await expect(takeLogin({ ctx, input: { ...held, assertion } })).rejects.toThrow('invalid-input')
    expect(await standing(held.id)).toMatchObject({ identity: 'typed' })
  })
})
