import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { applicationRow } from '../../support/applicationRows.ts'
import { applicationAt, atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { everyRow, faulty } from '../../support/faults.ts'
import { staffApi } from '../../support/signedIn.ts'

// Somebody has drawn the number of a certificate at the same moment: it is made again with another one, three times at most.

const clock = clockAt(monday)
const { DB, fault, reset } = faulty()
const staff = staffApi({ clock, bindings: { DB } })
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  reset()
  await demo(env)
})

const taken = 'D1_ERROR: UNIQUE constraint failed: certificate.number: SQLITE_CONSTRAINT'
const refusal = { outcome: 'refused', ground: 'record', words: '有记录。' }
const declined = { ground: 'foreign-national', words: '请到出入境。' }

describe.each([
  ['a refusal', 'decide', refusal, 'accepted', 'refused'],
  ['a letter that declines', 'decline', declined, 'submitted', 'declined'],
  ['a certificate', 'issue', { finding: 'none' }, 'approved', 'issued'],
] as const)('%s', (_, verb, body, from, to) => {
  const standing = () =>
    applicationRow(from, { received_at: monday, eligibility: '{"whose":"person","where":"registered"}' })
  const letters = async () =>
    (
      await env.DB.prepare('SELECT number FROM certificate WHERE application_id IS NOT NULL').all<{
        number: string
      }>()
    ).results.map(({ number }) => number)

  test('is written with another number when its own is taken', async () => {
    const desk = await atDesk(staff, clock)
    await desk.do(await standing(), verb, body)
    const write = fault.sizes.length - 1
    const before = await letters()
    expect(before).toHaveLength(1)
    const reference = await standing()
    reset({ throws: { batch: write, message: taken, tries: 2 } })
    const { status, body: said, text } = await desk.do(reference, verb, body)
    expect(status, text).toBe(200)
    // Two that failed, and the one that was carried out.
    expect(fault.sizes).toHaveLength(write + 3)
    expect((await applicationAt(reference)).state).toBe(to)
    expect(await letters()).toHaveLength(2)
    expect(await letters()).toContain(said.certificate)
  })

  test('is given up after three, with everything as it was', async () => {
    const desk = await atDesk(staff, clock)
    await desk.do(await standing(), verb, body)
    const write = fault.sizes.length - 1
    const reference = await standing()
    const before = await everyRow()
    reset({ throws: { batch: write, message: taken, tries: 9 } })
    const { status } = await desk.do(reference, verb, body)
    expect(status).toBe(500)
    expect(fault.sizes).toHaveLength(write + 3)
    expect(await everyRow()).toEqual(before)
  })
})

test('the database refuses a number that is taken in these very words', async () => {
  const desk = await atDesk(staff, clock)
  await desk.do(await applicationRow('submitted', { received_at: monday }), 'decline', declined)
  const { results } = await env.DB.prepare("SELECT name FROM pragma_table_info('certificate')").all<{
    name: string
  }>()
  const columns = results.map(({ name }) => name)
  const other = columns.map((name) => (name === 'id' ? "'ct_other'" : name)).join()
  await expect(
    env.DB.prepare(`INSERT INTO certificate (${columns.join()}) SELECT ${other} FROM certificate`).run(),
  ).rejects.toThrow(taken)
})
