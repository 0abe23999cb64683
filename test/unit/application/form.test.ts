import { describe, expect, it, test } from 'vitest'
import { holds, sectionsFor } from '../../../api/application/form/holds.ts'
import { namesArticle } from '../../../api/application/form/law.ts'
import { materialsFor, missingMaterials } from '../../../api/application/form/materials.ts'
import { answersOnResult, printedAnswers } from '../../../api/application/form/printed.ts'
import { readAnswers } from '../../../api/application/form/readAnswers.ts'
import { readEligibility } from '../../../api/application/form/readEligibility.ts'
import { requiredCode } from '../../../api/application/form/readField.ts'
import { currentForm, formOf, forms } from '../../../api/application/forms/index.ts'
import { fieldMessages } from '../../../api/fieldMessage.ts'
import { hasOnlineForm } from '../../../api/matter/onlineForms.ts'

const today = '2026-11-23'
const form = (matter: string) => currentForm(matter, today)!
const person = { whose: 'person', foreign: 'no', where: 'registered', times: 'up-to-three' }
const unit = { basis: 'yes', station: 'yes' }
const employer = {
  unitName: '青石第一小学',
  creditCode: '91350100M000100Y43',
  post: '小学教师',
  article: '教师法第十四条',
  status: 'candidate',
  personName: '张 三',
  personDocument: 'resident-id',
  personNumber: '11010519491231002x',
}
/** The codes of the faults, by field. */
const faults = (matter: string, typed: Record<string, unknown>, eligibility = {}, more = {}) =>
  Object.fromEntries(
    readAnswers(form(matter), typed, { today, eligibility, ...more }).errors.map(({ pointer, code }) => [
      pointer,
      code,
    ]),
  )

describe('the questions before a form', () => {
  it('lets through who is in the right place', () => {
    expect(readEligibility(form('CR-01'), person)).toEqual({ answers: person, stop: null, errors: [] })
  })

  it('ends the way with a reason and a better one, and asks nothing after that', () => {
    const read = readEligibility(form('CR-01'), { ...person, foreign: 'yes', where: 'nonsense' })
    expect(read.stop).toMatchObject({ question: 'foreign', path: '/stations' })
    expect(read.stop?.instead.zh).toMatch(/出入境接待大厅/)
    expect(read.answers).toEqual({ whose: 'person', foreign: 'yes' })
    expect(read.errors).toEqual([])
  })

  it.each([
    ['CR-01', { whose: 'staff' }, 'CR-02', undefined],
    ['CR-02', { basis: 'no' }, 'CR-02', undefined],
    ['CT-01', { about: 'on-card' }, undefined, '/papers'],
    ['CT-01', { about: 'kinship', shownKinship: 'yes' }, undefined, '/papers/kinship-in-book'],
    ['RP-02', { half: 'not-registered' }, 'RP-01', undefined],
    ['RP-01', { foreign: 'yes' }, 'FR-01', undefined],
    ['ID-06', { whose: 'other' }, undefined, '/stations'],
    ['HV-01', { can: 'yes' }, undefined, '/book'],
  ])('%s %o leads on to %s%s', (matter, answers, otherMatter, path) => {
    const { stop } = readEligibility(form(matter), answers)
    expect([stop?.matter, stop?.path]).toEqual([otherMatter, path])
  })

  it('names what is missing, unknown or not offered', () => {
    const { errors } = readEligibility(form('CR-01'), { whose: 'me', foreign: 1, 'a/b~': 'x', where: '' })
    expect(errors).toEqual([
      { pointer: '/eligibility/a~1b~0', code: 'unknown-key' },
      { pointer: '/eligibility/whose', code: 'wrong-value' },
      { pointer: '/eligibility/foreign', code: 'wrong-type' },
      { pointer: '/eligibility/where', code: 'choice.required' },
      { pointer: '/eligibility/times', code: 'choice.required' },
    ])
  })

  it('drops the answer to a question that does not stand', () => {
    const read = readEligibility(form('HK-04'), {
      age: 'adult',
      whose: 'own',
      parents: 'both',
      station: 'yes',
    })
    expect(read).toEqual({ answers: { age: 'adult', whose: 'own', station: 'yes' }, stop: null, errors: [] })
  })
})

