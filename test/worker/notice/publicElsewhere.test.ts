import { beforeEach, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { draftRow, publishedRow, silentBureau, withdrawnRow } from '../../support/noticeRows.ts'

// What is published, where it is shown besides its own pages: the home page, the station's page, the directory.

const clock = clockAt(monday)
const api = apiClient({ clock })
const details = {
  startsAt: '2026-11-25T14:00:00+08:00',
  endsAt: '2026-11-25T16:00:00+08:00',
  place: '二楼会议室',
}

beforeEach(async () => {
  clock.set(monday)
  await silentBureau()
})

const titles = (items: { title: { zh: string } }[]) => items.map(({ title }) => title.zh)

test('the home page shows the newest five and the next three meetings', async () => {
  for (let i = 1; i <= 6; i++)
    await publishedRow({
      title: `会议${i}`,
      category: 'meeting',
      publisher: 'sp_qingshi',
      details,
      at: monday + i,
    })
  for (const state of ['draft', 'review', 'scheduled'] as const) await draftRow({ title: '未公开', state })
  const { body, text } = await api.get('/home')
  expect(titles(body.news)).toEqual(['会议6', '会议5', '会议4', '会议3', '会议2'])
  expect(body.meetings).toHaveLength(3)
  expect(body.meetings[0]).toMatchObject({ place: '二楼会议室', publisher: { slug: 'qingshi' } })
  expect(text).not.toContain('未公开')
  clock.set(Date.parse('2026-11-25T16:00:01+08:00'))
  expect((await api.get('/home')).body.meetings).toEqual([])
})

test('a station shows its own newest three and nobody else’s', async () => {
  for (let i = 1; i <= 4; i++)
    await publishedRow({ title: `青石${i}`, publisher: 'sp_qingshi', at: monday + i })
  await publishedRow({ title: '全局', at: monday + 9 })
  await draftRow({ title: '未公开', publisher: 'sp_qingshi' })
  const { body, text } = await api.get('/stations/qingshi')
  expect(titles(body.news)).toEqual(['青石4', '青石3', '青石2'])
  expect(text).not.toContain('未公开')
})

test('what is withdrawn leaves all of them, and the directory that the sitemap is made of', async () => {
  const kept = await publishedRow({ title: '留下', publisher: 'sp_qingshi' })
  const gone = await publishedRow({ title: '撤下', publisher: 'sp_qingshi', category: 'meeting', details })
  const draft = await draftRow()
  await withdrawnRow(gone, { at: monday + 1, reason: '有误' })
  const home = await api.get('/home')
  expect([titles(home.body.news), home.body.meetings]).toEqual([['留下'], []])
  expect(titles((await api.get('/stations/qingshi')).body.news)).toEqual(['留下'])
  const names = (await api.get('/directory')).body.items
    .filter(({ kind }: { kind: string }) => kind === 'notice')
    .map(({ id }: { id: string }) => id)
  expect(names).toEqual([kept])
  expect(names).not.toContain(draft)
})

test('the directory names every published notice over its pages', async () => {
  for (let i = 0; i < 30; i++) await publishedRow({ at: monday + i })
  const found: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await api.get(`/directory${cursor && `?cursor=${cursor}`}`)
    found.push(...body.items.filter(({ kind }: { kind: string }) => kind === 'notice'))
    cursor = body.nextCursor
  }
  expect(found).toHaveLength(30)
})
