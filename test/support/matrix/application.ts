import { env } from 'cloudflare:workers'
import type { ApplicationState } from '../../../api/application/states.ts'
import { DAY } from '../../../api/calendar/day.ts'
import { applicationRow } from '../applicationRows.ts'
import type { Place, Row, Rows, Who } from './row.ts'
import { person, run, type World } from './world.ts'

type Columns = NonNullable<Parameters<typeof applicationRow>[1]>

/** An application of this place, of somebody whose name may stand in no answer. */
const made = (world: World, { point }: Place, state: ApplicationState, more: Columns = {}) =>
  applicationRow(
    state,
    {
      service_point_id: point,
      name: person.name,
      phone: person.phone(world.next() % 10_000),
      received_at: world.now,
      ...more,
    },
    world.now,
  )

const rule = JSON.stringify({
  id: 'test',
  key: 'test',
  version: 1,
  value: 20,
  unit: 'working_day',
  extension: { value: 10, unit: 'working_day', times: 1 },
  ...Object.fromEntries(['name', 'startEvent', 'basis'].map((key) => [key, { zh: '试', en: 'test' }])),
})
const deciding = (world: World) => ({
  accepted_at: world.now,
  clock: 'decide',
  clock_started_at: world.now,
  due_at: world.now + 30 * DAY,
  rule,
})

/** A step of an application that stands in a state where it can be taken. */
const step = (
  verb: string,
  state: ApplicationState,
  body: object = {},
  more?: (world: World) => Columns,
): Row => ({
  make: async (world, place) => {
    const reference = await made(world, place, state, more?.(world))
    const rev = await env.DB.prepare('SELECT rev FROM application WHERE reference = ?')
      .bind(reference)
      .first('rev')
    return { path: `/staff/applications/${reference}/${verb}`, body: { rev, ...body } }
  },
})

/** Something said about an application. */
const said = (verb: string, body: (world: World) => object | Promise<object>): Row => ({
  make: async (world, place) => ({
    path: `/staff/applications/${await made(world, place, 'processing')}/${verb}`,
    body: await body(world),
  }),
})

const content = { title: '查询中', words: { zh: '正在查询。', en: 'We are searching.' } }
const template = async (world: World, { slug }: Place): Promise<string> =>
  (await world.post('/staff/answer-templates', { station: slug, ...content })).id

const ofBureau = ({ grants }: Who) => grants.some(([, point]) => point === '*')

