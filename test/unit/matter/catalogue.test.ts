import { describe, expect, it } from 'vitest'
import { type Matter, matterGroups, matterSchema } from '../../../api/matter/catalogue.ts'
import { hasOnlineForm } from '../../../api/matter/onlineForms.ts'
import { isWithinLaw } from '../../../api/matter/promise.ts'
import { feeSummary } from '../../../api/matter/summary.ts'
import { matters } from '../../../db/seed/matters/index.ts'

/** The starter list of standards C, copied by hand. */
const codes = [
  ...['ID-01', 'ID-02', 'ID-03', 'ID-04', 'ID-05', 'ID-06'],
  ...['HK-01', 'HK-02', 'HK-03', 'HK-04', 'HK-05', 'HK-06', 'HK-07', 'HK-08'],
  ...['RP-01', 'RP-02', 'RP-03', 'RP-04'],
  ...['CR-01', 'CR-02', 'CT-01', 'CT-02', 'CT-03'],
  ...['DOG-01', 'FR-01', 'CS-01', 'HV-01'],
  'TALK-01',
]
const matter = (code: string): Matter => {
  const found = matters.find((one) => one.code === code)
  if (!found) throw new Error(code)
  return found
}

/** Papers nobody may ask an applicant for (standards D1, D3, D5). */
const forbidden = [
  /[居村](民)?委会|[居村]民委员会|社区(盖章|证明)|派出所证明/,
  /亲属关系证明|身份信息证明|无犯罪记录证明|婚姻状况证明|单身证明|健在证明|死亡证明信|婚育|就业状况证明/,
  /个人档案|财产证明|继承证明|经营场所证明|遗失证明|丢失证明|居住证明|学历证明|收入证明|同一人证明|曾用名证明/,
]

/** Every text pair in a value, with its path. */
function texts(value: unknown, path = ''): [string, { zh: unknown; en: unknown }][] {
  if (Array.isArray(value)) return value.flatMap((one, n) => texts(one, `${path}[${n}]`))
  if (value === null || typeof value !== 'object') return []
  if ('zh' in value && 'en' in value) return [[path, { zh: value.zh, en: value.en }]]
  return Object.entries(value).flatMap(([key, one]) => texts(one, `${path}.${key}`))
}

