import { describe, expect, it } from 'vitest'
import { type Paper, paperSchema } from '../../../api/matter/paper.ts'
import { refusalLetter } from '../../../api/matter/refusalLetter.ts'
import { matters } from '../../../db/seed/matters/index.ts'
import { papers, unknownRefusals } from '../../../db/seed/papers.ts'

const paper = (id: string): Paper => {
  const found = papers.find((one) => one.id === id)
  if (!found) throw new Error(id)
  return found
}
const inCategory = (category: Paper['category']) => papers.filter((one) => one.category === category)

describe('the papers', () => {
  it('parse, with one id each and only matters that exist', () => {
    const codes = new Set(matters.map((one) => one.code))
    expect(new Set(papers.map((one) => one.id)).size).toBe(papers.length)
    for (const one of papers) {
      expect(paperSchema.parse(one)).toEqual(one)
      const named = [one.matterCode, one.exception?.matterCode, ...one.relatedMatters]
      for (const code of named) if (code) expect(codes, one.id).toContain(code)
    }
  })

  it('counts nine, five, four of six, and nine, as the document does', () => {
    // "Same person" is a common name for facts 2 and 4, not a tenth fact.
    expect(inCategory('D1').filter((one) => one.id !== 'same-person')).toHaveLength(9)
    expect(inCategory('D2')).toHaveLength(5)
    expect(inCategory('D3')).toHaveLength(4)
    expect(inCategory('D4')).toHaveLength(9)
    expect(unknownRefusals.zh).toContain('19、20')
  })

  it('covers the twenty papers a committee may not issue', () => {
    const twenty = [
      ...['kinship', 'name', 'item-change-request', 'dog-keeping', 'no-criminal-record'],
      ...['drug-rehabilitation', 'missing-person', 'marital-status', 'birth', 'alive'],
      ...['normal-death', 'illness', 'disability', 'marriage-and-child', 'employment'],
      ...['personal-file', 'property', 'inheritance', 'business-address', 'lost-papers'],
    ]
    expect(twenty).toHaveLength(20)
    for (const id of twenty) expect(paper(id).committeeMayNot, id).toBe(true)
  })

  it('answers by category', () => {
    const answers = { D1: 'no-need', D2: 'no-need', D3: 'not-police', D4: 'police-issues' } as const
    for (const [category, answer] of Object.entries(answers)) {
      for (const one of papers.filter((p) => p.category === category)) expect(one.answer, one.id).toBe(answer)
    }
    for (const one of inCategory('D4')) {
      if (one.id !== 'other-by-law') expect(one.matterCode, one.id).not.toBeNull()
    }
    for (const one of papers.filter((p) => p.answer !== 'police-issues')) expect(one.matterCode).toBeNull()
  })

  it('sends people on from the book to a certificate when the book is silent', () => {
    expect(paper('kinship-in-book').exception?.matterCode).toBe('CT-01')
    expect(paper('normal-death').exception?.matterCode).toBe('CT-03')
  })

  it('finds what people say', () => {
    const said = [
      '亲属关系证明',
      '婚姻状况证明',
      '无犯罪记录证明',
      '同一人证明',
      '曾用名证明',
      '单身证明',
      '健在证明',
    ]
    for (const word of said)
      expect(
        papers.some((one) => one.searchWords.zh.includes(word)),
        word,
      ).toBe(true)
  })
})

describe('refusalLetter', () => {
  it('is written for every paper that is refused, in both languages', () => {
    for (const one of papers) {
      for (const locale of ['zh', 'en'] as const) {
        const letter = refusalLetter(one, locale)
        if (one.answer === 'police-issues' || one.whoInsteadCertainty === 'K2') {
          expect(letter).toBeNull()
          continue
        }
        if (!letter) throw new Error(one.id)
        expect(one.name[locale]).toContain(/“(.+)”/.exec(letter.title)?.[1])
        expect(letter.title).not.toMatch(/[（(]/)
        expect(letter.blanks).toHaveLength(2)
        expect(letter.legalBasis).toContain(one.basis.name[locale])
        expect(letter.paragraphs.length).toBeGreaterThanOrEqual(3)
        const all = [letter.title, letter.salutation, ...letter.paragraphs, letter.closing].join('')
        expect(all).not.toMatch(/undefined|null|\[object/)
        if (locale === 'en') expect(all).not.toMatch(/\p{Script=Han}/u)
      }
    }
  })

  it('leaves the signature blank, or names the station', () => {
    expect(refusalLetter(paper('name'), 'zh')?.signature.station).toContain('盖章')
    const station = { zh: '青石派出所', en: 'Qingshi Police Station' }
    expect(refusalLetter(paper('name'), 'en', station)?.signature.station).toBe('Qingshi Police Station')
  })

  it('puts nothing shaky under a seal', () => {
    const letter = refusalLetter(paper('same-person'), 'zh')
    expect(letter?.paragraphs.join('')).not.toContain(paper('same-person').exception?.text.zh)
    expect(refusalLetter(paper('drug-rehabilitation'), 'zh')).toBeNull()
  })
})
