import { describe, expect, test } from 'vitest'
import { readTyped } from '../../../api/queue/findBooking.ts'
import { actsFrom, canMove, moves, requireMove } from '../../../api/queue/moves.ts'
import { numberOf, readNumber } from '../../../api/queue/number.ts'
import { timesOf } from '../../../api/queue/times.ts'
import { makeReference } from '../../../api/shared/reference.ts'
import { ticketStates } from '../../../db/schema/queue.ts'

describe('the steps of a ticket', () => {
  test('the one table, state by state', () => {
    expect(Object.fromEntries(ticketStates.map((state) => [state, actsFrom(state)]))).toEqual({
      waiting: ['pass', 'forward', 'left'],
      called: ['recall', 'serve', 'park', 'pass', 'missed', 'left', 'undo'],
      serving: ['park', 'pass', 'finish', 'undo'],
      parked: ['resume', 'pass', 'left', 'undo'],
      done: ['undo'],
      missed: ['resume', 'undo'],
      left: ['undo'],
    })
  })

  test('what is not in it is refused', () => {
    expect(() => requireMove('finish', 'called')).toThrow('wrong-step')
    expect(canMove('call', 'missed')).toBe(false)
    for (const { to } of Object.values(moves)) for (const state of to) expect(ticketStates).toContain(state)
  })
})

test('times are those between the clicks; early for a booking is not waiting', () => {
  const at = (state: string, minute: number) => ({ act: 'issued' as const, state, at: minute })
  const clicks = [
    at('waiting', 0),
    at('called', 12),
    at('serving', 13),
    at('parked', 20),
    at('serving', 50),
    at('done', 55),
  ]
  expect(timesOf(clicks, 99)).toEqual({ waited: 12, served: 12 })
  expect(timesOf(clicks, 99, 10)).toEqual({ waited: 2, served: 12 })
  expect(timesOf(clicks.slice(0, 3), 17)).toEqual({ waited: 12, served: 4 })
})

test('numbers are written and read as they are called', () => {
  expect(numberOf({ letter: 'A', serial: 7 })).toBe('A007')
  for (const typed of ['A007', 'a7', ' Ａ－００７ '])
    expect(readNumber(typed)).toEqual({ letter: 'A', serial: 7 })
  for (const typed of ['', '7', 'A0', 'AB1', 'A12345']) expect(readNumber(typed)).toBeNull()
})

describe('what is typed or scanned at the counter', () => {
  const reference = makeReference('A', '2026-11-23', '7K3M9')
  test.each([
    reference,
    reference.toLowerCase(),
    reference.replaceAll('-', ''),
    `https://kaimen.example/track?reference=${reference}#code=H4TX9W2C`,
    `预约编号：${reference}，查询码 H4TX 9W2C`,
  ])('%s is the reference', (text) => {
    expect(readTyped(text)).toEqual({ reference })
  })
  test.each(['7788', ' ７７８８ '])('%s are the last digits', (text) => {
    expect(readTyped(text)).toEqual({ digits: '7788' })
  })
  test.each(['', '778', '77889', '13800007788', 'H4TX9W2C', reference.replace('7K3', '7K4')])(
    '%s is neither',
    (text) => {
      expect(readTyped(text)).toBeNull()
    },
  )
})
