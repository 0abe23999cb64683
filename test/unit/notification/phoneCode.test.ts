import { expect, test } from 'vitest'
import { render } from '../../../api/notification/template.ts'

const said = (reference: string, locale: 'zh' | 'en') =>
  render(
    'phone.code',
    locale,
    { code: '123456', reference, expiresAt: '2026-11-23T08:10:00+08:00' },
    { origin: 'https://kaimen.example', whole: true },
  ).text

test('a code says whether it is for a booking or an application', () => {
  const [application, visit] = ['B-20261123-7K3M9Q', 'A-20261123-7K3M9Q']
  expect(said(application, 'zh')).toMatch(/申请/)
  expect(said(application, 'zh')).not.toMatch(/预约|您约的/)
  expect(said(application, 'en')).not.toMatch(/visit/)
  expect(said(visit, 'zh')).toMatch(/预约/)
  expect(said(visit, 'en')).not.toMatch(/application/)
})
