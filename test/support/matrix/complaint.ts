import { env } from 'cloudflare:workers'
import type { ComplaintState } from '../../../api/complaint/states.ts'
import { walkTo } from '../complaintRows.ts'
import { words as publicWords, publishing } from '../publishing.ts'
import { signedIn } from '../signedIn.ts'
import { aComplaint, aProblem, complaintAt, photoForm, told } from '../telling.ts'
import type { Place, Row, Rows } from './row.ts'
import { person, type World } from './world.ts'

/** A complaint handled at this place, by somebody whose name may stand in no answer, in this state. */
async function made(
  world: World,
  { point, slug }: Place,
  state: ComplaintState = 'received',
  set = '',
): Promise<string> {
  const by = { name: person.name, phone: person.phone(world.next() % 10_000) }
  const { reference } = await told(
    world.web,
    point === '*'
      ? aProblem({ ...by, town: undefined, place: `某处 ${world.next()}` })
      : aComplaint({ ...by, about: slug, words: `窗口第 ${world.next()} 次没有人` }),
  )
  await walkTo(reference, state, set)
  return reference
}

/** A verb on a complaint that stands in a state where it can be used. */
const verb = (
  name: string,
  body: object | ((world: World, place: Place, reference: string) => object | Promise<object>) = {},
  state: ComplaintState = 'received',
  set = '',
): Row => ({
  about: 'bureau',
  make: async (world, place) => {
    const reference = await made(world, place, state, set)
    const more = typeof body === 'function' ? await body(world, place, reference) : body
    return {
      path: `/staff/complaints/${reference}/${name}`,
      body: { rev: (await complaintAt(reference)).rev, ...more },
    }
  },
})

/** A question whose author agrees to have it published, answered at this place. */
async function agreed(world: World, { point, slug }: Place): Promise<string> {
  const name = person.name
  const { reference } = await told(
    world.web,
    point === '*'
      ? aProblem({ name, open: true, town: undefined, place: `某处 ${world.next()}` })
      : { kind: 'question', words: `第 ${world.next()} 问`, name, about: slug, open: true },
  )
  await walkTo(reference, 'closed')
  return reference
}

/** A dispute that was taken up; with `begun`, one whose date has begun. */
const dispute = async (world: World, { point, slug }: Place, date: 'none' | 'set' | 'begun') => {
  const { reference } = await told(world.web, {
    kind: 'mediation',
    words: `楼上漏水 ${world.next()}`,
    name: person.name,
    phone: person.phone(world.next() % 10_000),
    ...(point !== '*' && { about: slug }),
    place: '3 号楼',
    answers: { other: '楼上住户' },
  })
  await walkTo(reference, 'accepted')
  if (date !== 'none')
    await env.DB.prepare(
      `INSERT INTO mediation (id, complaint_id, n, room_id, starts_at, ends_at, invites, set_by, set_at)
       SELECT 'md_' || id, id, 1, (SELECT id FROM service_point WHERE slug = ?1), ?2, ?2 + 1, 'office', 'su', 0
       FROM complaint WHERE reference = ?3`,
    )
      .bind(
        point === '*' ? 'qingshi' : slug,
        world.clock.now() + (date === 'set' ? 10_000_000 : -10_000_000) + world.next(),
        reference,
      )
      .run()
  return reference
}
const dated = (
  name: string,
  date: 'none' | 'set' | 'begun',
  body: (world: World, place: Place) => object,
): Row => ({
  about: 'bureau',
  make: async (world, place) => {
    const reference = await dispute(world, place, date)
    const { rev } = await complaintAt(reference)
    return { path: `/staff/complaints/${reference}/${name}`, body: { rev, ...body(world, place) } }
  },
})

const words = { words: '第三次说明' }
/** Somebody who handles complaints at a place. */
const colleague = async (world: World, { point }: Place) =>
  (await signedIn({ grants: [[point === '*' ? 'supervisor' : 'handler', point]], clock: world.clock })).id

const categories = '/staff/complaint-categories'
const named = (zh: string) => ({ name: { zh, en: 'A small thing' }, hint: { zh: '', en: '' } })

