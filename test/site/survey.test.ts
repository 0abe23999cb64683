import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { expect, test, vi } from 'vitest'
import type { Survey } from '../../api/survey/campaign/schema.ts'
import { planOf, planPointers, planValues } from '../../site/journeys/staff/campaign/form.ts'
import {
  answerBody,
  readSurvey,
  surveyFormId,
  surveyPointers,
} from '../../site/journeys/survey/campaign/form.ts'
import { htmlFaults } from '../support/validHtml.ts'

type Component = Parameters<AstroContainer['renderToString']>[0]
const pieces = import.meta.glob<{ default: Component }>('../../site/journeys/survey/campaign/*.astro', {
  eager: true,
})
const container = await AstroContainer.create()
async function render(name: string, props: Record<string, unknown>, locale: 'zh' | 'en' = 'zh') {
  const request = new Request('https://bureau.example/surveys/cp_1', {
    headers: { 'x-kaimen-locale': locale },
  })
  const piece = pieces[`../../site/journeys/survey/campaign/${name}.astro`]!.default
  const rendered = await container.renderToString(piece, { props, request })
  const html = rendered.replace(/ data-astro-source-(file|loc)="[^"]*"/g, '')
  const whole = `<!DOCTYPE html><html lang="zh-Hans-CN"><head><title>x</title></head><body><h1>x</h1>${html}</body></html>`
  expect(await htmlFaults(whole)).toEqual([])
  if (locale === 'en') expect(html).not.toMatch(/[\u4e00-\u9fff]/)
  return html
}

// The page's own words about the bureau come with the Worker, which is not here.
vi.mock('../../site/lib/api.ts', () => ({
  settingsOf: () => ({ origin: 'https://bureau.example', bureauName: { zh: '开门县公安局', en: 'Kaimen' } }),
  localeOf: () => 'zh',
}))

const both = (zh: string, en: string) => ({ zh, en })
const levels = [
  { level: 2, name: both('安全', 'Safe') },
  { level: 1, name: both('不安全', 'Not safe') },
]
const survey: Survey = {
  id: 'cp_1',
  kind: 'open-door',
  kindText: both('开门评警', 'Survey'),
  title: both('问卷', 'A survey'),
  opensOn: '2026-11-23',
  closesOn: '2026-11-29',
  state: 'open',
  stateText: both('正在进行', 'Open now'),
  about: both('说明', 'About'),
  takesOpen: true,
  questions: [
    { n: 1, kind: 'choice', text: both('安全吗？', 'Is it safe?'), levels, inEvaluation: false },
    { n: 2, kind: 'seen', text: both('看到民警吗？', 'Do you see police?'), levels, inEvaluation: true },
  ],
  stations: [
    { slug: 'nanqiao', name: both('南桥派出所', 'Nanqiao'), report: null },
    { slug: 'qingshi', name: both('青石派出所', 'Qingshi'), report: null },
  ],
  withdrawn: null,
  results: null,
}
const posted = (fields: Record<string, string>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}

test('what was typed is kept, with each error beside its field', async () => {
  const form = readSurvey(
    posted({ code: 'K7M3 9QXT H4WC', station: 'qingshi', q1: '2', q2: '9', comment: '路灯' }),
  )
  expect(form.answers).toEqual({ 1: '2' })
  expect(answerBody(form)).toEqual({
    code: 'K7M3 9QXT H4WC',
    station: 'qingshi',
    answers: { 1: 2 },
    comment: '路灯',
  })
  expect(surveyPointers(survey)['/answers/2']).toBe('q2')
  const html = await render('AnswerForm', { survey, form, errors: { code: '用过了' } })
  // The switches of the header send it along by this name.
  expect(html).toContain(`id="${surveyFormId}"`)
  expect(html).toMatch(/id="code-why"[^>]*>.*用过了/)
  expect(html).toMatch(/name="code"[^>]*value="K7M3 9QXT H4WC"/)
  expect(html).toMatch(/<option value="qingshi" selected/)
  expect(html).toMatch(/name="q1" value="2"[^>]* checked/)
  expect(html).toContain('路灯</textarea>')
  await render('AnswerForm', { survey, form: { ...form, comment: '' }, errors: {} }, 'en')
  expect(
    await render('AnswerForm', { survey: { ...survey, takesOpen: false }, form, errors: {} }),
  ).not.toContain('name="station"')
})

