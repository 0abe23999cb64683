import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { everyRow } from '../../support/faults.ts'
import { invited, rate } from '../../support/rating.ts'

const lines: string[] = []
const clock = clockAt(monday)
const web = apiClient({ clock, bindings: { BOT_CHECKS: 'on' } })
const words = '窗口那位戴眼镜的同志 zilpzalp 让我白跑三趟'
const phone = '13798765432'
const agent = 'Mozilla/5.0 Rotkehlchen/7'
const address = '203.0.113.77'

beforeEach(async () => {
  clock.set(monday)
  await demo(env)
  lines.length = 0
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((...said) => {
      lines.push(said.map(String).join(' '))
    })
})
afterEach(() => vi.restoreAllMocks())

test('nothing of a rating is kept or logged in the clear: words, number, token, address, browser', async () => {
  const headers = { 'cf-connecting-ip': address, 'user-agent': agent }
  const { token, opensAt } = await invited(clock, { phone: '13611112222' })
  const tried = [await rate(web, token, { overall: 1, tags: ['rude'], comment: words, phone }, headers)]
  clock.set(opensAt + DAY)
  tried.push(await web.post('/ratings/open', { token }, headers))
  tried.push(await rate(web, token, { overall: 1, comment: words, phone }, headers))
  tried.push(await rate(web, token, { overall: 1, tags: ['rude'], comment: words, phone }, headers))
  tried.push(await rate(web, token, { overall: 1, tags: ['rude'], comment: words, phone }, headers))
  tried.push(
    await web.post(
      '/ratings/poster',
      { station: 'qingshi', overall: 1, tags: ['rude'], comment: words },
      headers,
    ),
  )
  expect(tried.map(({ status }) => status)).toEqual([409, 200, 422, 201, 409, 201])
  const kept = JSON.stringify(await everyRow())
  const said = [...lines, ...tried.map(({ text }) => text)].join('\n')
  for (const piece of ['zilpzalp', '白跑', phone, '98765432', token, 'Rotkehlchen', address, '13611112222']) {
    expect(kept.includes(piece), `a table has ${piece}`).toBe(false)
    expect(said.includes(piece), `a log or an answer has ${piece}`).toBe(false)
  }
})