/** How applications are worked on. */
export const applicationRows: Rows = {
  'GET /staff/applications': {
    about: 'list',
    each: true,
    make: async (world, place, who) => {
      const mark = await made(world, place, 'issued')
      // Whoever works for the bureau says which station.
      return {
        path: `/staff/applications?tab=handover&limit=50${ofBureau(who) ? `&station=${place.slug}` : ''}`,
        mark,
      }
    },
  },
  'GET /staff/applications/{reference}': {
    make: async (world, place) => ({ path: `/staff/applications/${await made(world, place, 'processing')}` }),
  },
  'POST /staff/applications/batch': {
    make: async (world, place) => ({
      path: '/staff/applications/batch',
      body: { action: 'take', references: [await made(world, place, 'submitted')] },
    }),
  },
  'POST /staff/applications/{reference}/take': step('take', 'submitted'),
  'POST /staff/applications/{reference}/take-over': step('take-over', 'submitted', {}, () => ({
    handler_id: 'su_gone',
    first_handler_id: 'su_gone',
  })),
  'POST /staff/applications/{reference}/assign': {
    make: async (world, place, who) => {
      const { path, body } = await step('assign', 'submitted').make(world, place, who)
      return { path, body: { ...(body as object), staffId: world.all.id } }
    },
  },
  'POST /staff/applications/{reference}/accept': step('accept', 'submitted'),
  'POST /staff/applications/{reference}/decline': step('decline', 'submitted', {
    ground: 'foreign-national',
    words: '请到出入境大厅。',
  }),
  'POST /staff/applications/{reference}/ask': step('ask', 'submitted', {
    items: [{ target: 'person', kind: 'wrong' }],
  }),
  'POST /staff/applications/{reference}/process': step('process', 'accepted'),
  'POST /staff/applications/{reference}/elsewhere': step('elsewhere', 'processing', {
    office: { zh: '县法院' },
  }),
  'POST /staff/applications/{reference}/resume': {
    make: async (world, place, who) => {
      const sent = await step('resume', 'elsewhere', {}, deciding).make(world, place, who)
      await run(
        `INSERT INTO application_pause (id, application_id, office_zh, office_en, from_at)
         SELECT 'ap_' || id, id, '县法院', 'Court', ? FROM application WHERE reference = ?`,
        world.now,
        sent.path.split('/')[3] ?? '',
      )
      return sent
    },
  },
  'POST /staff/applications/{reference}/extend': step(
    'extend',
    'processing',
    { value: 5, words: '要到外地核实。' },
    // Somebody else handles it: that is who may be given more time.
    (world) => ({ ...deciding(world), handler_id: 'su_colleague' }),
  ),
  'POST /staff/applications/{reference}/decide': step('decide', 'processing', { outcome: 'approved' }),
  'POST /staff/applications/{reference}/issue': step('issue', 'approved', { finding: 'none' }),
  'POST /staff/applications/{reference}/handover': step('handover', 'posted', { how: 'returned' }),
  'POST /staff/applications/{reference}/visit-day': step(
    'visit-day',
    'approved',
    { visitOn: { day: '2026-11-27', part: 'morning' } },
    (world) => ({ ...deciding(world), clock: 'deliver', matter_code: 'HV-01' }),
  ),
  'POST /staff/applications/{reference}/message': said('message', () => ({
    words: '请问哪天用？',
    asks: true,
  })),
  'POST /staff/applications/{reference}/note': said('note', () => ({ words: '来过电话' })),
  'POST /staff/applications/{reference}/ask-opinion': said('ask-opinion', async (world) => ({
    staffId: (await world.somebody([['handler', '*']])).id,
    words: '怎么看？',
  })),
  'POST /staff/applications/{reference}/give-opinion': {
    each: true,
    make: async (world, place, who) => {
      const reference = await made(world, place, 'processing')
      const wordId = `aw_${world.next()}`
      await run(
        `INSERT INTO application_word (id, application_id, kind, side, staff_id, to_staff_id, at)
         SELECT ?, id, 'asked', 'office', 'su_gone', ?, ? FROM application WHERE reference = ?`,
        wordId,
        // Whoever is let in without a session comes in as the guest.
        who.id === 'nobody' ? world.guest.id : who.id,
        world.now,
        reference,
      )
      return { path: `/staff/applications/${reference}/give-opinion`, body: { wordId, words: '可以办' } }
    },
  },
  'GET /staff/answer-templates': {
    make: async (world, place) => {
      await template(world, place)
      return { path: `/staff/answer-templates?station=${place.slug}` }
    },
  },
  'POST /staff/answer-templates': {
    make: (_, { slug }) => ({ path: '/staff/answer-templates', body: { station: slug, ...content } }),
  },
  'PUT /staff/answer-templates/{id}': {
    make: async (world, place) => ({
      path: `/staff/answer-templates/${await template(world, place)}`,
      body: { rev: 0, ...content },
    }),
  },
  'POST /staff/answer-templates/{id}/off': {
    make: async (world, place) => ({
      path: `/staff/answer-templates/${await template(world, place)}/off`,
      body: { rev: 0 },
    }),
  },
  'GET /staff/matters/{code}/terms': {
    make: (_, { slug }) => ({ path: `/staff/matters/CR-01/terms?station=${slug}` }),
  },
  'POST /staff/matters/{code}/terms': {
    each: true,
    make: async (world, { slug }) => {
      const path = '/staff/matters/CR-01/terms'
      const { seen } = await world.get(`${path}?station=${slug}`)
      const promise = { value: 1 + (world.next() % 3), unit: 'working_day' }
      return { path, body: { station: slug, offered: true, promise, fee: null, seen } }
    },
  },
}
