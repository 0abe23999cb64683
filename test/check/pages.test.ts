import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { knownPath } from '../../api/feedback/page.ts'

/** A path of each kind of page that has something in it. */
const filled: Record<string, string> = {
  '/apply/[matter]': '/apply/CR-01',
  '/complaints/[kind]': '/complaints/service',
  // Kept as the form above it: whoever reports an error need not be known to wait for it.
  '/complaints/problem/[id]': '/complaints/problem',
  '/evaluations/[period]': '/evaluations/2026Q3',
  '/evaluations/[period]/stations/[slug]': '/evaluations/2026Q3/stations/qingshi',
  '/matters/[code]': '/matters/ID-02',
  '/meetings/[id]': `/meetings/mt_${'0'.repeat(32)}`,
  '/meetings/[id]/ask': `/meetings/mt_${'0'.repeat(32)}/ask`,
  '/meetings/[id]/join': `/meetings/mt_${'0'.repeat(32)}/join`,
  '/notices/[id]': `/notices/nt_${'0'.repeat(32)}`,
  '/notices/[id]/opinion': `/notices/nt_${'0'.repeat(32)}/opinion`,
  '/open/problems/[id]': '/open/problems/P-7K3M9QXC',
  '/papers/[id]': '/papers/marriage-2',
  '/rate/here/[station]': '/rate/here/qingshi',
  '/rate/here/[station]/poster': '/rate/here/qingshi/poster',
  '/surveys/[id]': `/surveys/cp_${'0'.repeat(32)}`,
  '/stations/[slug]': '/stations/qingshi',
  '/stations/[slug]/door': '/stations/qingshi/door',
  '/stations/[slug]/queue': '/stations/qingshi/queue',
  // Kept as the list above it.
  '/open/releases/[station]/[counter]/[day]': '/open/releases',
}

test('an error can be reported on every public page', () => {
  const paths = globSync('site/pages/**/*.astro')
    .map((path) => path.slice('site/pages'.length).replace(/(\/index)?\.astro$/, '') || '/')
    .filter((path) => !/^\/(staff|404|500)(\/|$)/.test(path))
  expect(paths.length).toBeGreaterThan(25)
  const kept = paths.map((path) => filled[path] ?? path)
  expect(kept.map(knownPath)).toEqual(kept)
})
