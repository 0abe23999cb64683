import { afterEach, expect, test } from 'vitest'
import { roles } from '../../../api/shared/actor.ts'
import { permissionsOf } from '../../../api/staff/permission.ts'
import { breakable, type Check, without } from '../../support/matrix/broken.ts'
import { shown } from '../../support/shown.ts'

// The checks first: routes take theirs when they are loaded.
breakable()
const { operationsOfRoom, permissionsFor } = await import('../../support/matrix/matrix.ts')
const { rooms } = await import('../../support/matrix/rooms.ts')
const { ask, placed, refusedCells } = await import('../../support/matrix/sweep.ts')
const { bureau, newWorld, other, own } = await import('../../support/matrix/world.ts')

type World = Awaited<ReturnType<typeof newWorld>>
type Cell = Awaited<ReturnType<typeof refusedCells>>[number]
type Op = Cell['op']

afterEach(() => {
  without.check = null
})

/** Asks cells that must be refused, with one check taken out; answers those that are refused all the same. */
async function stillRefused(world: World, check: Check, cells: readonly Cell[]): Promise<string[]> {
  const grants = world.everything.map(([role, point]) => ({ role, point }))
  without.as = { kind: 'staff', id: world.guest.id, session: 'ss_none', grants }
  without.check = check
  const refused: string[] = []
  // The last prepared first: it saw everything that was there.
  for (const cell of cells.toReversed()) {
    const { status, body } = await ask(world, cell)
    if (status >= 300) refused.push(`${cell.op.name}: ${status} ${body?.code}`)
  }
  without.check = null
  return refused
}

/** Somebody of the right role, of one’s own station. */
const rightRole = (op: Op) =>
  `${roles.find((role) => permissionsFor(op).every((each) => permissionsOf[role].includes(each)))} here`

const counted = { session: 0, place: 0, verb: 0 }

test.each(
  Object.entries(rooms).filter(([, rows]) => Object.values(rows).some(({ about }) => about !== 'self')),
)(
  '%s: red at every operation, once the check of the place or of the session is taken out',
  async (_, rows) => {
    const ops = (await operationsOfRoom(rows)).filter(placed)
    const names = ops.map(({ name }) => name)
    const world = await newWorld()
    const elsewhere = (wanted: (op: Op) => string) =>
      refusedCells(
        world,
        ops,
        (op, place, name) => place === (op.row.about === 'house' ? bureau : other) && name === wanted(op),
      )
    const colleagues = await elsewhere(rightRole)
    expect(colleagues.map(({ op }) => op.name)).toEqual(names)
    expect(await stillRefused(world, 'place', colleagues)).toEqual([])
    const strangers = await elsewhere(() => 'nobody')
    expect(strangers.map(({ op }) => op.name)).toEqual(names)
    expect(await stillRefused(world, 'session', strangers)).toEqual([])
    counted.place += colleagues.length
    counted.session += strangers.length
  },
  120_000,
)

test.each([
  ['tickets', 'POST /staff/tickets/{id}/recall'],
  ['desk', 'POST /staff/bookings/{reference}/cancel'],
  ['notices', 'POST /staff/notices/{id}/withdraw'],
  ['station', 'POST /staff/points/{slug}/officers'],
  ['records', 'POST /staff/records/{reference}/unmask'],
] as const)(
  '%s: red for the wrong role that has the right one elsewhere, once the verb does not ask (%s)',
  async (room, operation) => {
    const ops = (await operationsOfRoom(rooms[room] ?? {})).filter(({ name }) => name === operation)
    const world = await newWorld()
    const cells = await refusedCells(world, ops, (_, place, name) => place === own && / here, /.test(name))
    expect(cells).toHaveLength(1)
    expect(await stillRefused(world, 'verb', cells)).toEqual([])
    counted.verb += 1
  },
)

test('a list is red for the wrong role, once its door does not ask', async () => {
  const ops = (await operationsOfRoom(rooms.notices ?? {})).filter(({ row }) => row.about === 'list')
  const world = await newWorld()
  const cells = await refusedCells(world, ops, (_, place, name) => place === own && name === 'clerk here')
  expect(cells).toHaveLength(ops.length)
  // The second asks again where one may begin.
  expect(await stillRefused(world, 'door', cells)).toEqual(['GET /staff/notices/options: 403 not-allowed'])
})

test('no check could be taken out unseen', () => {
  shown('access matrix with one check taken out', counted)
  expect(counted.place).toBeGreaterThan(60)
  expect(counted.session).toBe(counted.place)
})
