import { describe, expect, it } from 'vitest'
import { at, endOfDay } from '../../../api/calendar/day.ts'
import { type DeadlineInput, dueDate } from '../../../api/calendar/deadline.ts'
import { DeadlineError, type DeadlineRule, ruleInForce } from '../../../api/calendar/deadlineRule.ts'
import { calendarFrom } from '../../../api/calendar/workingDays.ts'
import { calendarSeed } from '../../../db/seed/calendar.ts'
import { deadlineSeed } from '../../../db/seed/deadlines.ts'

const calendar = calendarFrom(calendarSeed())
const awaiting = { zh: '等待补正', en: 'waiting for papers' }

function due(key: string, startDay: string, more: Partial<DeadlineInput> = {}) {
  const startedAt = at(startDay, '09:30')
  const rule = ruleInForce(deadlineSeed, key, startDay)
  return dueDate({ rule, startedAt, calendar, pauses: [], extensions: [], now: startedAt, ...more })
}

function pause(fromDay: string, toDay: string | null, time = '10:00') {
  return { from: at(fromDay, time), to: toDay ? at(toDay, time) : null, reason: awaiting }
}

function zh(deadline: { counted: { zh: string }[] }): string {
  return deadline.counted.map((step) => step.zh).join('\n')
}

function codeOf(run: () => unknown): string | undefined {
  try {
    run()
  } catch (error) {
    if (error instanceof DeadlineError && error instanceof RangeError) return error.code
    throw error
  }
  return undefined
}

describe('working days', () => {
  it('counts 20 working days over Spring Festival and says how', () => {
    const found = due('permit.decision', '2026-01-29')
    expect(found).toMatchObject({ dueDay: '2026-03-04', provisional: false, state: 'running', late: false })
    expect(found.dueAt).toBe(endOfDay('2026-03-04'))
    expect(found.counted).toEqual([
      {
        zh: '受理日不算（2026年1月29日周四），跳过周末和法定节假日，共 20 个工作日',
        en: 'The day of acceptance does not count (Thursday 29 January 2026); weekends and public holidays are skipped; 20 working days in all',
      },
      {
        zh: '跳过的法定节假日：春节（2月15日至2月23日）',
        en: 'Public holidays skipped: Spring Festival (15 February to 23 February)',
      },
      {
        zh: '调休上班的周末照常计算：2月14日、2月28日',
        en: 'Weekend days worked in exchange count: 14 February, 28 February',
      },
      { zh: '2026年3月4日周三 24:00 前到期', en: 'Due by the end of Wednesday 4 March 2026' },
    ])
  })

  it('is late from 24:00 of the due day on', () => {
    expect(due('permit.decision', '2026-01-29', { now: endOfDay('2026-03-04') }).late).toBe(false)
    expect(due('permit.decision', '2026-01-29', { now: endOfDay('2026-03-04') + 1 }).late).toBe(true)
  })

  it('is provisional when it runs into a year without notice', () => {
    expect(due('permit.decision', '2026-12-02').provisional).toBe(false)
    const found = due('permit.decision', '2026-12-10')
    expect(found).toMatchObject({ dueDay: '2027-01-08', provisional: true })
    expect(zh(found)).toContain('2027 年的放假安排尚未确认')
  })
})

describe('calendar days', () => {
  it('rolls a last day in a holiday to the next working day and names the holiday', () => {
    const found = due('petition.notice', '2026-09-18')
    expect(found.dueDay).toBe('2026-10-08')
    expect(zh(found)).toContain('最后一天10月3日是国庆节，顺延到10月8日')
  })

  it('stays on the last day when the rule does not roll', () => {
    const rule = { ...ruleInForce(deadlineSeed, 'petition.notice', '2026-09-18'), rollsToWorkingDay: false }
    expect(due('petition.notice', '2026-09-18', { rule }).dueDay).toBe('2026-10-03')
    expect(due('petition.notice', '2026-12-25', { rule }).provisional).toBe(false)
  })

  it('ends on a weekend day that is worked in exchange', () => {
    expect(due('petition.notice', '2026-09-25').dueDay).toBe('2026-10-10')
  })
})

