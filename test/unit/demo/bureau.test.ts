import { describe, expect, test } from 'vitest'
import { demoBureau } from '../../../db/seed/demo/index.ts'

const bureau = demoBureau('2026-11-21')
const { towns, points, areas, jurisdictions, officers, offers } = bureau
const slugs = new Set(points.map((p) => p.slug))
const badges = new Set(officers.map((o) => o.badge))

function unique(values: (string | null)[]) {
  const present = values.filter((v) => v !== null)
  expect(present.filter((v, i) => present.indexOf(v) !== i)).toEqual([])
}

function texts(value: unknown): { zh: string; en: string }[] {
  if (typeof value !== 'object' || value === null) return []
  if ('zh' in value && 'en' in value) return [value as { zh: string; en: string }]
  return Object.values(value).flatMap(texts)
}

describe('the demo bureau', () => {
  test('has 18 stations, 2 halls, 9 rooms, one station a town, and 4 to 7 areas a town', () => {
    const count = (kind: string) => points.filter((p) => p.kind === kind).length
    expect([towns.length, count('station'), count('hall'), count('room')]).toEqual([18, 18, 2, 9])
    const stations = points.filter((p) => p.kind === 'station')
    expect(new Set(stations.map((p) => p.townCode)).size).toBe(18)
    expect(stations.map((p) => p.slug)).toEqual(towns.map((t) => t.slug))
    for (const town of towns) {
      const size = areas.filter((a) => a.townCode === town.code).length
      expect(size, town.slug).toBeGreaterThanOrEqual(4)
      expect(size, town.slug).toBeLessThanOrEqual(7)
    }
    expect(areas).toHaveLength(100)
  })

  test('uses no slug, code, phone, badge or name twice', () => {
    unique(points.map((p) => p.slug))
    unique([...towns, ...points, ...areas].map((row) => row.code))
    unique([...points.map((p) => p.phone), ...officers.map((o) => o.dutyPhone)])
    unique(officers.map((o) => o.badge))
    unique(officers.map((o) => o.mobile))
    for (const rows of [towns, points, areas, officers]) {
      unique(rows.map((row) => row.name.zh))
      unique(rows.map((row) => row.name.en))
    }
    unique(points.map((p) => p.address.zh))
    unique(offers.map((o) => `${o.pointSlug}/${o.matterCode}`))
    unique(jurisdictions.map((j) => JSON.stringify(j)))
  })

  test('codes lie under the unused prefix 990101', () => {
    for (const town of towns) expect(town.code).toMatch(/^990101\d{3}$/)
    for (const point of points) expect(point.code).toMatch(/^990101\d{6}$/)
    for (const area of areas) expect(area.code).toMatch(new RegExp(`^${area.townCode}\\d{3}$`))
    for (const officer of officers) expect(officer.badge).toMatch(/^\d{6}$/)
  })

  test('no number could ring, and mobiles are only those their owner published', () => {
    for (const point of points) expect(point.phone).toMatch(/^000-0000-00\d\d$/)
    for (const officer of officers) {
      expect(officer.dutyPhone).toMatch(/^000-0000-0\d{3}$/)
      expect(officer.mobilePublic).toBe(officer.mobile !== null)
      if (officer.mobile) expect(officer.mobile).toMatch(/^1900000\d{4}$/)
    }
    const withMobile = officers.filter((o) => o.mobile)
    expect(withMobile.length).toBeLessThan(officers.length / 4)
  })

  test('every text is there in both languages, the English without Chinese characters', () => {
    for (const { zh, en } of texts(bureau)) {
      expect(zh).not.toBe('')
      expect(en).toMatch(/\S/)
      expect(en).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/)
    }
    for (const point of points) expect(point.directions.zh).not.toMatch(/undefined|NaN/)
  })

  test('references resolve', () => {
    const townCodes = new Set(towns.map((t) => t.code))
    const areaCodes = new Set(areas.map((a) => a.code))
    const stationSlugs = new Set(points.filter((p) => p.kind === 'station').map((p) => p.slug))
    for (const row of [...points, ...areas]) expect(townCodes).toContain(row.townCode)
    for (const p of points) {
      if (p.kind === 'room') expect(stationSlugs).toContain(p.parentSlug)
      else expect(p.parentSlug).toBeNull()
    }
    for (const j of jurisdictions) {
      expect(areaCodes).toContain(j.areaCode)
      expect(slugs).toContain(j.pointSlug)
      if (j.officerBadge) expect(badges).toContain(j.officerBadge)
    }
    expect(jurisdictions.filter((j) => !j.officerBadge).map((j) => j.street?.zh)).toEqual(['货场路'])
    for (const row of [...officers, ...offers]) expect(slugs).toContain(row.pointSlug)
  })

  test('staffing: 2 to 4 a station with a chief and a community officer, 2 a hall, 1 a room', () => {
    for (const point of points) {
      const roles = officers.filter((o) => o.pointSlug === point.slug).map((o) => o.role)
      if (point.kind === 'hall') expect(roles).toHaveLength(2)
      if (point.kind === 'room') expect(roles).toEqual(['community'])
      if (point.kind !== 'station') continue
      expect(roles.length).toBeGreaterThanOrEqual(2)
      expect(roles.length).toBeLessThanOrEqual(4)
      expect(roles).toContain('chief')
      expect(roles).toContain('community')
    }
  })

  test('offers: foreigners get CR-01 at the exit-entry hall only, local promises are marked', () => {
    const record = offers.filter((o) => o.matterCode === 'CR-01')
    expect(record.filter((o) => o.audience === 'foreigners').map((o) => o.pointSlug)).toEqual([
      'exit-entry-hall',
    ])
    expect(record.filter((o) => o.audience === 'not-foreigners')).toHaveLength(18)
    const of = (slug: string) => offers.filter((o) => o.pointSlug === slug).length
    expect([of('qingshi'), of('household-hall'), of('exit-entry-hall'), of('guhuai-room')]).toEqual([
      27, 21, 2, 3,
    ])
    const hallRenewal = offers.find((o) => o.pointSlug === 'household-hall' && o.matterCode === 'ID-02')
    expect(hallRenewal?.overlay?.promise).toEqual({ value: 10, unit: 'working-day' })
    const lostBook = offers.find((o) => o.pointSlug === 'qingshi' && o.matterCode === 'HK-07')
    expect(lostBook?.overlay?.fee?.yuan).toBe(8)
    expect(offers.filter((o) => o.overlay).every((o) => o.overlay?.certainty === 'local')).toBe(true)
  })
})