/** How staff work on what residents tell the police, and what it is sorted by. */
export const complaintRows: Rows = {
  'GET /staff/complaints': {
    about: 'list',
    make: async (world, place) => {
      const mark = await made(world, place)
      return { path: `/staff/complaints?show=new&station=${place.slug}`, mark: `"${mark}"` }
    },
  },
  'GET /staff/complaints/{reference}': {
    about: 'bureau',
    make: async (world, place) => ({ path: `/staff/complaints/${await made(world, place)}` }),
  },
  'POST /staff/complaints/{reference}/photos/links': {
    about: 'bureau',
    quiet: 'it writes nothing',
    make: async (world, place) => ({ path: `/staff/complaints/${await made(world, place)}/photos/links` }),
  },
  'POST /staff/complaints/{reference}/photos': {
    about: 'bureau',
    make: async (world, place) => ({
      path: `/staff/complaints/${await made(world, place)}/photos`,
      body: photoForm(),
    }),
  },
  'POST /staff/complaints/{reference}/unmask': {
    about: 'bureau',
    names: 'it shows the name, for a reason that is kept',
    make: async (world, place) => ({
      path: `/staff/complaints/${await made(world, place)}/unmask`,
      body: words,
    }),
  },
  'POST /staff/complaints/{reference}/take': verb('take'),
  'POST /staff/complaints/{reference}/assign': verb('assign', async (world, place) => ({
    staffId: await colleague(world, place),
  })),
  'POST /staff/complaints/{reference}/accept': verb('accept'),
  'POST /staff/complaints/{reference}/decline': verb('decline', { reason: 'nothing-to-check', ...words }),
  'POST /staff/complaints/{reference}/ask': verb('ask', words),
  'POST /staff/complaints/{reference}/work': verb('work', {}, 'accepted'),
  'POST /staff/complaints/{reference}/elsewhere': verb(
    'elsewhere',
    { office: '住建局', ...words },
    'accepted',
  ),
  'POST /staff/complaints/{reference}/go-on': verb('go-on', {}, 'elsewhere'),
  'POST /staff/complaints/{reference}/answer': verb(
    'answer',
    { done: '已经办好', by: '窗口', noPhoto: '不用拍' },
    'accepted',
  ),
  'POST /staff/complaints/{reference}/message': verb('message', words, 'accepted'),
  'POST /staff/complaints/{reference}/note': verb('note', words, 'accepted'),
  'POST /staff/complaints/{reference}/publish': {
    about: 'bureau',
    make: async (world, place) => {
      const reference = await agreed(world, place)
      const { rev } = await complaintAt(reference)
      return { path: `/staff/complaints/${reference}/publish`, body: { rev, ...publicWords } }
    },
  },
  'POST /staff/complaints/{reference}/take-down': {
    about: 'bureau',
    make: async (world, place) => {
      const reference = await agreed(world, place)
      await publishing({ clock: world.clock }, { reference }, publicWords, place.point)
      const { rev } = await complaintAt(reference)
      return { path: `/staff/complaints/${reference}/take-down`, body: { rev, words: '写错了一处' } }
    },
  },
  'POST /staff/complaints/{reference}/date': dated('date', 'none', (world, { point, slug }) => {
    const n = world.next()
    const day = `2027-0${1 + (n % 4)}-${String(1 + (Math.floor(n / 4) % 28)).padStart(2, '0')}`
    return { room: point === '*' ? 'qingshi' : slug, day, from: '14:00', to: '14:01', invites: 'office' }
  }),
  'POST /staff/complaints/{reference}/date-off': dated('date-off', 'set', () => words),
  'POST /staff/complaints/{reference}/outcome': dated('outcome', 'begun', () => ({
    outcome: 'agreed',
    ...words,
  })),
  'POST /staff/complaints/{reference}/give-up': verb('give-up', words, 'accepted'),
  'POST /staff/complaints/{reference}/extend': verb(
    'extend',
    { value: 5, ...words },
    'accepted',
    `handler_id = 'su_nobody', clock = 'finish', rule = json_set(rule, '$.extension', json('{"value":10,"unit":"working_day","times":1}'))`,
  ),
  'POST /staff/complaints/{reference}/pass': verb('pass', (_, { point }) => ({
    to: point === '*' ? 'donghu' : '*',
    ...words,
  })),
  'POST /staff/complaints/{reference}/bar': verb('bar', { point: 'donghu' }),
  'POST /staff/complaints/{reference}/split': verb('split', words),
  'POST /staff/complaints/{reference}/merge': verb('merge', async (world, place) => ({
    into: await made(world, place),
    ...words,
  })),
  'POST /staff/complaints/{reference}/sort': verb('sort'),
  'POST /staff/complaints/batch': {
    about: 'bureau',
    make: async (world, place) => ({
      path: '/staff/complaints/batch',
      body: { action: 'take', references: [await made(world, place)] },
    }),
  },
  'GET /staff/complaint-categories': { about: 'house', make: () => ({ path: categories }) },
  'POST /staff/complaint-categories': {
    about: 'house',
    make: (world) => ({
      path: categories,
      body: { kind: 'problem', ...named(`小类 ${world.next()}`) },
    }),
  },
  'PUT /staff/complaint-categories/{code}': {
    about: 'house',
    make: async (world) => {
      const [first] = (await world.get(categories)).items
      const { code, seen } = first
      return {
        path: `${categories}/${code}`,
        body: { ...named(`改名 ${world.next()}`), off: false, seen },
      }
    },
  },
  'PUT /staff/complaint-categories': {
    about: 'house',
    make: async (world) => {
      const { items } = await world.get(categories)
      const codes = items.map(({ code }: { code: string }) => code).toReversed()
      return { path: categories, body: { kind: 'problem', codes } }
    },
  },
}
