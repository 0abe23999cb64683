import { describe, expect, it } from 'vitest'
import { KINDS, RULE_IDS } from '../../../../api/privacy/gate/finding.ts'
import { findPersonal } from '../../../../api/privacy/gate/findPersonal.ts'
import { redact } from '../../../../api/privacy/gate/redact.ts'
import { gateRule, gateRules } from '../../../../api/privacy/gate/rules.ts'
import { official } from '../../../data/gate/official.ts'
import { labelled } from '../../../data/gate/set.ts'

const clean = (text: string) => redact(text, findPersonal(text, { official }))

describe('redact', () => {
  it.each([
    ['嫌疑人张伟强（身份证11010519491231002X）', '嫌疑人张某（身份证1****************X）'],
    ['失主欧阳小军，电话一三八〇〇一三八〇〇〇', '失主欧阳某，电话138****8000'],
    ['请拨+86 138 0013 8000咨询', '请拨138****8000咨询'],
    ['家属座机0791-88880000', '家属座机0791-****0000'],
    ['车牌赣A·12345、赣AD00012', '车牌赣A***45、赣A****12'],
    ['卡号6222 0200 0000 0007', '卡号****0007'],
    ['家住石桥镇南门街8号', '家住石桥镇***'],
    ['邮箱zhangsan@qq.com', '邮箱z***@qq.com'],
    ['8岁男童小明走失', '当事人走失'],
    ['公安机关对吴某处以行政拘留五日的处罚', '公安机关对吴某依法处理'],
    ['护照E12345678', '护照E*******8'],
    ['The suspect Zhang Wei left.', 'The suspect Z. left.'],
    ['没有什么要改的。', '没有什么要改的。'],
  ])('%s', (text, redacted) => expect(clean(text)).toBe(redacted))

  it('leaves no number in any labelled text, and clean texts as they are', () => {
    const numbers = ['id-number', 'phone', 'bank-card', 'plate', 'document', 'email']
    for (const { text } of [...labelled('tune.jsonl'), ...labelled('kept.jsonl')]) {
      const redacted = clean(text)
      const left = findPersonal(redacted, { official }).filter(({ kind }) => numbers.includes(kind))
      expect(left, redacted).toEqual([])
      if (findPersonal(text, { official }).length === 0) expect(redacted).toBe(text)
    }
  })
})

describe('the rules', () => {
  it('has one rule for each id, and a rule for each kind', () => {
    expect(gateRules.map(({ id }) => id)).toEqual([...RULE_IDS])
    expect([...new Set(gateRules.map(({ kind }) => kind))]).toEqual([...KINDS])
  })

  it('says everything in both languages', () => {
    for (const { id } of gateRules) {
      const { title, basis, advice } = gateRule(id)
      for (const text of [title, basis, advice]) {
        expect(text.zh).toMatch(/\p{Script=Han}/u)
        expect(text.en).toMatch(/^[A-Z]/)
      }
    }
  })

  it('gives each finding a rule of its kind', () => {
    for (const { text } of labelled('tune.jsonl'))
      for (const { rule, kind } of findPersonal(text, { official })) expect(gateRule(rule).kind).toBe(kind)
  })
})
