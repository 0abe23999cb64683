import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { beforeEach, expect, test, vi } from 'vitest'
import { cr01 } from '../../api/application/forms/cr-01.ts'
import { dog01 } from '../../api/application/forms/dog-01.ts'
import { htmlFaults } from '../support/validHtml.ts'

/** What the API was asked, and what it says to each path's end. */
const asked: { path: string; body: unknown }[] = []
let answers: Record<string, object> = {}
vi.mock('../../site/lib/api.ts', () => ({
  settingsOf: () => ({
    bureauName: { zh: '开门县公安局', en: 'Kaimen County Bureau' },
    organiser: { zh: '开门县公安局', en: 'Kaimen County Bureau' },
    contactPhone: '000-0000-0000',
    origin: 'http://localhost',
    identity: 'stand-in',
  }),
  apiFetch:
    () =>
    async (url: URL, { body }: { body: string }) => {
      const path = url.pathname.replace('/api/v1/applications/B-20261123-7K3M9Q/', '')
      asked.push({ path, body: JSON.parse(body) })
      return Response.json(answers[path] ?? {})
    },
}))
const { default: CheckStep } = await import('../../site/journeys/application/CheckStep.astro')
const { default: DeliveryFields } = await import('../../site/journeys/application/DeliveryFields.astro')
const { default: Sent } = await import('../../site/journeys/application/Sent.astro')
const { default: Mine } = await import('../../site/pages/apply/mine.astro')
const container = await AstroContainer.create()
type Component = Parameters<typeof container.renderToString>[0]

const holder = { reference: 'B-20261123-7K3M9Q', accessCode: 'H4TX9W2C' }
async function render(component: Component, props: Record<string, unknown>, en = false) {
  const request = new Request('http://localhost/apply/form', {
    headers: { 'x-kaimen-locale': en ? 'en' : 'zh' },
  })
  return container.renderToString(component, { props, request })
}
beforeEach(() => {
  asked.length = 0
  answers = {}
})

const station = {
  slug: 'qingshi',
  name: { zh: '青石派出所', en: 'Qingshi Police Station' },
  phone: '000-0000-0012',
  address: { zh: '青石路 1 号', en: '1 Qingshi Road' },
}
const app = {
  ...holder,
  rev: 3,
  state: 'submitted',
  stateText: { zh: '已提交', en: 'Sent' },
  waitsFor: 'office',
  threadWaits: null,
  matterCode: 'CR-01',
  form: cr01,
  station,
  eligibility: { whose: 'person', foreign: 'no', where: 'registered', times: 'up-to-three' },
  applicant: { name: '王样张', phone: '13800000001', idType: 'resident-id', idNumber: '11010519491231002X' },
  helper: { name: '陈样张', phone: '13800000033', relation: 'guardian', authority: '' },
  answers: {},
  printed: [],
  materials: [],
  files: [],
  delivery: 'counter',
  address: '',
  tracking: null,
  identity: {
    reached: 'verified',
    toFile: 'phone',
    toReceive: 'verified',
    phoneConfirmed: false,
    locked: false,
  },
  clock: null,
  corrections: [],
  words: [],
  elsewhere: null,
  visitOn: null,
  visitFor: null,
  visits: [],
  certificates: [],
  timeline: [],
  openings: { times: 0, roles: [], unmasked: 0, lastDay: null },
  similar: [] as { reference: string; day: string }[],
  can: [],
  kept: true,
}

test.each([
  ['zh', '您有一件一样的正在办', '11 月 23 日'],
  ['en', 'You have one like this in hand', '23 November'],
] as const)(
  'one like it is shown before it is sent, with the box that sends it nevertheless (%s)',
  async (locale, title, day) => {
    const similar = [{ reference: 'B-20261123-2K3M9R', day: '2026-11-23' }]
    const html = await render(CheckStep, { app: { ...app, similar } }, locale === 'en')
    for (const said of [title, day, 'B-20261123-2K3M9R', 'name="again" value="1"'])
      expect(html.replaceAll('\u00a0', ' ')).toContain(said)
    expect(html).not.toMatch(/<input type="checkbox"[^>]*checked/)
    expect(await htmlFaults(html)).toEqual([])
    const none = await render(CheckStep, { app }, locale === 'en')
    for (const said of [title, 'name="again"']) expect(none).not.toContain(said)
  },
)

test('a helper hands the person’s code on, and reads that it opens no result', async () => {
  const filed = {
    reference: holder.reference,
    state: 'submitted',
    title: cr01.title,
    station,
    clock: null,
    personCode: 'K7MN3PQR',
    promise: null,
  }
  const html = await render(Sent, { filed, form: holder })
  expect(await htmlFaults(html)).toEqual([])
  for (const said of ['K7MN 3PQR', '交给本人', '换成只有本人知道的新查询码']) expect(html).toContain(said)
  expect(await render(Sent, { filed: { ...filed, personCode: null }, form: holder })).not.toContain(
    '交给本人',
  )
})

test.each([
  [cr01, 'verified', '下一步里登录', '网上登录不能代替'],
  [dog01, 'counter', '网上登录不能代替', '下一步里登录'],
] as const)(
  'what is posted says truly what has to be shown first (%#)',
  async (form, toReceive, said, not) => {
    const html = await render(DeliveryFields, {
      app: { ...app, form, identity: { ...app.identity, toReceive } },
      delivery: '',
      address: '',
    })
    expect(html).toContain(said)
    expect(html).not.toContain(not)
  },
)

test('whoever logs in with the code a helper handed on is shown a new one, and goes on with it', async () => {
  answers = { identity: { accessCode: 'NEW4CQDE' }, open: app }
  const body = new URLSearchParams({ ...holder, stage: 'identity', assertion: 'x' })
  const request = new Request('http://localhost/apply/mine', { method: 'POST', body })
  const html = await container.renderToString(Mine, { request })
  expect(asked.map(({ path }) => path)).toEqual(['identity', 'open'])
  expect(asked[1]?.body).toEqual({ accessCode: 'NEW4CQDE' })
  for (const said of ['您的新查询码', 'NEW4 CQDE', 'value="NEW4CQDE"']) expect(html).toContain(said)
  expect(html).not.toContain(holder.accessCode)
})