describe('hours', () => {
  it('run straight through weekends and holidays', () => {
    const found = due('case.acceptance', '2026-10-01')
    expect(found).toMatchObject({ dueAt: at('2026-10-02', '09:30'), provisional: false })
    expect(zh(found)).toContain('2026年10月2日周五 09:30 前到期')
  })

  it('stop for pauses to the millisecond, overlapping ones once', () => {
    const pauses = [
      { from: at('2026-10-01', '10:00'), to: at('2026-10-01', '11:00'), reason: awaiting },
      { from: at('2026-10-01', '10:30'), to: at('2026-10-01', '11:30'), reason: awaiting },
      { from: at('2026-10-05', '10:00'), to: at('2026-10-06', '10:00'), reason: awaiting },
    ]
    const found = due('case.acceptance', '2026-10-01', { pauses })
    expect(found.dueAt).toBe(at('2026-10-02', '11:00'))
    expect(zh(found)).toContain('暂停了 1 小时 30 分，不算在内（等待补正）')
  })
})

describe('pauses in days', () => {
  const start = '2026-11-23'

  it('count the day they begin, and no later day they touch', () => {
    expect(due('permit.decision', start).dueDay).toBe('2026-12-21')
    const found = due('permit.decision', start, { pauses: [pause('2026-11-25', '2026-11-27')] })
    expect(found.dueDay).toBe('2026-12-23')
    expect(zh(found)).toContain('11月25日暂停（等待补正），11月26日至11月27日不算')
  })

  it('do not reach a day they end at 00:00 of', () => {
    const pauses = [{ from: at('2026-11-25', '10:00'), to: at('2026-11-27', '00:00'), reason: awaiting }]
    expect(due('permit.decision', start, { pauses }).dueDay).toBe('2026-12-22')
  })

  it('change nothing within one day, or after time ran out', () => {
    const sameDay = { ...pause('2026-11-25', '2026-11-25'), to: at('2026-11-25', '16:00') }
    expect(due('permit.decision', start, { pauses: [sameDay] }).dueDay).toBe('2026-12-21')
    const after = pause('2026-12-22', null)
    const found = due('permit.decision', start, { pauses: [after], now: at('2026-12-25', '09:00') })
    expect(found).toMatchObject({ dueDay: '2026-12-21', state: 'running', late: true })
  })

  it('keep the due date ahead while they last', () => {
    const pauses = [pause('2026-12-21', null)]
    const found = due('permit.decision', start, { pauses, now: at('2027-02-03', '09:00') })
    expect(found).toMatchObject({ dueDay: '2027-02-04', state: 'paused', late: false })
    expect(zh(found)).toContain('到期日按今天恢复推算')
    const begun = due('permit.decision', start, { pauses, now: at('2026-12-21', '15:00') })
    expect(begun).toMatchObject({ dueDay: '2026-12-21', state: 'paused', late: false })
  })

  it('are refused when they end before they begin', () => {
    const pauses = [pause('2026-11-27', '2026-11-25')]
    expect(codeOf(() => due('permit.decision', start, { pauses }))).toBe('pause-ends-before-it-begins')
  })
})

describe('extensions', () => {
  const granted = {
    value: 30,
    unit: 'calendar_day',
    approver: 'u_head',
    reason: { zh: '需要鉴定', en: 'expert opinion' },
  } as const

  it('count on from the last counted day, before it was moved', () => {
    expect(due('petition.finish', '2026-08-04').dueDay).toBe('2026-10-08')
    const found = due('petition.finish', '2026-08-04', { extensions: [granted] })
    expect(found.dueDay).toBe('2026-11-02')
    expect(zh(found)).toContain('经批准延长 30 天（需要鉴定）')
    expect(zh(found)).not.toContain('u_head')
  })

  it('are refused past the limit, twice, in another unit, or without approver or reason', () => {
    const refuse = (extensions: DeadlineInput['extensions'], key = 'petition.finish') =>
      codeOf(() => due(key, '2026-08-04', { extensions }))
    expect(refuse([{ ...granted, value: 31 }])).toBe('extension-too-long')
    expect(refuse([granted, granted])).toBe('extension-too-many')
    expect(refuse([{ ...granted, unit: 'working_day' }])).toBe('extension-wrong-unit')
    expect(refuse([{ ...granted, approver: ' ' }])).toBe('extension-without-approver')
    expect(refuse([{ ...granted, reason: { zh: '', en: ' ' } }])).toBe('extension-without-reason')
    expect(refuse([{ ...granted, value: 1.5 }])).toBe('value-not-whole')
    expect(refuse([granted], 'petition.notice')).toBe('extension-not-allowed')
  })
})

