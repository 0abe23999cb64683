import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { leafHash } from '../../../api/audit/leaf.ts'
import { verify } from '../../../api/audit/merkle.ts'
import { seal } from '../../../api/audit/seal.ts'
import { DAY } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { filedOne } from '../../support/applying.ts'
import { atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

interface Proved {
  leaf: string
  action: string | null
  body: string | null
  salt: string | null
  hash: string
  sealed: { place: number; path: string[]; size: number; root: string } | null
}

test('the proof of an application tells no outcome, nobody at work, and proves every leaf it gives', async () => {
  const filed = await filedOne(api)
  const desk = await atDesk(staff, clock, 'chief')
  for (const [verb, body] of [
    ['note', { words: '看过。' }],
    ['accept', {}],
    ['decide', { outcome: 'refused', ground: 'record', words: '有记录。' }],
  ] as const) {
    clock.pass(1000)
    expect((await desk.do(filed.reference, verb, body)).status).toBe(200)
  }
  clock.pass(DAY)
  await seal(await testCtx({ clock }))
  const { reference, accessCode } = filed
  const ask = () => api.post('/audit/proof', { reference, accessCode })
  const { body, text } = await ask()
  const leaves: Proved[] = body.leaves
  expect(leaves.at(-1)).toMatchObject({ action: null, body: null, salt: null })
  expect(body.held, 'said from the decision on').toBe(true)
  expect(leaves.map(({ action }) => action)).toEqual(expect.arrayContaining(['application.submit', null]))
  for (const secret of [desk.id, 'refuse', 'record', 'note', 'letter']) expect(text).not.toContain(secret)
  for (const { body, salt, hash, sealed } of leaves) {
    if (body !== null) expect(await leafHash(salt ?? '', body)).toBe(hash)
    expect(sealed).not.toBeNull()
    expect(await verify(hash, sealed!.place, sealed!.size, sealed!.path, sealed!.root)).toBe(true)
  }
})
