import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { expect, test, vi } from 'vitest'
import { hv01 } from '../../api/application/forms/hv-01.ts'
import { visitText } from '../../api/application/homeVisit.ts'
import { readStep } from '../../site/journeys/staff/application/step.ts'
import { waysOf } from '../../site/journeys/staff/application/ways.ts'
import { staffWords } from '../../site/lib/staffPage.ts'
import { htmlFaults } from '../support/validHtml.ts'

vi.mock('../../site/lib/api.ts', () => ({
  settingsOf: () => ({
    bureauName: { zh: '开门县公安局', en: 'Kaimen County Bureau' },
    origin: 'http://localhost',
  }),
  apiFetch: () => () => {
    throw new Error('no page of these asks for anything')
  },
}))
const { default: Corrections } = await import('../../site/journeys/application/Corrections.astro')
const { default: HomeVisit } = await import('../../site/journeys/application/HomeVisit.astro')
const { default: Hand } = await import('../../site/journeys/staff/application/Hand.astro')
const { default: Outcome } = await import('../../site/journeys/staff/application/Outcome.astro')
const { default: VisitDay } = await import('../../site/journeys/staff/application/VisitDay.astro')
const container = await AstroContainer.create()
type Component = Parameters<typeof container.renderToString>[0]
async function render(component: Component, props: Record<string, unknown>, en = false) {
  const headers = new Headers({ 'x-kaimen-locale': en ? 'en' : 'zh' })
  const request = new Request('http://localhost/apply/mine', { headers })
  const html = await container.renderToString(component, { props, request })
  expect(await htmlFaults(html)).toEqual([])
  return html
}

const friday = { day: '2026-11-27', part: 'morning' as const }
const visitOn = { ...friday, text: visitText(friday) }
const station = { name: { zh: '青石派出所', en: 'Qingshi Police Station' }, phone: '000-0000-0012' }

test('a resident reads when we come, who comes, and whom to ask for another day; not once it is over', async () => {
  const html = await render(HomeVisit, { state: 'approved', visitOn, station })
  for (const said of ['2026年11月27日周五上午', '青石派出所的民警来', 'tel:000-0000-0012'])
    expect(html).toContain(said)
  const english = await render(HomeVisit, { state: 'approved', visitOn, station }, true)
  expect(english).toContain('Friday 27 November 2026, in the morning')
  expect(await render(HomeVisit, { state: 'delivered', visitOn, station })).not.toContain('周五')
  expect((await render(HomeVisit, { state: 'approved', visitOn: null, station })).trim()).toBe('')
})

const page = {
  ...staffWords({
    request: new Request('http://localhost/'),
    url: new URL('http://localhost/'),
    cookies: { get: () => undefined } as never,
  }),
  can: () => true,
}
const one = {
  reference: 'B-20261123-7K3M9Q',
  rev: 7,
  state: 'approved',
  form: hv01,
  person: { name: '林*张', idType: 'resident-id' },
  identity: { reached: 'typed', toFile: 'typed', toReceive: 'counter', own: false },
  delivery: null,
  comesHome: true,
  needsFinding: false,
  visitOn,
  clock: { clock: 'decide', dueDay: '2026-11-30' },
  can: ['handover', 'visit-day', 'message'],
  handler: { id: 'su_1', name: '王样张' },
}
const form = (fields: Record<string, string> = {}) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return readStep(data, Object.keys(fields).length > 0)
}
const step = { page, one, errors: {}, action: '/staff/applications/B-20261123-7K3M9Q/approve' }

test('staff name the day where they approve, and keep what they typed', async () => {
  const html = await render(Outcome, {
    ...step,
    one: { ...one, visitOn: null },
    item: 'approve',
    form: form(),
  })
  expect(html).toContain('type="date"')
  expect(html).toContain('11 月 30 日')
  expect(html).not.toContain(' checked')
  const again = await render(Outcome, {
    ...step,
    item: 'approve',
    form: form({ visitDay: '2026-11-28', visitPart: 'afternoon' }),
    errors: { visitDay: '这天不是工作日' },
  })
  expect(again).toContain('value="2026-11-28"')
  expect(again).toMatch(/value="afternoon"[^>]* checked/)
  expect(again).toContain('这天不是工作日')
})

test('moving begins with the day that stands; what comes first then is to hand over, or to move', async () => {
  const html = await render(VisitDay, { ...step, form: form() })
  expect(html).toContain('value="2026-11-27"')
  expect(html).toMatch(/value="morning"[^>]* checked/)
  expect(waysOf(one as never).next.map(({ act }) => act)).toEqual(['handover', 'visit-day'])
  const hand = await render(Hand, { ...step, item: 'handover', form: form() })
  for (const said of ['去过了，当面办了', '没有去，不用去了']) expect(hand).toContain(said)
})

test('a question that a correction brings up is asked beside it', async () => {
  const app = {
    form: hv01,
    answers: { matters: ['id-02'], reason: 'age' },
    eligibility: {},
    helper: null,
    clock: null,
    corrections: [
      { round: 1, target: 'field:matters', label: hv01.title, kind: 'wrong', words: '', answered: false },
    ],
    materials: [],
    files: [],
  }
  const fix = (fields: Record<string, string>) => {
    const data = new FormData()
    for (const [name, value] of Object.entries(fields)) data.set(name, value)
    const held = { reference: one.reference, accessCode: 'H4TX9W2C' }
    return render(Corrections, { app, form: held, data, errors: {}, typed: Object.keys(fields).length > 0 })
  }
  expect(await fix({})).toContain('name="asked" value="matters"')
  expect(await fix({ 'f-matters': 'other' })).toContain('name="asked" value="matters,otherMatter"')
})
