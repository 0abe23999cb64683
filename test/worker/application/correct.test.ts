import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { visitFiled } from '../../support/homeVisit.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

/** A visit was asked for, and which matters it is about is to be put right. */
async function sentBack() {
  const filed = await visitFiled(api)
  const items = [{ target: 'field:matters', kind: 'wrong', words: '写明要办什么' }]
  const asked = await (await atDesk(staff, clock)).do(filed.reference, 'ask', { items })
  expect(asked.status, asked.text).toBe(200)
  return filed
}

test('a correction that makes a further question stand takes its answer too, and wants it', async () => {
  const filed = await sentBack()
  const alone = await filed.do('save', { answers: { matters: ['other'] } })
  expect(alone.body.errors).toMatchObject([{ pointer: '/answers/otherMatter', code: 'required' }])
  const both = await filed.do('save', { answers: { matters: ['other'], otherMatter: '按手印' } })
  expect(both.status, both.text).toBe(200)
  expect((await filed.open()).answers).toMatchObject({ matters: ['other'], otherMatter: '按手印' })
  // A slip in it can be mended as long as the round is open.
  expect((await filed.do('save', { answers: { otherMatter: '按指纹' } })).status).toBe(200)
  expect((await filed.open()).answers.otherMatter).toBe('按指纹')
  expect((await filed.do('answer')).body.state).toBe('submitted')
})

test('what was not asked for and does not rest on it stays as it was', async () => {
  const filed = await sentBack()
  const { answers } = await filed.open()
  const typed = { matters: ['hk-07'], reason: 'hospital', address: '别处 1 号', needs: '怕狗' }
  expect((await filed.do('save', { answers: typed })).status).toBe(200)
  expect((await filed.open()).answers).toEqual({ ...answers, matters: ['hk-07'] })
})
