import { expect, test } from 'vitest'
import { deliveryWays } from '../../../api/application/form/declaration.ts'
import { alsoFreed } from '../../../api/application/heldVisits.ts'
import { visitText } from '../../../api/application/homeVisit.ts'
import { keepsBack, shownStates, shownText } from '../../../api/application/outcome.ts'
import { unprovedResult } from '../../../api/application/remind.ts'
import { states } from '../../../api/application/states.ts'
import { news, textOf } from '../../../api/application/textOf.ts'
import { unproved } from '../../../api/application/timeline.ts'
import { type CaseReminder, type HomeVisit, staleAt } from '../../../api/notification/message.ts'
import { smsParts } from '../../../api/notification/smsLength.ts'
import { render } from '../../../api/notification/template.ts'

const data: CaseReminder = {
  reference: 'B-20261123-7K3M9Q',
  what: states.submitted,
  matterName: { zh: '开具无犯罪记录证明（个人）', en: 'Certificate of no criminal record (person)' },
  pointName: { zh: '城关派出所', en: 'Chengguan Police Station' },
  phone: '000-0000-0011',
  until: '2026-12-23T23:59:59+08:00',
}
const { until: _, ...moved } = data
const origin = 'https://kaimen.example'

const day = { zh: '2027年11月21日周日', en: 'Wednesday 22 September 2027' }
/** What is texted besides the states; what came of it is only ever news. */
const further = [
  ...[news, unproved, unprovedResult(day)],
  ...[states.withdrawn, states.expired, news].map((what) => alsoFreed(what, [1])),
]

test('every state is told in two short messages at the most, with the reference and where to read more', () => {
  for (const what of [...Object.values(states), ...further])
    for (const locale of ['zh', 'en'] as const) {
      const { text } = render('application.moved', locale, { ...moved, what }, { origin })
      expect(smsParts(text), text).toBeLessThanOrEqual(2)
      expect(text).toContain(data.reference)
      expect(text).toContain('kaimen.example/track')
      expect(text).toContain(locale === 'zh' ? '非紧急' : 'not urgent')
    }
})

test('no text says how it was decided, or what came of it: whoever has the telephone may be somebody else', () => {
  const telling =
    /准予|不予|批准|拒绝|办好|领取|领走|寄|送达|送上门|办结|证明|approv|refus|grant|accepted$|ready|collect|post|deliver|finish|issued|certificate/i
  const dull = ['accepted', 'submitted']
  for (const state of shownStates)
    for (const delivery of deliveryWays) {
      const { zh, en } = textOf(state, { delivery, clock: null, visitDay: null })
      for (const said of [zh, en]) if (!dull.includes(state)) expect(said, state).not.toMatch(telling)
      if (state !== 'decided' && keepsBack(state)) expect({ zh, en }).toEqual(news)
    }
  // The pages do say it.
  expect(shownText('refused', { delivery: 'counter', clock: null, visitDay: null }).zh).toMatch(telling)
})

test('a reminder says the last day', () => {
  const { text, subject } = render('application.reminder', 'zh', data, { origin })
  expect(text).toContain('2026年12月23日')
  expect(smsParts(text)).toBeLessThanOrEqual(2)
  expect(subject).toBe('您的申请在等您 B-20261123-7K3M9Q')
  expect(render('application.reminder', 'en', data, { origin }).text).toContain('23 December')
})

test('a home visit is told in two short messages at the most: who comes, when, and whom to ring for another day', () => {
  for (const part of ['morning', 'afternoon'] as const)
    for (const locale of ['zh', 'en'] as const) {
      const what = visitText({ day: '2026-09-30', part })
      const visit: HomeVisit = { ...moved, what, visitDay: '2026-09-30' }
      const { text } = render('application.visit', locale, visit, { origin })
      expect(smsParts(text), text).toBeLessThanOrEqual(2)
      for (const said of [
        what[locale],
        data.pointName[locale],
        data.phone,
        data.reference,
        'kaimen.example/track',
      ])
        expect(text).toContain(said)
      expect(text).toContain(locale === 'zh' ? '非紧急' : 'not urgent')
      expect(staleAt('application.visit', visit)).toBe(Date.parse('2026-09-30T23:59:59+08:00'))
    }
})
