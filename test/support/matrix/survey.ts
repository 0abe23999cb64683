import { aReporting, aSurvey } from '../survey.ts'
import type { Place, Rows } from './row.ts'
import { run, type World } from './world.ts'

const desk = '/staff/surveys'
const at = (id: string, verb: string) => `${desk}/${id}/${verb}`
const made = async (world: World, more: object = {}): Promise<string> =>
  (await world.post(desk, aSurvey(more))).id
/** In this state, by somebody who takes no part in the matrix. */
async function standing(world: World, state: 'review' | 'out' | 'over'): Promise<string> {
  const id = await made(world)
  await world.post(at(id, 'send'), { rev: 0 })
  if (state === 'review') return id
  await run("UPDATE campaign SET state = 'out', published_at = 1, moved_by = 'nobody' WHERE id = ?", id)
  if (state === 'over')
    await run(
      `UPDATE campaign SET state = 'over', ended_at = 2, ended_in = '2026Q4', leaf = 'lf', sha256 = 'x' WHERE id = ?`,
      id,
    )
  return id
}
const reason = { zh: '题目重复', en: 'Asked twice' }
const { kind: _, ...plan } = aSurvey()
/** Work reports of this place, with a title of its own. */
const asked = async (world: World, { slug }: Place) => {
  const title = { zh: `第 ${world.next()} 次报告工作`, en: '' }
  const more = { title, stations: [{ slug, quota: 10 }] }
  return { id: (await world.post(desk, aReporting(more))).id as string, title: title.zh }
}

/** Surveys: the bureau makes them, stations write their reports. */
export const surveyRows: Rows = {
  [`GET ${desk}`]: { about: 'house', make: () => ({ path: desk }) },
  [`POST ${desk}`]: { about: 'house', make: () => ({ path: desk, body: aSurvey() }) },
  [`GET ${desk}/{id}`]: {
    about: 'house',
    make: async (world) => ({ path: `${desk}/${await made(world)}` }),
  },
  [`POST ${desk}/{id}/plan`]: {
    about: 'house',
    make: async (world) => ({ path: at(await made(world), 'plan'), body: { rev: 0, ...plan } }),
  },
  [`POST ${desk}/{id}/send`]: {
    about: 'house',
    make: async (world) => ({ path: at(await made(world), 'send'), body: { rev: 0 } }),
  },
  [`POST ${desk}/{id}/return`]: {
    about: 'house',
    make: async (world) => ({
      path: at(await standing(world, 'review'), 'return'),
      body: { rev: 1, remark: '改一题' },
    }),
  },
  [`POST ${desk}/{id}/publish`]: {
    about: 'house',
    make: async (world) => ({ path: at(await standing(world, 'review'), 'publish'), body: { rev: 1 } }),
  },
  [`POST ${desk}/{id}/withdraw`]: {
    about: 'house',
    make: async (world) => ({ path: at(await made(world), 'withdraw'), body: { rev: 0, reason } }),
  },
  [`POST ${desk}/{id}/codes`]: {
    about: 'house',
    make: async (world) => ({
      path: at(await standing(world, 'out'), 'codes'),
      body: { station: 'qingshi', sheet: 0 },
    }),
  },
  [`GET ${desk}/{id}/words`]: {
    about: 'house',
    make: async (world) => ({ path: at(await standing(world, 'over'), 'words') }),
  },
  'GET /staff/survey-reports': {
    about: 'list',
    make: async (world, place) => ({
      path: '/staff/survey-reports',
      mark: (await asked(world, place)).title,
    }),
  },
  'POST /staff/survey-reports/{id}/{station}': {
    make: async (world, place) => ({
      path: `/staff/survey-reports/${(await asked(world, place)).id}/${place.slug}`,
      body: { words: { zh: '今年走访 320 户。', en: '' } },
    }),
  },
}