describe('the answers', () => {
  it('come out in one spelling', () => {
    expect(readAnswers(form('CR-02'), employer, { today, eligibility: unit })).toEqual({
      answers: { ...employer, personName: '张三', personNumber: '11010519491231002X' },
      errors: [],
    })
  })

  it.each([
    [{ article: '教师法' }, 'law.article'],
    [{ article: '第十四条' }, 'law.article'],
    [{ article: '本校招聘制度第三条' }, 'law.article'],
    [{ article: '' }, 'law.required'],
    [{ creditCode: '91350100M000100Y44' }, 'credit-code.check'],
    [{ creditCode: '91350100M000100' }, 'credit-code.length'],
    [{ creditCode: '91350100I000100Y43' }, 'credit-code.characters'],
    [{ personNumber: '110105194912310021' }, 'document.check'],
    [{ personNumber: '11010519491331002X' }, 'id.date'],
    [{ personDocument: 'passport', personNumber: 'x' }, 'id.shape'],
    [{ personName: '张3' }, 'name.characters'],
    [{ status: 'friend' }, 'wrong-value'],
    [{ unitName: '校\u0000长' }, 'words.characters'],
    [{ unitName: 'x\ud800y' }, 'words.characters'],
    [{ unitName: '校'.repeat(101) }, 'too-long'],
    [{ unitName: '校'.repeat(5_000) }, 'too-long'],
    [{ unitName: '校' }, 'too-short'],
    [{ unitName: { toString: 1 } }, 'wrong-type'],
    [{ unitName: null }, 'required'],
  ])('%o is refused: %s', (change, code) => {
    const [key] = Object.keys(change).slice(-1)
    expect(faults('CR-02', { ...employer, ...change }, unit)).toEqual({ [`/answers/${key}`]: code })
  })

  it('loses marks that turn the direction of writing, and line breaks where there is one line', () => {
    const { answers } = readAnswers(
      form('CR-02'),
      { ...employer, unitName: ' 青石\u202e第一\r\n小学\u2066 ' },
      { today, eligibility: unit },
    )
    expect(answers.unitName).toBe('青石第一 小学')
  })

  it('judges the number of a document by the kind chosen, and asks for the kind first', () => {
    expect(
      faults('CR-02', { ...employer, personDocument: 'taiwan-permit', personNumber: '12345678' }, unit),
    ).toEqual({})
    expect(faults('CR-02', { ...employer, personDocument: '' }, unit)).toEqual({
      '/answers/personDocument': 'choice.required',
      '/answers/personNumber': 'document.kind',
    })
  })

  it('holds a day against today', () => {
    const lost = (lostOn: unknown) => faults('ID-06', { lostOn }, { whose: 'own' })['/answers/lostOn']
    expect(lost('2026-11-23')).toBeUndefined()
    expect(lost('２０２６年11月3日')).toBeUndefined()
    expect(lost('2026-11-24')).toBe('day.late')
    expect(lost('2026-02-29')).toBe('day-invalid')
    expect(lost('yesterday')).toBe('day-invalid')
    expect(faults('CR-01', { neededBy: '2026-11-22' }, person)['/answers/neededBy']).toBe('day.early')
  })

  it('does not hold a day that was taken before against another today', () => {
    const asked = { today: '2026-12-20', eligibility: person }
    const typed = { neededBy: '2026-12-01' }
    expect(readAnswers(form('CR-01'), typed, asked).errors).toMatchObject([{ code: 'day.early' }])
    expect(readAnswers(form('CR-01'), typed, { ...asked, before: typed })).toEqual({
      answers: typed,
      errors: [],
    })
    const other = { ...asked, before: { neededBy: '2026-12-02' } }
    expect(readAnswers(form('CR-01'), typed, other).errors).toMatchObject([{ code: 'day.early' }])
  })

  it('takes a yes and several choices as a page and as a program send them', () => {
    const dog = {
      breed: '串儿',
      colour: '黄',
      sex: 'male',
      chip: '123456789',
      vaccinatedOn: today,
      address: '青石镇人民路 1 号',
    }
    for (const hasChip of ['yes', true])
      expect(readAnswers(form('DOG-01'), { ...dog, hasChip }, { today, eligibility: {} })).toEqual({
        answers: { ...dog, hasChip: true },
        errors: [],
      })
    const read = (matters: unknown) =>
      readAnswers(form('HV-01'), { matters }, { today, eligibility: {}, section: 'what' })
    expect(read('id-02').answers).toEqual({ matters: ['id-02'] })
    expect(read(['rp-02', 'id-02', 'id-02']).answers).toEqual({ matters: ['id-02', 'rp-02'] })
    expect(read(['id-01', 'id-02', 'id-03', 'hk-01', 'hk-07']).errors).toMatchObject([{ code: 'too-many' }])
    expect(read(['x']).errors).toMatchObject([{ code: 'wrong-value' }])
    expect(read([]).errors).toMatchObject([{ code: 'choices.required' }])
  })

  it('drops what no longer stands', () => {
    const typed = { purpose: '应聘', residence: '青石镇', neededBy: '' }
    expect(readAnswers(form('CR-01'), typed, { today, eligibility: person })).toEqual({
      answers: {},
      errors: [],
    })
    // The host is not asked for when the host files.
    const host = { hostName: '李四', hostPhone: '13800000000' }
    const read = (helper: string | null) =>
      readAnswers(form('FR-01'), host, { today, eligibility: {}, helper, section: 'host' }).answers
    expect(read(null)).toEqual(host)
    expect(read('host')).toEqual({})
  })

  it('reads one step over what was there, and drops what hung on it', () => {
    const before = { matters: ['other'], otherMatter: '理发', reason: 'age', address: '青石镇人民路 1 号' }
    const asked = { today, eligibility: {}, before }
    expect(readAnswers(form('HV-01'), { matters: ['id-02'] }, { ...asked, section: 'what' })).toEqual({
      answers: { matters: ['id-02'], reason: 'age', address: '青石镇人民路 1 号' },
      errors: [],
    })
    // Another step’s answer sent along changes nothing, an unknown key is named.
    const read = readAnswers(
      form('HV-01'),
      { matters: ['id-02'], reason: 'hospital', x: 1 },
      { ...asked, section: 'what' },
    )
    expect(read.answers.reason).toBe('age')
    expect(read.errors).toEqual([{ pointer: '/answers/x', code: 'unknown-key' }])
    expect(readAnswers(form('HV-01'), {}, { ...asked, section: 'nowhere' })).toEqual({
      answers: before,
      errors: [],
    })
  })

  it('has words for every code of a required field', () => {
    for (const code of Object.values(requiredCode)) expect(fieldMessages, code).toHaveProperty([code])
  })
})

