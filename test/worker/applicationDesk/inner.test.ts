import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { filedOne } from '../../support/applying.ts'
import { atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const said = {
  note: '内部记录 zaunkoenig',
  asked: '请看一下 rotkehlchen',
  opinion: '我看可以 gimpel',
  hold: '法院来函 eisvogel',
}
const sayings = [...Object.values(said), ...Object.values(said).map((words) => words.split(' ')[1] ?? '')]
const tells = (text: string) => sayings.filter((one) => text.includes(one))

test('what staff note, ask each other and hold it for reaches colleagues, and the resident by no way', async () => {
  const filed = await filedOne(api)
  const { reference, accessCode } = filed
  const [handler, colleague] = [await atDesk(staff, clock), await atDesk(staff, clock)]
  const ok = ({ status, text }: { status: number; text: string }) => expect(status, text).toBe(200)
  ok(await handler.do(reference, 'take'))
  ok(await handler.do(reference, 'note', { words: said.note }))
  ok(await handler.do(reference, 'ask-opinion', { staffId: colleague.id, words: said.asked }))
  const { opinions } = await colleague.open(reference)
  ok(await colleague.do(reference, 'give-opinion', { wordId: opinions[0].id, words: said.opinion }))
  const desk = await atDesk(staff, clock, 'supervisor', '*')
  clock.set(monday + 60_000)
  const held = { on: true, reason: 'review', words: said.hold }
  ok(await desk.post(`/staff/applications/${reference}/legal-hold`, held))

  const seen = await handler.open(reference)
  expect([seen.notes.map(({ words }: { words: string }) => words), seen.hold.words]).toEqual([
    [said.note, said.hold],
    said.hold,
  ])
  expect(seen.opinions).toMatchObject([{ words: said.asked, answer: { words: said.opinion } }])
  // Who only hands things over reads none of it either.
  const clerk = await atDesk(staff, clock, 'clerk')
  expect(tells(JSON.stringify(await clerk.open(reference)))).toEqual([])

  // Every route of the API that takes the holder's code, asked with it.
  const { body: document } = await api.get('/openapi.json')
  const paths: string[] = Object.keys(document.paths).filter(
    (path) => path.includes('/applications/{reference}') && !path.includes('/staff/'),
  )
  expect(paths.length).toBeGreaterThan(8)
  let answered = 0
  const ask = async () => {
    for (const path of paths.filter((one) => !one.endsWith('/withdraw'))) {
      const at = path
        .replace(/^\/api\/v1/, '')
        .replace('{reference}', reference)
        .replace(/\{\w+\}/g, 'x')
      const { status, text } = await api.post(at, { accessCode })
      if (status === 200) answered += 1
      expect(tells(text), path).toEqual([])
    }
    expect(tells((await api.post('/track', { reference, accessCode })).text)).toEqual([])
  }
  await ask()
  expect(answered).toBeGreaterThan(0)
  ok(await handler.do(reference, 'accept'))
  const refused = { outcome: 'refused', ground: 'record', words: '有记录。' }
  ok(await handler.do(reference, 'decide', refused))
  ok(
    await handler.post(`/staff/applications/${reference}/identity`, {
      seen: 'resident-id',
      numberEnd: '0014',
    }),
  )
  await ask()
  // Neither by text, nor in anything that leaves the house or stands in the audit, in clear.
  for (const table of ['outbox', 'exchange_item', 'audit_leaf', 'application', 'application_word']) {
    const { results } = await env.DB.prepare(`SELECT * FROM ${table}`).all()
    expect(results.length, table).toBeGreaterThan(0)
    expect(tells(JSON.stringify(results)), table).toEqual([])
  }
})
