import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ratingGroups } from '../../../api/survey/groups.ts'
import { ratingAppealReasons } from '../../../db/schema/rectification.ts'
import { demoBureau } from '../../../db/seed/demo/index.ts'
import { demoRated, demoWeek, mondaysOf } from '../../../db/seed/demo/ratings.ts'
import { showDemoRatings } from '../../../scripts/demo/ratings.ts'

let state: string
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'demo-ratings-'))
})
afterEach(() => rmSync(state, { recursive: true }))

test('a week of the demonstration is the same every time, and of places, groups and days that are there', () => {
  const week = demoWeek('2026Q4', 3, '2026-10-05')
  expect(demoWeek('2026Q4', 3, '2026-10-05')).toEqual(week)
  expect(demoWeek('2026Q4', 3, '2026-10-12')).not.toEqual(week)
  const slugs = demoBureau('2026-11-23').points.map(({ slug }) => slug)
  for (const { slug } of demoRated) expect(slugs).toContain(slug)
  expect(week.rating.length).toBeGreaterThan(50)
  // What the desk did is of no place, and appeals stand by their reasons.
  const groups: readonly unknown[] = [...ratingGroups, ...ratingAppealReasons, 'desk']
  for (const row of [...week.rating, ...week.evaluation_event])
    expect(row.service_point_id === '*' ? groups : ratingGroups).toContain(row.grp)
  for (const { day } of demoWeek('2026Q4', 3, '2026-09-28').evaluation_event) expect(day).toBe('2026-10-01')
  const ids = mondaysOf('2026Q4').flatMap((monday) =>
    demoWeek('2026Q4', 3, monday).rating.map(({ id }) => id),
  )
  expect(new Set(ids).size).toBe(ids.length)
})

test('whoever starts the house reads the tokens in fours, or nothing where there are none', () => {
  expect(showDemoRatings('http://here', state)).toBe('')
  writeFileSync(
    join(state, 'demo-ratings.json'),
    JSON.stringify([
      { token: 'ABCDEFGHJKMN', words: 'a visit' },
      { token: 'PQRSTUVWXYZ2', words: 'later' },
    ]),
  )
  expect(showDemoRatings('http://here', state)).toBe(
    [
      '  To rate     http://here/rate   ABCD EFGH JKMN   (a visit)',
      '              http://here/rate   PQRS TUVW XYZ2   (later)',
      '',
    ].join('\n'),
  )
})
