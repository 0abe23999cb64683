import { consultationRow, reported } from '../feedback.ts'
import { publishedRow } from '../noticeRows.ts'
import type { Place, Rows } from './row.ts'
import { person, type World } from './world.ts'

/** A report of an error on a page of this place, by somebody who left a number. */
async function report(world: World, { slug }: Place): Promise<string> {
  const page = slug === '*' ? '/matters' : `/stations/${slug}`
  const { reference } = await reported(world.web, { page, contact: person.phone(world.next()) })
  return reference
}

/** An opinion on a consultation of this place, by somebody who left name and number. */
async function opinion(world: World, { point }: Place) {
  const id = await consultationRow({ publisher: point })
  const body = { words: '多画几个车位', name: person.name }
  const { status, body: filed, text } = await world.web.post(`/notices/${id}/opinions`, body)
  if (status !== 201) throw new Error(text)
  return { id, reference: filed.reference as string }
}

/** What people say about the site, what they are answered, and what the site says of itself. */
export const feedbackRows: Rows = {
  'GET /staff/feedback': {
    about: 'list',
    make: async (world, place) => ({ path: '/staff/feedback', mark: `"${await report(world, place)}"` }),
  },
  'GET /staff/feedback/{reference}': {
    about: 'bureau',
    make: async (world, place) => ({ path: `/staff/feedback/${(await opinion(world, place)).reference}` }),
  },
  'GET /staff/notices/{id}/opinions': {
    about: 'bureau',
    make: async (world, place) => ({ path: `/staff/notices/${(await opinion(world, place)).id}/opinions` }),
  },
  'POST /staff/feedback/{reference}/answer': {
    about: 'bureau',
    make: async (world, place) => ({
      path: `/staff/feedback/${await report(world, place)}/answer`,
      body: { rev: 0, words: '已改成九点，谢谢。', corrected: true },
    }),
  },
  'POST /staff/feedback/{reference}/pass': {
    about: 'bureau',
    make: async (world, place) => ({
      path: `/staff/feedback/${await report(world, place)}/pass`,
      body: { rev: 0, to: 'donghu' },
    }),
  },
  'GET /staff/site-check': {
    about: 'list',
    make: async (_, place) => {
      await publishedRow({ publisher: place.point, category: 'notice' })
      return { path: '/staff/site-check', mark: `"slug":"${place.slug}"` }
    },
  },
}
