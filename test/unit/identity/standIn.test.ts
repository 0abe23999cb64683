import { expect, test } from 'vitest'
import { type Bindings, settingsOf } from '../../../api/env.ts'
import { providerOf } from '../../../api/identity/choose.ts'
import { standInPeople } from '../../../api/identity/standIn/people.ts'
import { readDocument } from '../../../api/privacy/document.ts'
import { birthDayOf } from '../../../api/privacy/idNumber.ts'

const today = '2026-11-23'

test('the list is short, its documents can be typed into a form, its PINs differ', () => {
  expect(standInPeople.length).toBeLessThanOrEqual(6)
  for (const { idType, idNumber, pin, born } of standInPeople) {
    expect(readDocument(idType, idNumber, today)).toEqual({ ok: true, value: idNumber })
    expect(pin).toMatch(/^\d{6}$/)
    if (idType === 'resident-id') expect(birthDayOf(idNumber)).toBe(born)
  }
  expect(new Set(standInPeople.map(({ pin }) => pin)).size).toBe(standInPeople.length)
})

test('nobody of it could be anybody: resident numbers are the specimens of the standard alone', () => {
  const residents = standInPeople.filter(({ idType }) => idType === 'resident-id')
  expect(residents.map(({ idNumber }) => idNumber)).toEqual(['11010519491231002X', '440524188001010014'])
  expect(standInPeople.some(({ born }) => born > '2008-11-23')).toBe(true)
  expect(standInPeople.some(({ idType }) => idType === 'passport')).toBe(true)
})

const settings = (more: Record<string, string>) => settingsOf(more as unknown as Bindings)

test('there is no login unless a bureau says so, and the stand-in only in a demonstration', () => {
  expect(providerOf(settings({}))).toBeNull()
  expect(providerOf(settings({ IDENTITY: 'none', DEMO: 'on' }))).toBeNull()
  expect(providerOf(settings({ IDENTITY: 'stand-in', DEMO: 'on' }))).toMatchObject({ standIn: true })
  expect(() => settings({ IDENTITY: 'stand-in' })).toThrow('DEMO=on')
  expect(() => settings({ IDENTITY: 'stand-in', DEMO: 'off' })).toThrow('IDENTITY')
  expect(() => settings({ IDENTITY: 'real' })).toThrow('IDENTITY is none or stand-in')
})
