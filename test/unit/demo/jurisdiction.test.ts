import { describe, expect, test } from 'vitest'
import { demoBureau } from '../../../db/seed/demo/index.ts'
import type { DemoJurisdiction } from '../../../db/seed/demo/types.ts'

const { areas, jurisdictions, officers, points } = demoBureau('2026-11-21')
const kindOf = new Map(points.map((p) => [p.slug, p.kind]))
const stationRows = jurisdictions.filter((j) => kindOf.get(j.pointSlug) === 'station')
const rowsOf = (code: string) => stationRows.filter((j) => j.areaCode === code)

function covers(row: DemoJurisdiction, no: number): boolean {
  if (row.fromNo === null || row.toNo === null) return true
  const parity = no % 2 === 1 ? 'odd' : 'even'
  return no >= row.fromNo && no <= row.toNo && (row.parity === null || row.parity === parity)
}

describe('jurisdictions', () => {
  test('every area has a station, and most one station and one officer', () => {
    for (const area of areas) expect(rowsOf(area.code).length, area.name.zh).toBeGreaterThan(0)
    expect(areas.filter((a) => rowsOf(a.code).length === 1).length).toBeGreaterThan(90)
  })

  test('an area is given whole or street by street, never both', () => {
    for (const area of areas) {
      expect(new Set(rowsOf(area.code).map((j) => j.street === null)).size).toBe(1)
    }
    for (const j of jurisdictions) {
      expect([j.fromNo === null, j.toNo === null]).toEqual([j.street === null, j.street === null])
      if (j.street === null) expect(j.parity).toBeNull()
    }
  })

  test('at least three areas are split between two stations, each house number with exactly one', () => {
    const split = areas.filter((a) => new Set(rowsOf(a.code).map((j) => j.pointSlug)).size === 2)
    expect(split.length).toBeGreaterThanOrEqual(3)
    for (const area of split) {
      const streets = new Set(rowsOf(area.code).map((j) => j.street?.zh))
      for (const street of streets) {
        const rows = rowsOf(area.code).filter((j) => j.street?.zh === street)
        const last = Math.max(...rows.map((j) => j.toNo ?? 0))
        for (let no = 1; no <= last; no++) {
          expect(rows.filter((row) => covers(row, no)).length, `${street} ${no}`).toBe(1)
        }
      }
    }
  })

  test('one community is served by two officers of one station', () => {
    const shared = areas.filter((a) => {
      const rows = rowsOf(a.code)
      return rows.length === 2 && rows.every((j) => j.street === null)
    })
    expect(shared.map((a) => a.name.zh)).toEqual(['文昌社区'])
  })

  test('each room covers something in its own town, and every community officer has a beat', () => {
    for (const room of points.filter((p) => p.kind === 'room')) {
      const covered = jurisdictions.filter((j) => j.pointSlug === room.slug)
      expect(covered.length, room.slug).toBeGreaterThan(1)
      for (const j of covered) expect(j.areaCode.startsWith(room.townCode)).toBe(true)
    }
    const busy = new Set(jurisdictions.map((j) => j.officerBadge))
    const idle = officers.filter((o) => o.role === 'community' && !busy.has(o.badge))
    expect(idle.map((o) => o.name.zh)).toEqual([])
  })
})
