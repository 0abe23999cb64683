import { problems } from '../../api/problems.ts'
import { zh } from '../../site/locales/staff/zh.ts'
import { handsOf, look, said } from './morning.ts'
import type { Visitor } from './visitor.ts'

/**
 * A chief adds counter 9 to their station after trying a number that is taken, takes it out of use and brings it back:
 * by the keyboard alone, looking at each page on the way.
 */
export async function editCounters(chief: Visitor): Promise<void> {
  const { page } = chief
  const hands = handsOf(page)
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
  const go = (key: keyof typeof zh) => hands.press(page.getByRole('button', { name: zh[key] }))
  const open = (name: string) => hands.press(page.getByRole('link', { name }))
  await chief.open('/staff/station?point=qingshi')
  await open(zh['counters.edit'])
  await heading(zh['counters.title'])
  await open(zh['counters.add'])
  await heading(zh['counters.add'])
  await look(chief, 'counter-new')
  await hands.type(page.locator('#number'), '1')
  await hands.choose(page.locator('#counterGroup'), 'general')
  await hands.type(page.locator('#name'), '便民窗口')
  await hands.type(page.locator('#nameEn'), 'Help desk')
  await go('plan.preview')
  await page.getByText(problems['number-in-use'].title.zh).first().waitFor()
  await look(chief, 'counter-in-use')
  await hands.type(page.locator('#number'), '9')
  await go('plan.preview')
  await page.getByText(zh['counters.check']).waitFor()
  await look(chief, 'counter-preview')
  await go('counters.add.go')
  await said(page, zh['done.counters.saved'])
  await look(chief, 'counters')
  const one = `${zh['plan.change']} ${zh['counters.one'].replace('{n}', '9')}`
  await open(one)
  await go('counters.close')
  await page.getByText(zh['counters.close.text']).waitFor()
  await look(chief, 'counter-close')
  await go('counters.close.go')
  await said(page, zh['done.counters.closed'])
  await open(one)
  await go('counters.open')
  await said(page, zh['done.counters.opened'])
}
