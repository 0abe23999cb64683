import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { expect, test, vi } from 'vitest'
import { clockName } from '../../api/application/clockView.ts'
import { cr01 } from '../../api/application/forms/cr-01.ts'
import { cr02 } from '../../api/application/forms/cr-02.ts'
import { ct02 } from '../../api/application/forms/ct-02.ts'
import { hk01 } from '../../api/application/forms/hk-01.ts'
import { hv01 } from '../../api/application/forms/hv-01.ts'
import { id06 } from '../../api/application/forms/id-06.ts'
import type { Application } from '../../api/application/schema.ts'
import { reachedWords } from '../../site/journeys/application/identityWords.ts'
import { idTypeWords } from '../../site/journeys/application/idTypeWords.ts'
import { htmlFaults } from '../support/validHtml.ts'

vi.mock('../../site/lib/api.ts', () => ({
  settingsOf: () => ({
    bureauName: { zh: '开门县公安局', en: 'Kaimen County Bureau' },
    origin: 'http://localhost',
    identity: 'stand-in',
  }),
  apiFetch: () => () => {
    throw new Error('no page of these asks for anything')
  },
}))
const { default: CheckStep } = await import('../../site/journeys/application/CheckStep.astro')
const { default: Guide } = await import('../../site/journeys/application/Guide.astro')
const { default: IdentityStep } = await import('../../site/journeys/application/IdentityStep.astro')
const { default: Held } = await import('../../site/journeys/application/Held.astro')
const { default: Sent } = await import('../../site/journeys/application/Sent.astro')
const container = await AstroContainer.create()
type Component = Parameters<typeof container.renderToString>[0]
async function render(component: Component, props: Record<string, unknown>, en = false) {
  const headers = new Headers({ 'x-kaimen-locale': en ? 'en' : 'zh' })
  const request = new Request('http://localhost/apply/form', { headers })
  const html = await container.renderToString(component, { props, request })
  expect(await htmlFaults(html)).toEqual([])
  return html
}

type Reached = Application['identity']['reached']
const held = { reference: 'B-20261123-7K3M9Q', accessCode: 'H4TX9W2C' }
const step = (form: typeof cr01, reached: Reached, more: object = {}) => ({
  app: {
    form,
    helper: null,
    can: ['confirm-phone', ...(reached === 'typed' || reached === 'phone' ? ['log-in'] : [])],
    identity: { reached, ...form.identity, phoneConfirmed: false, locked: false },
  },
  form: held,
  action: '/apply/form',
  proved: {},
  ...more,
})
const login = 'name="stage" value="login"'
const send = 'name="stage" value="send"'
const confirm = 'name="stage" value="confirm"'

test.each([false, true])('nobody whom we visit is sent to a counter (English: %s)', async (en) => {
  const counter = en ? /at the counter|to the counter/ : /到窗口(?!来)|带证件到所里/
  for (const html of [
    await render(Guide, { form: hv01, station: '' }, en),
    await render(IdentityStep, step(hv01, 'typed'), en),
  ])
    expect(html.replace(/<form[\s\S]*?<\/form>/g, '')).not.toMatch(counter)
  const identity = { reached: 'typed', toFile: 'typed', toReceive: 'counter' } as Application['identity']
  expect(reachedWords({ identity, form: hv01 })).toBe('apply.identity.is.typed.home')
  expect(reachedWords({ identity, form: cr02 })).toBe('apply.identity.is.typed.counter')
  expect(idTypeWords('none', hv01)).toBe('apply.idType.none.home')
  expect(idTypeWords('none', cr02)).toBe('book.idType.none')
})

test('a login is offered where it serves, and not where the document itself has to be seen', async () => {
  expect(await render(IdentityStep, step(cr01, 'phone'))).toContain(login)
  for (const form of [cr02, hv01])
    expect(await render(IdentityStep, step(form, 'typed'))).not.toContain(login)
  const files = await render(IdentityStep, step(hk01, 'typed'))
  expect(files).toContain(login)
  expect(files).not.toContain('拿结果就不用再到窗口核对')
  expect(await render(IdentityStep, step(hk01, 'phone'))).not.toContain(login)
  const locked = step(cr02, 'counter')
  const app = { ...locked.app, can: ['log-in'], identity: { ...locked.app.identity, locked: true } }
  expect(await render(IdentityStep, { ...locked, app })).toContain(login)
})

