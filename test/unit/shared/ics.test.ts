import { convertIcsCalendar } from 'ts-ics'
import { describe, expect, it } from 'vitest'
import { appointmentCalendar, type Visit } from '../../../api/shared/ics.ts'

const visit: Visit = {
  reference: 'A-20261123-7K3M9Q',
  sequence: 2,
  cancelled: false,
  startsAt: Date.parse('2026-11-26T09:30:00+08:00'),
  endsAt: Date.parse('2026-11-26T09:45:00+08:00'),
  changedAt: Date.parse('2026-11-22T10:00:00+08:00'),
  stampedAt: Date.parse('2026-11-23T08:00:00+08:00'),
  stationName: { zh: '城关派出所', en: 'Chengguan Police Station' },
  address: { zh: '开门县城关镇人民路1号', en: '1 Renmin Road, Chengguan; ground floor' },
  phone: '000-0000-0011',
  matterNames: [{ zh: '居民身份证补领', en: 'Replace a resident ID card' }],
  origin: 'https://kaimen.example',
  locale: 'zh',
}

const unfold = (file: string) => file.replace(/\r\n[ \t]/g, '')

describe('calendar file', () => {
  it('says when, where and how to change, in the language of the reader', () => {
    const file = appointmentCalendar(visit)
    const text = unfold(file)
    for (const line of [
      'METHOD:PUBLISH',
      'UID:A-20261123-7K3M9Q@kaimen.example',
      'SEQUENCE:2',
      'DTSTART:20261126T013000Z',
      'DTEND:20261126T014500Z',
      'DTSTAMP:20261123T000000Z',
      'LAST-MODIFIED:20261122T020000Z',
      'SUMMARY:城关派出所：居民身份证补领',
      'URL:https://kaimen.example/track',
      'TRIGGER:-P1D',
      'CLASS:PRIVATE',
    ]) {
      expect(text.split('\r\n')).toContain(line)
    }
    const english = unfold(appointmentCalendar({ ...visit, locale: 'en' }))
    expect(english).toContain('SUMMARY:Replace a resident ID card at Chengguan Police Station')
    expect(english).toContain('URL:https://kaimen.example/en/track')
    expect(english).toContain('\\, Chengguan\\; ground floor')
  })

  it('names several matters of one visit', () => {
    const names = ['身份证补领', '居住证签注', '开证明'].map((zh, i) => ({ zh, en: `Matter ${i + 1}` }))
    const summary = (locale: 'zh' | 'en', count: number) =>
      /^SUMMARY:(.*)$/m.exec(
        unfold(appointmentCalendar({ ...visit, locale, matterNames: names.slice(0, count) })),
      )?.[1]
    expect(summary('zh', 3)).toBe('城关派出所：身份证补领、居住证签注、开证明')
    expect(summary('en', 3)).toBe('Matter 1\\, Matter 2 and Matter 3 at Chengguan Police Station')
    expect(summary('en', 2)).toBe('Matter 1 and Matter 2 at Chengguan Police Station')
  })

  it('takes a cancelled visit out again, and says so where an entry is kept', () => {
    const read = (more: Partial<Visit>) =>
      convertIcsCalendar(undefined, appointmentCalendar({ ...visit, ...more }))
    const [booked, cancelled] = [read({}), read({ cancelled: true, sequence: 3 })]
    expect(cancelled.method).toBe('CANCEL')
    const [before, after] = [booked.events![0]!, cancelled.events![0]!]
    expect(after).toMatchObject({ uid: before.uid, status: 'CANCELLED', sequence: 3 })
    expect(after.summary).toBe('已取消：城关派出所：居民身份证补领')
    expect(after.alarms ?? []).toEqual([])
    expect(after.start.date).toEqual(before.start.date)
  })

  it('ends lines as the standard has it, none over 75 bytes, and is read back whole', () => {
    const file = appointmentCalendar(visit)
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(file.endsWith('\r\n')).toBe(true)
    for (const line of file.split('\r\n'))
      expect(new TextEncoder().encode(line).length, line).toBeLessThanOrEqual(75)
    const [event] = convertIcsCalendar(undefined, file).events!
    expect(event!.location).toBe('城关派出所，开门县城关镇人民路1号')
    expect(event!.description).toContain('编号 A-20261123-7K3M9Q\n电话')
  })
})
