import { expect, test } from 'vitest'
import type { ReplacedWords } from '../../../api/notification/message.ts'
import { templates } from '../../../api/notification/message.ts'
import { smsParts } from '../../../api/notification/smsLength.ts'
import { render, subjectOf } from '../../../api/notification/template.ts'

const data: ReplacedWords = {
  reference: 'A-20261123-7K3M9Q',
  replacedAt: '2026-11-26T09:30:00+08:00',
  pointName: { zh: '城关派出所', en: 'Chengguan Police Station' },
  phone: '000-0000-0011',
}
const origin = 'https://kaimen.example'

test('who was given a new code hears where, and whom to call if it was not them; never the code', () => {
  const zh = render('code.replaced', 'zh', data, { origin })
  expect(zh.subject).toBe('查询码已补发 A-20261123-7K3M9Q')
  expect(zh.text).toContain('11月26日周四09:30在城关派出所窗口补发，旧的作废')
  expect(zh.text).toContain('不是您本人去的，请打电话000-0000-0011')
  const en = render('code.replaced', 'en', data, { origin })
  expect(en.text).toContain('Not you? Call 000-0000-0011.')
  expect([smsParts(zh.text), smsParts(en.text)]).toEqual([2, 1])
})

test('every message has a subject in both languages', () => {
  for (const template of templates)
    expect(Object.values(subjectOf(template)).every(Boolean), template).toBe(true)
})
