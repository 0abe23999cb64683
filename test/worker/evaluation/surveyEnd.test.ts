import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { closeSurveys } from '../../../api/survey/campaign/close.ts'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { cellsOf, jobsAt } from '../../support/evaluation.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'
import { codesOf, many, out } from '../../support/survey.ts'

// A survey that ends with the quarter counts in it, though it is closed after midnight.

const begin = Date.parse('2026-12-20T09:00+08:00')
const clock = clockAt(begin)
const api = apiClient({ clock })
const staff = staffApi({ clock })
let id: string
beforeEach(async () => {
  clock.set(begin)
  await demo(env)
  await jobsAt(clock, '2026-12-20T09:00')
  const one = async () => (await signedIn({ grants: [['supervisor', '*']], clock, hours: 9999 })).headers
  const [writer, reader] = [await one(), await one()]
  id = (await out(staff, { writer, reader }, { opensOn: '2026-12-21', closesOn: '2026-12-31' })).id
  clock.set(Date.parse('2026-12-22T09:00+08:00'))
  const codes = await codesOf(staff, writer, id)
  for (const code of codes.slice(0, 7))
    expect((await api.post(`/surveys/${id}/answers`, { code, answers: { 3: 4 } })).status).toBe(201)
})

const closeAt = async (moment: string) => {
  clock.set(Date.parse(`${moment}+08:00`))
  return closeSurveys(await testCtx({ clock }))
}
const seen = async (quarter: string) => (await cellsOf(quarter)).filter((cell) => cell.includes('visibility'))

test('its last day is the last of the quarter: it is in that quarter and its cells', async () => {
  expect(await closeAt('2027-01-01T00:05')).toMatchObject({ closed: id })
  expect(await many('SELECT ended_in FROM campaign WHERE id = ?', id)).toEqual([{ ended_in: '2026Q4' }])
  await jobsAt(clock, '2027-01-01T01:00')
  expect(await seen('2026Q4')).toEqual(['2027-01-01 sp_qingshi visibility several 4-4 7'])
})

test('closed when the quarter was ended already, it leaves with the cells of the next', async () => {
  await jobsAt(clock, '2027-01-01T01:00')
  expect(await closeAt('2027-01-01T01:05')).toMatchObject({ closed: id })
  await jobsAt(clock, '2027-04-01T01:00')
  expect([await seen('2026Q4'), await seen('2027Q1')]).toEqual([
    [],
    ['2027-04-01 sp_qingshi visibility several 4-4 7'],
  ])
})
