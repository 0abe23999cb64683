import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { wrongSeenMost } from '../../../api/application/identity/see.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { applied, standing } from '../../support/identity.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const at = async (role: 'clerk' | 'handler' | 'chief' | 'publisher', point = 'sp_qingshi') =>
  signedIn({ grants: [[role, point]] })
const see = (reference: string, body: object, headers: Record<string, string>) =>
  staff.post(`/staff/applications/${reference}/identity`, body, headers)
const right = { seen: 'resident-id', numberEnd: '００２x' }

describe('seeing the person and the document', () => {
  test('raises the level to counter and files what waited for it', async () => {
    const held = await applied(clock, { state: 'identity' })
    const clerk = await at('clerk')
    const seen = await see(held.reference, right, clerk.headers)
    expect(seen, seen.text).toMatchObject({ status: 200, body: { identity: 'counter', state: 'submitted' } })
    expect(await standing(held.id)).toMatchObject({
      state: 'submitted',
      identity: 'counter',
      confirmed: null,
      proofs: [{ level: 'counter', how: 'document', seen: 'resident-id', staff: clerk.id }],
    })
    const moved = env.DB.prepare("SELECT by FROM application_event WHERE to_state = 'submitted'")
    expect(await moved.first('by')).toBe(clerk.id)
    expect((await see(held.reference, right, clerk.headers)).status).toBe(200)
    expect((await standing(held.id)).proofs).toHaveLength(1)
  })

  test('a double click is seen once', async () => {
    const held = await applied(clock, { state: 'submitted' })
    const { headers } = await at('handler')
    const both = await Promise.all([1, 2].map(() => see(held.reference, right, headers)))
    expect(both.map(({ status, body }) => [status, body.identity])).toEqual([
      [200, 'counter'],
      [200, 'counter'],
    ])
    expect((await standing(held.id)).proofs).toHaveLength(1)
  })

  test('without a number: the name of the document and the end of the phone', async () => {
    const held = await applied(clock, { state: 'submitted', idType: 'none', idNumber: null })
    const { headers } = await at('chief')
    const given = { seen: 'passport', name: '王 样张', phoneEnd: '0021' }
    expect((await see(held.reference, { ...given, phoneEnd: '0022' }, headers)).body.errors).toMatchObject([
      { pointer: '/name', code: 'identity.no-match' },
    ])
    expect((await see(held.reference, given, headers)).status).toBe(200)
  })

  test.each(['household-register', 'population-record'])('without the card: %s', async (seen) => {
    const held = await applied(clock, { state: 'identity' })
    const { headers } = await at('clerk')
    const wrong = await see(held.reference, { ...right, seen, numberEnd: '1234' }, headers)
    expect(wrong.body.errors).toMatchObject([{ pointer: '/numberEnd', code: 'identity.no-match' }])
    expect((await see(held.reference, { ...right, seen }, headers)).status).toBe(200)
    expect((await standing(held.id)).proofs).toMatchObject([{ level: 'counter', how: 'document', seen }])
    const foreign = await applied(clock, { state: 'identity', idType: 'passport', idNumber: 'E12345678' })
    const other = await see(foreign.reference, { seen, numberEnd: '5678' }, headers)
    expect(other.body.errors).toMatchObject([{ pointer: '/seen', code: 'identity.other-document' }])
  })

  test('five wrong ends over all staff close the day, for the right one too', async () => {
    const held = await applied(clock, { state: 'identity' })
    const [clerk, chief] = [await at('clerk'), await at('chief')]
    const other = await see(held.reference, { ...right, seen: 'passport' }, clerk.headers)
    expect(other.body.errors).toMatchObject([{ pointer: '/seen', code: 'identity.other-document' }])
    const wrong = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        see(held.reference, { ...right, numberEnd: '1234' }, (i % 2 ? clerk : chief).headers),
      ),
    )
    expect(wrong.filter(({ body }) => body.errors?.[0].code === 'identity.no-match')).toHaveLength(
      wrongSeenMost,
    )
    expect(wrong.filter(({ status }) => status === 429)).toHaveLength(12 - wrongSeenMost)
    expect((await see(held.reference, right, clerk.headers)).body.code).toBe('too-many-tries')
    expect(await standing(held.id)).toMatchObject({ state: 'identity', identity: 'typed', proofs: [] })
  })

  test('is for the station it was filed at, in a role that serves people', async () => {
    const held = await applied(clock, { state: 'identity' })
    const ask = async (who: { headers: Record<string, string> }) =>
      (await see(held.reference, right, who.headers)).body.code
    expect(await ask(await at('clerk', 'sp_nanqiao'))).toBe('record-not-found')
    expect(await ask(await at('publisher'))).toBe('not-allowed')
    expect(await ask({ headers: { origin: 'http://localhost' } })).toBe('not-signed-in')
    const { headers } = await at('clerk')
    expect((await see('A-20261123-222223', right, headers)).status).toBeGreaterThanOrEqual(404)
    expect(await standing(held.id)).toMatchObject({ identity: 'typed' })
  })

  test('a draft is its holder’s alone, and what is over stays as it is', async () => {
    const { headers } = await at('clerk')
    for (const state of ['draft', 'withdrawn'] as const)
      expect((await see((await applied(clock, { state })).reference, right, headers)).body.code).toBe(
        'step-refused',
      )
  })
})
