import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { addPhoto } from '../../../api/complaint/files/add.ts'
import { kinds } from '../../../api/complaint/kinds/index.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { jpegFile } from '../../support/files.ts'
import { anAccusation, aProblem, told } from '../../support/telling.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

test('the way in names what is better done elsewhere, the six tracks and every kind', async () => {
  const { body } = await api.get('/complaint-kinds')
  expect(body.items.map(({ code }: { code: string }) => code)).toEqual(kinds.map(({ code }) => code))
  expect(body.tracks.map(({ item }: { item: number }) => item)).toEqual([1, 2, 3, 4, 5, 6])
  expect(body.tracks.filter(({ sixtyDays }: { sixtyDays: boolean }) => sixtyDays)).toMatchObject([
    { item: 6 },
  ])
  expect(body.ways.map(({ phone }: { phone: string | null }) => phone)).toEqual(
    expect.arrayContaining(['110', '12345', '12389']),
  )
  const shut = body.items.filter((kind: { shut: boolean }) => kind.shut)
  expect(shut.map(({ code }: { code: string }) => code)).toEqual(['misconduct'])
})

test('a form comes with the places and towns it asks for, and no others', async () => {
  const service = (await api.get('/complaint-kinds/service')).body
  const slugs = service.points.map(({ slug }: { slug: string }) => slug)
  expect(slugs).toContain('qingshi')
  expect(service.towns).toEqual([])
  const problem = (await api.get('/complaint-kinds/problem')).body
  expect(problem.points).toEqual([])
  expect(problem.towns.length).toBeGreaterThan(1)
  expect(problem.kind.categories).toHaveLength(6)
  // A room is not in the list, but its own page leads here.
  const { slug } = (await env.DB.prepare(
    "SELECT slug FROM service_point WHERE kind = 'room' LIMIT 1",
  ).first())!
  expect(slugs).not.toContain(slug)
  const asked = (await api.get(`/complaint-kinds/service?about=${slug}`)).body
  expect(asked.points[0].slug).toBe(slug)
  expect((await api.get('/complaint-kinds/service?about=qingshi')).body.points).toHaveLength(slugs.length)
  expect((await api.get('/complaint-kinds/nothing')).status).toBe(422)
})

test('everything that is wrong with a form is said at once', async () => {
  const { body } = await api.post('/complaints', { kind: 'problem', words: '', phone: '123' })
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
    '/category',
    '/name',
    '/phone',
    '/place',
    '/words',
  ])
})

test.each([
  ['by name', aProblem()],
  ['by nobody', anAccusation()],
])('a form that was pressed twice brings each photo once, %s', async (_who, body) => {
  const { reference, accessCode } = await told(api, body)
  const ctx = await testCtx({ clock })
  const put = (bytes: Uint8Array<ArrayBuffer>) =>
    addPhoto({
      ctx,
      input: { reference, accessCode, file: { name: 'x.jpg', declaredType: 'image/jpeg', bytes } },
    })
  const first = await put(jpegFile())
  expect((await put(jpegFile())).id).toBe(first.id)
  const { body: shown } = await api.post(`/complaints/${reference}/open`, { accessCode })
  expect(shown.photos).toHaveLength(1)
})
