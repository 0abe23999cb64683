import { aPlan, comer, theMinutes } from '../meeting.ts'
import type { Place, Rows } from './row.ts'
import { person, type World } from './world.ts'

const at = (id: string, verb: string) => `/staff/meetings/${id}/${verb}`

const planned = async (world: World, { slug }: Place) => {
  const title = { zh: `恳谈会 ${world.next()}` }
  const { id, rev } = await world.post('/staff/meetings', aPlan({ point: slug, title }))
  return { id: id as string, rev: rev as number, title: title.zh }
}
/** By another second reader than whoever is asked. */
const announced = async (world: World, place: Place) => {
  const { id, rev, title } = await planned(world, place)
  const reader = await world.somebody(world.everything)
  return { id, title, rev: (await world.post(at(id, 'announce'), { rev }, reader)).rev as number }
}
/** Held so soon that it has begun at the hour of the matrix. */
const begun = async (world: World, place: Place) => {
  const eight = Date.parse('2026-11-23T08:00:00+08:00')
  world.clock.set(eight)
  try {
    const title = { zh: `恳谈会 ${world.next()}` }
    const plan = aPlan({ point: place.slug, title, day: '2026-11-23', from: '09:00', to: '09:30' })
    const { id, rev } = await world.post('/staff/meetings', plan)
    const reader = await world.somebody(world.everything)
    return { id: id as string, rev: (await world.post(at(id, 'announce'), { rev }, reader)).rev as number }
  } finally {
    world.clock.set(world.now)
  }
}
const held = async (world: World, place: Place) => {
  const { id, rev } = await begun(world, place)
  return { id, rev: (await world.post(at(id, 'held'), { rev, came: [] })).rev as number }
}
const written = async (world: World, place: Place) => {
  const { id, rev } = await held(world, place)
  return { id, rev: (await world.post(at(id, 'minutes'), { rev, ...theMinutes() })).rev as number }
}
const question = async (world: World, place: Place) => {
  const { id } = await announced(world, place)
  const asked = { words: '路灯什么时候修？', name: person.name, mayPublish: true }
  const { status, body, text } = await world.web.post(`/meetings/${id}/questions`, asked)
  if (status !== 201) throw new Error(text)
  return { id, path: at(id, `questions/${body.reference}`) }
}

/** Meetings with the public. */
export const meetingRows: Rows = {
  'GET /staff/meetings': {
    about: 'list',
    make: async (world, place) => ({ path: '/staff/meetings', mark: (await planned(world, place)).title }),
  },
  'POST /staff/meetings': {
    make: (world, { slug }) => ({
      path: '/staff/meetings',
      body: aPlan({ point: slug, title: { zh: `恳谈会 ${world.next()}` } }),
    }),
  },
  'GET /staff/meetings/{id}': {
    make: async (world, place) => {
      const { id } = await announced(world, place)
      const joined = comer({ name: person.name, phone: person.phone(world.next()) })
      await world.web.post(`/meetings/${id}/signups`, joined)
      return { path: `/staff/meetings/${id}` }
    },
  },
  'POST /staff/meetings/{id}/plan': {
    make: async (world, place) => {
      const { id, rev } = await planned(world, place)
      const { point: _, ...plan } = aPlan({ capacity: 80 })
      return { path: at(id, 'plan'), body: { rev, ...plan } }
    },
  },
  'POST /staff/meetings/{id}/announce': {
    make: async (world, place) => {
      const { id, rev } = await planned(world, place)
      return { path: at(id, 'announce'), body: { rev } }
    },
  },
  'POST /staff/meetings/{id}/cancel': {
    make: async (world, place) => {
      const { id, rev } = await announced(world, place)
      return { path: at(id, 'cancel'), body: { rev, reason: { zh: '场地停电' } } }
    },
  },
  'POST /staff/meetings/{id}/held': {
    make: async (world, place) => {
      const { id, rev } = await begun(world, place)
      return { path: at(id, 'held'), body: { rev, came: [] } }
    },
  },
  'POST /staff/meetings/{id}/minutes': {
    make: async (world, place) => {
      const { id, rev } = await held(world, place)
      return { path: at(id, 'minutes'), body: { rev, ...theMinutes({ attended: 5 + (world.next() % 900) }) } }
    },
  },
  'POST /staff/meetings/{id}/publish': {
    make: async (world, place) => {
      const { id, rev } = await written(world, place)
      return { path: at(id, 'publish'), body: { rev } }
    },
  },
  'POST /staff/meetings/{id}/questions/{reference}/answer': {
    make: async (world, place) => ({
      path: `${(await question(world, place)).path}/answer`,
      body: { rev: 0, words: '下周修。' },
    }),
  },
  'POST /staff/meetings/{id}/questions/{reference}/publish': {
    make: async (world, place) => {
      const { path } = await question(world, place)
      await world.post(`${path}/answer`, { rev: 0, words: '下周修。' })
      const body = { rev: 1, question: '路灯什么时候修？', answer: '下周修。' }
      return { path: `${path}/publish`, body }
    },
  },
}