describe('the rule in force', () => {
  it('is the one of the start day', () => {
    expect(ruleInForce(deadlineSeed, 'case.security', '2025-12-31').id).toBe('case.security@1')
    expect(ruleInForce(deadlineSeed, 'case.security', '2026-01-01').id).toBe('case.security@2')
    expect(codeOf(() => ruleInForce(deadlineSeed, 'case.security', '2019-01-01'))).toBe('no-rule-in-force')
    expect(codeOf(() => ruleInForce(deadlineSeed, 'no.such', '2026-01-01'))).toBe('no-rule-in-force')
  })
})

describe('the seeded rules', () => {
  const rows: readonly DeadlineRule[] = deadlineSeed

  it('have one id each, texts in both languages, and no two versions in force on one day', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    for (const { name, startEvent, basis } of rows) {
      for (const text of [name, startEvent, basis]) {
        expect(text.zh).toMatch(/\p{Script=Han}/u)
        expect(text.en).not.toMatch(/\p{Script=Han}/u)
      }
    }
    for (const { id, key, effectiveFrom } of rows) {
      expect(ruleInForce(rows, key, effectiveFrom).id).toBe(id)
    }
  })

  it('say so in the basis where a number is shaky or only our promise', () => {
    for (const { certainty, scope, basis, id } of rows) {
      if (certainty === 'K2') expect(basis.zh, id).toContain('K2')
      if (scope === 'product') expect(basis.zh, id).toContain('不是法定期限')
    }
  })

  it('carry the numbers of the standards', () => {
    const numbers = Object.fromEntries(
      rows.map(({ id, value, unit, extension, certainty }) => {
        const mark = { hour: 'h', calendar_day: 'cd', working_day: 'wd' }
        const more = extension ? `+${extension.value}${mark[extension.unit]}×${extension.times}` : ''
        return [id, `${value}${mark[unit]}${more} ${certainty}`]
      }),
    )
    expect(numbers).toMatchObject({
      'petition.notice@1': '15cd S',
      'petition.jurisdiction.objection@1': '5wd S',
      'petition.finish@1': '60cd+30cd×1 S',
      'petition.review.decision@1': '30cd S',
      'petition.recheck.request@1': '30cd S',
      'reconsideration.decide@1': '60cd+30cd×1 S',
      'publication@1': '20wd S',
      'info.correction@1': '7wd S',
      'info.answer@1': '20wd+20wd×1 S',
      'casefile.update@1': '5wd K2',
      'case.acceptance@1': '24h P',
      'case.transfer@1': '24h S',
      'case.security@1': '30cd+30cd×1 S',
      'case.security@2': '30cd+30cd×2 K2',
      'permit.correction@1': '5wd S',
      'permit.decision@1': '20wd+10wd×1 S',
      'permit.delivery@1': '10wd S',
      'rating.contact@1': '1wd K1',
      'rating.rectify@1': '5wd+5wd×1 P',
      'site.error@1': '3wd P',
      'message.reply@1': '5wd K2',
      'id-card.issue@1': '60cd+30cd×1 S',
      'residence-permit.issue@1': '15cd S',
      'criminal-record.issue@1': '3wd P',
      'personal-data.answer@1': '15wd K1',
      'homevisit.contact@1': '1wd K1',
      'homevisit.visit@1': '5wd K1',
    })
  })
})