test('where nothing is needed, no line says that nothing was done', async () => {
  const html = await render(IdentityStep, step(cr02, 'typed'))
  expect(html.match(/<dt\b/g)).toHaveLength(1)
  expect(await render(IdentityStep, step(cr01, 'typed'))).toContain('提交前要')
})

test('by a login alone no phone was confirmed, and none needs to be', async () => {
  const html = await render(IdentityStep, step(cr01, 'verified'))
  expect(html).toContain('已用登录核对')
  expect(html).not.toMatch(/用短信验证码确认手机号码/)
  expect(html).not.toContain(send)
})

test('where a code by text does not file it, nobody is told that it has to be shown', async () => {
  expect(await render(IdentityStep, step(cr01, 'typed'))).not.toContain('可以不做')
  for (const form of [id06, ct02])
    expect(await render(IdentityStep, step(form, 'typed'))).toContain('可以不做')
})

test('a code that was texted can be typed whatever was pressed since', async () => {
  const html = await render(IdentityStep, step(cr01, 'typed', { stage: 'login' }))
  expect(html).toContain(confirm)
})

const station = { name: { zh: '青石派出所', en: 'Qingshi Police Station' }, phone: '000-0000-0012' }
const filed = (state: string, atHome = false) => ({
  reference: held.reference,
  state,
  title: cr01.title,
  station,
  toFile: 'phone',
  atHome,
  clock: {
    name: clockName('identity', { visitDay: null, toFile: 'phone' }),
    dueDay: '2026-11-30',
    startedAt: '2026-11-23T08:00:00+08:00',
    counted: [],
  },
  personCode: null,
  promise: null,
})

test.each([false, true])(
  'before it is sent, and on the receipt, both ways to file it are named (English: %s)',
  async (en) => {
    const draft = {
      ...step(cr01, 'typed').app,
      station,
      applicant: { name: '王样张', phone: '13800000001', idType: 'resident-id', idNumber: '' },
      answers: {},
      eligibility: {},
      printed: [],
      materials: [],
      files: [],
      delivery: 'counter',
      address: '',
      similar: [],
    }
    const both = en ? /text[\s\S]*counter/ : /短信验证码[\s\S]*窗口/
    expect(await render(CheckStep, { app: draft }, en)).toMatch(both)
    const proved = { ...draft, identity: { ...draft.identity, reached: 'phone' } }
    const note = en ? 'does not file it' : '还不算正式提交'
    expect(await render(CheckStep, { app: draft }, en)).toContain(note)
    expect(await render(CheckStep, { app: proved }, en)).not.toContain(note)
    const receipt = await render(Sent, { filed: filed('identity'), form: held }, en)
    expect(receipt).toMatch(both)
    expect(receipt).toContain(en ? 'not filed yet' : '还没有正式提交')
    expect(receipt).toMatch(/action="[^"]*\/apply\/mine"/)
    const counter = { ...filed('identity'), toFile: 'counter' }
    expect(await render(Sent, { filed: counter, form: held }, en)).not.toMatch(/\/apply\/mine"/)
    const sent = await render(Sent, { filed: filed('submitted'), form: held }, en)
    expect(sent).not.toContain(en ? 'not filed yet' : '还没有正式提交')
  },
)

test('whoever is to be visited reads who phones by when, and the number to phone', async () => {
  const html = await render(Sent, { filed: filed('submitted', true), form: held })
  expect(html).toMatch(/一个工作日内，青石派出所给您打电话/)
  expect(html.match(/tel:000-0000-0012/g)).toHaveLength(2)
  expect(await render(Sent, { filed: filed('submitted'), form: held })).not.toContain('打电话')
  const guide = await render(Guide, { form: hv01, station: 'qingshi', duty: '000-0000-0012' })
  expect(guide).toContain('000-0000-0012</a>')
  expect(await render(Guide, { form: hv01, station: '' })).toContain('href="/stations"')
  expect(await render(Guide, { form: cr01, station: '' })).not.toContain('href="/stations"')
})

test('a code typed in small letters is shown as it was issued', async () => {
  const html = await render(Held, { form: { ...held, accessCode: 'h4tx 9w2c' }, text: '' })
  expect(html).toContain('H4TX 9W2C')
})