describe('the starter catalogue', () => {
  it('has exactly the codes of the list, once each', () => {
    expect(matters.map((one) => one.code)).toEqual(codes)
  })

  it('has something in every group', () => {
    expect(new Set(matters.map((one) => one.group))).toEqual(new Set(matterGroups))
  })

  it('ranks the popular ones without a tie', () => {
    const ranks = matters.flatMap((one) => one.popular ?? []).sort((a, b) => a - b)
    expect(ranks).toEqual(ranks.map((_, n) => n + 1))
  })

  it.each(codes)('%s is complete and lawful', (code) => {
    const row = matter(code)
    expect(matterSchema.safeParse(row).error?.issues ?? []).toEqual([])
    expect(matterSchema.parse(row)).toEqual(row)
    const { promise, legal } = row.timeLimit
    if (promise) expect(isWithinLaw(promise, legal)).toBe(true)
    for (const needed of [row.department, row.conditions, ...row.flow, ...row.materials.map((m) => m.name)]) {
      expect(needed.zh).not.toBe('')
      expect(needed.en).not.toBe('')
    }
    expect(row.timeLimit.legal ?? row.timeLimit.legalNote).not.toBeNull()
    expect(row.fee.items.length).toBeGreaterThan(0)
  })

  it.each(codes)('%s is written in both languages, each in its own script', (code) => {
    const row = matter(code)
    for (const [path, text] of texts(row).filter(([at]) => at !== '.searchWords')) {
      expect(text.zh, path).toMatch(/\p{Script=Han}/u)
      expect(text.zh, path).not.toMatch(/[,;!?]|\p{Script=Han}[.:(]/u)
      // The word printed on the card is named as it is printed.
      if (!/basis|lookFirst/.test(path)) expect(text.en, path).not.toMatch(/[\p{Script=Han}，。；：（）]/u)
      expect(text.en, path).toMatch(/[A-Za-z]/)
    }
    expect(row.searchWords.zh.every((word) => /\p{Script=Han}/u.test(word))).toBe(true)
    expect(row.searchWords.en.every((word) => word === word.toLowerCase())).toBe(true)
  })

  it.each(codes)('%s asks for nothing that may not be asked for', (code) => {
    for (const { name } of matter(code).materials) {
      for (const rule of forbidden) expect(name.zh).not.toMatch(rule)
    }
  })

  it('always leaves a way without the internet, and agrees with itself', () => {
    for (const row of matters) {
      expect(row.channels.counter.possible, row.code).toBe('yes')
      if (row.bookable) expect(row.channels.counter.possible, row.code).toBe('yes')
      if (row.booking === 'advised') expect(row.bookable, row.code).toBe(true)
      if (row.delivery.includes('home')) expect(row.channels.home.possible, row.code).toBe('yes')
      // Only a talk takes half an hour.
      const longest = row.noDocument ? 30 : 20
      if (row.minutes < 10 || row.minutes > longest) throw new Error(`${row.code}: ${row.minutes} minutes`)
    }
  })

  it('releases nothing on a typed name or number alone', () => {
    for (const row of matters) expect(['verified', 'counter'], row.code).toContain(row.identity.toReceive)
  })

  it('points only to matters that exist', () => {
    for (const row of matters) for (const code of row.relatedMatters ?? []) expect(codes).toContain(code)
  })

  it('promises no form that this site does not have', () => {
    for (const row of matters.filter(({ code }) => !hasOnlineForm(code))) {
      const { online, ...others } = row.channels
      const told = JSON.stringify([row.summary, row.flow, row.materials, row.notes, others])
      expect(told, row.code).not.toMatch(
        /(?<!不用)网上(申请|填|就能|留|提交|做|核验)|apply online|submit online/i,
      )
      if (online.possible !== 'no') expect(online.note.zh, row.code).toMatch(/规定|有的地方|跨省/)
    }
  })

  it('speaks of no booking where none is needed', () => {
    for (const row of matters.filter(({ booking }) => booking === 'not-needed')) {
      expect(row.channels.counter.note.zh, row.code).not.toContain('可以预约')
      expect(JSON.stringify(row.flow), row.code).not.toMatch(/预约一个|先预约/)
    }
  })

  it('tells foreign nationals apart where their papers differ, and marks what is not known', () => {
    const abroad = matter('CR-01').materials.filter((one) => one.for === 'foreigner')
    expect(abroad.map(({ basis }) => basis.certainty)).toEqual(['K2'])
    expect(abroad[0]?.note?.zh).toContain('打电话')
  })

  it('does not let an expired card be used', () => {
    const old = matter('ID-02').materials[0]?.note
    expect(old?.zh).toContain('过了期的不能再用')
    expect(old?.en).toContain('An expired card does not')
  })

  it('says in a summary what each price is for', () => {
    expect(feeSummary(matter('ID-02').fee)).toEqual({
      zh: '到期换领 20 元，损坏 40 元',
      en: 'Expired: ¥20; damaged: ¥40',
    })
    expect(feeSummary(matter('HK-03').fee)).toEqual({
      zh: '迁移不收费，补迁移证按本地规定',
      en: 'The move: free; replacing the slip: set locally',
    })
    expect(feeSummary(matter('ID-03').fee).zh).toBe('40 元')
    expect(feeSummary(matter('DOG-01').fee).zh).toBe('收费由本地规定')
  })

  it('charges what the list says, and invents no local price', () => {
    const fen = (code: string) => matter(code).fee.items.map((item) => item.fen)
    expect(fen('ID-01')).toEqual([0])
    expect(fen('ID-02')).toEqual([2000, 4000])
    expect(fen('ID-03')).toEqual([4000])
    expect(fen('ID-04')).toEqual([2000, 4000])
    expect(fen('ID-05')).toEqual([1000])
    const local = matters.filter((row) => row.fee.local).map((row) => row.code)
    expect(local).toEqual(['HK-03', 'HK-07', 'RP-04', 'DOG-01'])
    const charged = matters.filter((row) => row.fee.items.some((item) => item.fen !== 0))
    expect(charged.map((row) => row.code)).toEqual(['ID-02', 'ID-03', 'ID-04', 'ID-05', ...local])
  })

  it('carries the legal limits of the list, and none where the list has none', () => {
    const legal = matters.flatMap(({ code, timeLimit: { legal: law } }) =>
      law ? [[code, law.value, law.unit, law.certainty]] : [],
    )
    expect(legal).toEqual([
      ['ID-01', 60, 'calendar_day', 'S'],
      ['ID-02', 60, 'calendar_day', 'S'],
      ['ID-03', 60, 'calendar_day', 'S'],
      ['ID-04', 60, 'calendar_day', 'P'],
      ['ID-05', 3, 'calendar_day', 'P'],
      ['RP-02', 15, 'calendar_day', 'S'],
      ['CR-01', 3, 'working_day', 'P'],
      ['CR-02', 3, 'working_day', 'P'],
    ])
  })
})

describe('matterSchema', () => {
  it('refuses a promise longer than the law, a missing half of a text, and a local fee with no local item', () => {
    const row = matter('ID-02')
    const bad = (change: Partial<Matter>) =>
      matterSchema.safeParse({ ...row, ...change }).error?.issues.map((issue) => issue.path.join('.'))
    expect(bad({ timeLimit: { ...row.timeLimit, promise: { value: 61, unit: 'calendar_day' } } })).toEqual([
      'timeLimit.promise',
    ])
    expect(bad({ timeLimit: { ...row.timeLimit, promise: null } })).toEqual(['timeLimit.promiseNote'])
    expect(bad({ summary: { zh: '换证', en: ' ' } })).toEqual(['summary.en'])
    expect(bad({ fee: { ...row.fee, local: true } })).toEqual(['fee.local'])
  })
})
