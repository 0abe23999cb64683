import { describe, expect, test } from 'vitest'
import { asked, forgetNumber, keepNumber, keptNumber, readMine } from '../../site/journeys/queue/mine.ts'

/** A browser's cookies. */
function jar(value?: string) {
  const kept = new Map<string, { value: string; options: Record<string, unknown> }>()
  if (value !== undefined) kept.set('__Host-kaimen-number', { value, options: {} })
  return {
    kept,
    get: (name: string) => kept.get(name) as never,
    set: (name: string, text: string, options: Record<string, unknown>) =>
      void kept.set(name, { value: text, options }),
  } as never as Parameters<typeof keepNumber>[0] &
    Parameters<typeof keptNumber>[0] & {
      kept: Map<string, { value: string; options: Record<string, unknown> }>
    }
}

describe('the number a browser remembers', () => {
  const mine = { station: 'qingshi', day: '2026-11-23', number: 'A017', code: 'H4TX9W2C' }

  test('comes back as it was kept, out of reach of scripts and other hosts', () => {
    const cookies = jar()
    keepNumber(cookies, { ...mine, code: 'h4tx 9w2c', number: 'A 017' })
    expect(keptNumber(cookies)).toEqual({ ...mine, code: 'h4tx9w2c' })
    const [entry] = cookies.kept.values()
    expect(entry?.options).toEqual({
      path: '/',
      httpOnly: true,
      secure: true,
      sameSite: 'lax',
      maxAge: 43_200,
    })
  })

  test('without a day it is today’s; forgotten it is gone', () => {
    const cookies = jar()
    keepNumber(cookies, { ...mine, day: '' })
    expect(keptNumber(cookies)).toEqual({ ...mine, day: '' })
    expect(asked({ ...mine, day: '' })).not.toHaveProperty('day')
    forgetNumber(cookies)
    expect(keptNumber(cookies)).toBeNull()
  })

  test.each(['', 'x', 'a.b.c', 'qingshi.2026.A017.X', 'qingshi..A017.<b>'])(
    'a bent one is none: %s',
    (value) => {
      expect(keptNumber(jar(value))).toBeNull()
    },
  )

  test('the address of a slip’s code fills the form, and a day that is none is left out', () => {
    expect(readMine(new URLSearchParams('station=qingshi&day=2026-11-23&number=A017'))).toEqual({
      ...mine,
      code: '',
    })
    expect(readMine(new URLSearchParams('day=tomorrow')).day).toBe('')
  })
})
