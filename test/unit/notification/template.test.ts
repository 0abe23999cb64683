import { describe, expect, it } from 'vitest'
import { templates, type VisitWords } from '../../../api/notification/message.ts'
import { smsParts } from '../../../api/notification/smsLength.ts'
import { render } from '../../../api/notification/template.ts'

const data: VisitWords = {
  startsAt: '2026-11-26T09:30:00+08:00',
  pointName: { zh: '城关派出所', en: 'Chengguan Police Station' },
  matterName: { zh: '居民身份证补领', en: 'Replace a resident ID card' },
  reference: 'A-20261123-7K3M9Q',
  address: { zh: '开门县城关镇人民路1号', en: '1 Renmin Road, Chengguan Town' },
  phone: '000-0000-0011',
}
const origin = 'https://kaimen.example'

describe('message', () => {
  it('says what it must in one short message', () => {
    const { text } = render('appointment.booked', 'zh', data, { origin })
    expect(text).toBe(
      '已约11月26日周四09:30到城关派出所。编号A-20261123-7K3M9Q，更改：kaimen.example/track（非紧急）',
    )
    expect(smsParts(text)).toBe(1)
    for (const template of templates.filter((each) => each.startsWith('appointment.'))) {
      const { text } = render(template, 'en', data, { origin })
      expect(smsParts(text), text).toBe(1)
      expect(text).toContain(data.reference)
      expect(text).toContain('Thursday 26 November 09:30')
      expect(smsParts(render(template, 'zh', data, { origin }).text)).toBeLessThanOrEqual(2)
    }
  })

  it('fills a second short message with matter, phone and address as far as they fit', () => {
    const long = { ...data, pointName: { zh: '开门县公安局城关派出所户籍室', en: '' } }
    const { text } = render('appointment.booked', 'zh', long, { origin })
    expect(smsParts(text)).toBe(2)
    expect(text).toContain('事项：居民身份证补领。地址：开门县城关镇人民路1号。电话：000-0000-0011。')
    expect(text).toContain('急事请拨110。')
  })

  it('says everything in an e-mail', () => {
    const { subject, text } = render('appointment.reminder', 'en', data, { origin, whole: true })
    expect(subject).toBe('Your visit is coming up A-20261123-7K3M9Q')
    for (const part of ['1 Renmin Road', '000-0000-0011', 'Replace a resident ID card', 'call 110']) {
      expect(text).toContain(part)
    }
  })

  it('counts short messages as the networks do', () => {
    expect(smsParts('一'.repeat(70))).toBe(1)
    expect(smsParts('一'.repeat(71))).toBe(2)
    expect(smsParts('一'.repeat(135))).toBe(3)
    expect(smsParts('a'.repeat(160))).toBe(1)
    expect(smsParts('a'.repeat(161))).toBe(2)
    expect(smsParts('€'.repeat(81))).toBe(2)
  })
})