test.each([
  ['《保安服务管理条例》第十七条第（三）项', true],
  ['中华人民共和国未成年人保护法 第 62 条', true],
  ['治安管理处罚法第一百三十六条', true],
  ['公证法第２０条', true],
  ['某某条例第八条之一', true],
  ['Teachers Law, article 14', true],
  ['art. 62 of the Law on the Protection of Minors', true],
  ['公司法', false],
  ['第十四条', false],
  ['article 14', false],
  ['劳动合同第三条', false],
  ['法第3条', false],
  ['Law 14', false],
])('%s names a law and an article: %s', (words, named) => {
  expect(namesArticle(words)).toBe(named)
})

describe('the papers', () => {
  const keys = (list: { key: string }[]) => list.map(({ key }) => key)

  it('are asked for only where they are needed, never when the state has them', () => {
    const usual = materialsFor(form('CR-01'), {}, person)
    expect([keys(usual.asked), keys(usual.counter), keys(usual.lookedUp)]).toEqual([[], [], ['identity']])
    const fourth = materialsFor(
      form('CR-01'),
      {},
      { ...person, times: 'more', where: 'residence' },
      'entrusted',
    )
    expect(keys(fourth.asked)).toEqual(['purposeProof', 'authority'])
    expect(keys(fourth.counter)).toEqual(['helperIdentity'])
    expect(keys(fourth.lookedUp)).toEqual(['identity', 'residencePermit'])
    expect(keys(materialsFor(form('CR-01'), {}, person, 'guardian').asked)).toEqual([])
    expect(keys(missingMaterials(fourth, new Set(['authority'])))).toEqual(['purposeProof'])
  })

  it('ask one proof for the ground that was chosen', () => {
    for (const [ground, proof] of [
      ['job', 'workProof'],
      ['home', 'homeProof'],
      ['study', 'studyProof'],
    ] as const)
      expect(keys(materialsFor(form('RP-02'), {}, { half: 'yes', ground }).asked)).toEqual([proof])
  })

  it('follow the answers too', () => {
    const asked = (hasChip: boolean) => keys(materialsFor(form('DOG-01'), { hasChip }, {}).asked)
    expect(asked(false)).toEqual(['rabies', 'dogPhoto', 'housing'])
    expect(asked(true)).toEqual(['rabies', 'housing'])
  })
})

