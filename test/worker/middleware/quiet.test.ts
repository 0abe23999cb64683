import { env } from 'cloudflare:workers'
import { beforeEach, expect, test, vi } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(() => demo(env))

/** The lines that were written for these paths. */
async function linesOf(paths: readonly [string, object?][]): Promise<string[]> {
  const log = vi.spyOn(console, 'log')
  try {
    const { headers } = await signedIn({ grants: [['supervisor', '*']], clock })
    for (const [path, body] of paths)
      await (path.startsWith('/staff')
        ? staff.get(path, headers)
        : body
          ? api.post(path, body)
          : api.get(path))
    return log.mock.calls.map(([line]) => String(line)).filter((line) => line.includes('"route"'))
  } finally {
    log.mockRestore()
  }
}

test('nothing is logged of ratings and surveys: a line has a moment, and a bad rating more rows', async () => {
  expect(await linesOf([['/stations/qingshi'], ['/staff/applications']])).toHaveLength(2)
  const quiet = await linesOf([
    ['/ratings/open', { token: 'K7M39QXTH4WC' }],
    ['/ratings', { token: 'K7M39QXTH4WC', overall: 1, tags: ['slow'] }],
    ['/ratings/second', { token: 'K7M39QXTH4WC', overall: 1 }],
    ['/ratings/poster', { station: 'qingshi', overall: 1, tags: ['slow'] }],
    ['/surveys'],
    ['/surveys/cp_nothing/answers', { answers: { 1: 1 } }],
    ['/staff/rectifications'],
    ['/staff/rating-tasks'],
    ['/staff/rating-flags'],
  ])
  expect(quiet).toEqual([])
})
