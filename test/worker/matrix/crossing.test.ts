import { expect, test } from 'vitest'
import { roles } from '../../../api/shared/actor.ts'
import type { Answer } from '../../support/api.ts'
import { everyRow } from '../../support/faults.ts'
import { operationsOfRoom } from '../../support/matrix/matrix.ts'
import { rooms } from '../../support/matrix/rooms.ts'
import type { Place, Send } from '../../support/matrix/row.ts'
import { newWorld, other, own } from '../../support/matrix/world.ts'

const rows = Object.assign({}, ...Object.values(rooms)) as (typeof rooms)[string]

/** What names a service point and another record beside it. */
const twofold = [
  'POST /staff/points/{slug}/check-in',
  'POST /staff/points/{slug}/no-show',
  'POST /staff/points/{slug}/bookings',
  'POST /staff/points/{slug}/bookings/check',
  'POST /staff/points/{slug}/officers/{id}',
  'POST /staff/points/{slug}/officers/{id}/leave',
  'POST /staff/points/{slug}/areas/{id}',
  'POST /staff/points/{slug}/officers/order',
  'GET /staff/points/{slug}/closures/{id}',
  'POST /staff/points/{slug}/closures/{id}/lift',
  'GET /staff/points/{slug}/changes/{id}',
  'POST /staff/points/{slug}/changes/{id}/reached',
  'POST /staff/points/{slug}/changes/{id}/moves',
]

/** Somebody who may do everything at one station, and what they ask there with another station's record in hand. */
async function atOwn() {
  const world = await newWorld()
  const { headers } = await world.somebody(roles.map((role) => [role, own.point] as const))
  const prepared = async (operation: string, place: Place): Promise<Send> => {
    const row = rows[operation]
    if (!row) throw new Error(`${operation} has no row`)
    return row.make(world, place, world.all)
  }
  const ask = (method: string, { path, body }: Send): Promise<Answer> =>
    world.api.call(method, path, body, headers)
  return { world, prepared, ask }
}

test('another station’s record is no record of one’s own, whatever the address says', async () => {
  const { prepared, ask } = await atOwn()
  expect((await operationsOfRoom(rows)).map(({ name }) => name)).toEqual(expect.arrayContaining(twofold))
  const crossed: [string, Send][] = []
  for (const operation of twofold) {
    const { path, ...rest } = await prepared(operation, other)
    crossed.push([operation, { ...rest, path: path.replace(`/${other.slug}/`, `/${own.slug}/`) }])
  }
  const before = await everyRow()
  for (const [operation, send] of crossed) {
    const { status, text } = await ask(operation.split(' ')[0]!, send)
    expect([404, 409, 422], `${operation}: ${status} ${text}`).toContain(status)
  }
  expect(await everyRow()).toEqual(before)
})

test('nor does one’s own record take anything of another station', async () => {
  const { world, prepared, ask } = await atOwn()
  const mine = (operation: string) => prepared(operation, own)
  const foreign = {
    slot: await world.slot(other),
    visit: (await world.visit(other)).reference,
    file: (await prepared('GET /staff/notices/{id}/files/{fileId}', other)).path.split('/').at(-1),
    counter: (await prepared('POST /staff/counters/{id}/leave', other)).path.split('/').at(-2),
  }
  const moving = await mine('POST /staff/bookings/{reference}/move')
  const passing = await mine('POST /staff/tickets/{id}/pass')
  const reaching = await mine('POST /staff/points/{slug}/changes/{id}/reached')
  const moves = await mine('POST /staff/points/{slug}/changes/{id}/moves')
  const filing = await mine('GET /staff/notices/{id}/files/{fileId}')
  const others = { path: filing.path.replace(/nf_\w+$/, foreign.file ?? '') }
  const crossed: [string, Send][] = [
    ['POST', { ...moving, body: { slotId: foreign.slot, reason: 'asked' } }],
    ['POST', { ...passing, body: { version: 0, counterId: foreign.counter } }],
    ['POST', { ...reaching, body: { reference: foreign.visit } }],
    ['POST', { ...moves, body: { moves: [{ reference: foreign.visit, slotId: foreign.slot }] } }],
    ['GET', others],
    ['POST', { path: `${others.path}/drop` }],
  ]
  const before = await everyRow()
  for (const [method, send] of crossed) {
    const { status, text } = await ask(method, method === 'POST' ? { body: {}, ...send } : send)
    expect([404, 422], `${send.path}: ${status} ${text}`).toContain(status)
  }
  // One who cannot be moved does not keep the others: it says so of each.
  const [move] = (moves.body as { moves: { reference: string }[] }).moves
  const each = await ask('POST', {
    ...moves,
    body: { moves: [{ reference: move!.reference, slotId: foreign.slot }] },
  })
  expect(each.body.items).toEqual([{ reference: move!.reference, moved: false, problem: 'record-not-found' }])
  expect(await everyRow()).toEqual(before)
})