test('results come with tables, those with and without a code apart, and none of what the evaluation publishes', async () => {
  const cell = (question: number, verified: boolean, from: number, to: number, n: number) => ({
    question,
    verified,
    from,
    to,
    topped: null,
    cells: 1,
    levels: both(`从 ${from} 到 ${to}`, `from ${from} to ${to}`),
    n,
  })
  const cells = [cell(1, true, 1, 1, 7), cell(1, true, 2, 2, 14), cell(2, false, 1, 2, 6)]
  const over: Survey = {
    ...survey,
    state: 'over',
    results: { station: null, cells, sha256: 'ab12', leaf: 'lf_1' },
  }
  const html = await render('Results', { survey: over })
  expect(html.indexOf('从 2 到 2')).toBeLessThan(html.indexOf('从 1 到 1'))
  expect(html).toMatch(/67%/)
  expect(html.match(/不到五份，不公布/g)).toHaveLength(1)
  expect(html).toContain('只在考评里公布')
  expect(html).toContain('/api/v1/open-data/surveys/cp_1/cells.csv')
  await render('Results', { survey: over }, 'en')
  const one = { ...over, results: { ...over.results!, station: survey.stations[0]! } }
  expect(await render('Results', { survey: one })).toMatch(/南桥派出所的结果[\s\S]*全部合在一起/)
})

test.each(['zh', 'en'] as const)(
  'that nobody can answer stands at the end of the form and with the results, and where somebody can: %s',
  async (locale) => {
    const form = readSurvey(posted({}))
    const over = { ...survey, results: { station: null, cells: [], sha256: 'ab' } }
    for (const html of [
      await render('AnswerForm', { survey, form, errors: {} }, locale),
      await render('Results', { survey: over }, locale),
    ]) {
      expect(html).toContain(locale === 'en' ? 'href="/en/complaints"' : 'href="/complaints"')
      expect(html).toContain(locale === 'en' ? 'A survey is anonymous' : '问卷不记名')
    }
  },
)

test('the builder sends only what is filled in, and finds its fields again', () => {
  const fields = {
    titleZh: '问卷',
    aboutZh: '说明',
    opensOn: '2026-11-23',
    closesOn: '2026-11-29',
    takesOpen: '1',
    kind1: '',
    kind3: 'choice',
    textZh3: '安全吗？',
    choicesZh3: '安全\n\n不安全',
    choicesEn3: 'Safe\nNot safe',
    kind4: 'seen',
    'quota-qingshi': '30',
    'quota-nanqiao': '',
  }
  const plan = planOf(posted(fields))
  expect(plan.questions).toEqual([
    { kind: 'choice', text: both('安全吗？', ''), choices: levels.map(({ name }) => name) },
    { kind: 'seen' },
  ])
  expect(plan.stations).toEqual([{ slug: 'qingshi', quota: 30 }])
  const pointers = planPointers(posted(fields))
  expect([
    pointers['/questions/0/choices'],
    pointers['/questions/1/kind'],
    pointers['/stations/0/quota'],
  ]).toEqual(['choicesZh3', 'kind4', 'quota-qingshi'])
  const kept = {
    ...plan,
    id: 'cp_1',
    kind: 'open-door',
    rev: 0,
    stations: [{ slug: 'qingshi', quota: 30, name: both('', ''), sheet: 0, used: 0, report: both('', '') }],
  } as never
  expect(planValues(kept, null)).toMatchObject({
    kind1: 'choice',
    choicesZh1: '安全\n不安全',
    kind2: 'seen',
    'quota-qingshi': '30',
  })
})