describe('what stands', () => {
  it('needs every condition, and of several answers one', () => {
    const standing = { answers: { a: ['x', 'y'], b: true, c: 3 }, eligibility: { q: 'yes' } }
    expect(holds(undefined, standing)).toBe(true)
    expect(
      holds(
        [
          { field: 'a', is: ['y', 'z'] },
          { field: 'b', is: ['yes'] },
          { field: 'c', is: ['3'] },
        ],
        standing,
      ),
    ).toBe(true)
    expect(holds([{ field: 'a', is: ['z'] }], standing)).toBe(false)
    expect(holds([{ field: 'question:q', is: ['no'] }], standing)).toBe(false)
    expect(holds([{ field: 'constructor', is: ['x'] }], standing)).toBe(false)
    expect(holds([{ field: 'helper', is: ['none'] }], standing)).toBe(true)
    expect(holds([{ field: 'helper', is: ['none'] }], { ...standing, helper: 'relative' })).toBe(false)
  })

  it('is printed by step, in both languages, with what was left out', () => {
    const eligibility = { about: 'changed', shownChange: 'no', station: 'yes' }
    const answers = { item: 'name', recipient: '银行' }
    expect(sectionsFor(form('CT-01'), answers, eligibility).map(({ key }) => key)).toEqual(['change', 'use'])
    const [change] = printedAnswers(form('CT-01'), answers, eligibility)
    expect(change?.rows).toEqual([
      {
        key: 'item',
        label: { zh: '哪一项', en: 'Which entry' },
        value: { zh: '姓名', en: 'Name' },
        given: true,
        sensitive: false,
      },
      {
        key: 'formerValue',
        label: { zh: '改之前是什么', en: 'What it was before' },
        value: { zh: '未填', en: 'Not given' },
        given: false,
        sensitive: false,
      },
    ])
    expect(answersOnResult(form('CT-01'), answers, eligibility).map(({ value }) => value.zh)).toEqual([
      '姓名',
      '银行',
    ])
    // A day as people read it.
    const lodging = printedAnswers(form('FR-01'), { arrivedOn: '2026-11-03' }, {})
    const arrived = lodging.flatMap(({ rows }) => rows).find(({ key }) => key === 'arrivedOn')
    expect(arrived?.value).toEqual({ zh: '2026 年 11 月 3 日', en: '3 November 2026' })
    const home = printedAnswers(form('HV-01'), { matters: ['id-02', 'deliver'], reason: 'age' }, {})
    expect(home[0]?.rows[0]?.value.zh).toBe('身份证到期换证、证件办好了，请送上门')
    expect(home[1]?.rows[0]).toMatchObject({ key: 'reason', sensitive: true })
  })
})

test('a version is found by its number, and by the day it is in force', () => {
  expect(formOf('CR-01', 1)).toBe(forms[0])
  expect(formOf('CR-01', 2)).toBeUndefined()
  expect(currentForm('CR-01', '2026-10-31')).toBeUndefined()
  expect(currentForm('CR-01', '2026-11-01')).toBe(forms[0])
  expect([hasOnlineForm('CR-01'), hasOnlineForm('CT-03'), hasOnlineForm('constructor')]).toEqual([
    true,
    false,
    false,
  ])
})
