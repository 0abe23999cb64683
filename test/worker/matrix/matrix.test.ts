import { beforeAll, expect, test } from 'vitest'
import { declared, operationsOfRoom } from '../../support/matrix/matrix.ts'
import { rooms } from '../../support/matrix/rooms.ts'
import { refusedCells, sweepAllowed, sweepRefused } from '../../support/matrix/sweep.ts'
import { newWorld } from '../../support/matrix/world.ts'
import { shown } from '../../support/shown.ts'
import { libraryLoaded } from '../../support/staffDoor.ts'

beforeAll(libraryLoaded, 120_000)

const counted = { operations: 0, refused: 0, allowed: 0 }

test('every operation of the staff API has one row, and no row is without an operation', async () => {
  const rows = Object.values(rooms).flatMap((room) => Object.keys(room))
  expect(new Set(rows).size).toBe(rows.length)
  const operations = (await declared()).map(({ name }) => name)
  expect(rows.toSorted()).toEqual(operations.toSorted())
  counted.operations = operations.length
})

test.each(Object.entries(rooms))(
  '%s: who may, does, and leaves a leaf; who may not is refused, and nothing changes',
  async (_, rows) => {
    const ops = await operationsOfRoom(rows)
    const world = await newWorld()
    const refused = await sweepRefused(world, await refusedCells(world, ops))
    expect(refused.faults).toEqual([])
    const allowed = await sweepAllowed(world, ops)
    expect(allowed.faults).toEqual([])
    counted.refused += refused.cells
    counted.allowed += allowed.cells
  },
  120_000,
)

test('the matrix has its thousand cells', () => {
  const cells = counted.refused + counted.allowed
  shown('access matrix', { ...counted, cells })
  expect(cells).toBeGreaterThanOrEqual(1000)
})
