import { harmless } from '../noticeRoad.ts'
import type { Place, Rows, Send } from './row.ts'
import type { World } from './world.ts'

const path = (id: string, rest = '') => `/staff/notices/${id}${rest}`
const begun = (world: World, { slug }: Place) => ({
  publisher: slug,
  category: 'notice',
  aroseOn: '2026-11-20',
  title: `停办 ${world.next()}`,
})
const saved = (rev: number) => ({ rev, category: 'notice', aroseOn: '2026-11-20', ...harmless })

const steps = ['draft', 'review', 'published'] as const

/** A notice of this publisher that others wrote and read, as far as this step. */
async function notice(world: World, place: Place, step: (typeof steps)[number]) {
  const begin = begun(world, place)
  const { id, rev: first } = await world.post('/staff/notices', begin)
  let { rev } = await world.post(path(id, '/save'), { ...saved(first), title: begin.title })
  if (step !== 'draft') rev = (await world.post(path(id, '/send'), { rev })).rev
  if (step === 'published') {
    const reader = await world.somebody(world.everything)
    rev = (await world.post(path(id, '/publish'), { rev }, reader)).rev
  }
  return { id: id as string, rev: rev as number, title: begin.title }
}

/** A small file as a browser sends it. */
const upload = (): Pick<Send, 'body' | 'headers'> => ({
  body: '--matrix\r\ncontent-disposition: form-data; name="file"; filename="times.txt"\r\ncontent-type: text/plain\r\n\r\nMonday to Friday\r\n--matrix--\r\n',
  headers: { 'content-type': 'multipart/form-data; boundary=matrix' },
})

async function attached(world: World, place: Place) {
  const { id, ...rest } = await notice(world, place, 'draft')
  const { body, headers } = upload()
  const file = await world.done('POST', path(id, '/files'), body, headers)
  return { id, ...rest, file: file.id as string }
}

const move = (name: string, from: (typeof steps)[number], more: object = {}): Rows => ({
  [`POST /staff/notices/{id}/${name}`]: {
    about: 'bureau',
    make: async (world, place) => {
      const { id, rev } = await notice(world, place, from)
      return { path: path(id, `/${name}`), body: { rev, ...more } }
    },
  },
})

/** What is published, and the road there. */
export const noticeRows: Rows = {
  'GET /staff/notices': {
    about: 'list',
    make: async (world, place) => {
      const { title } = await notice(world, place, 'draft')
      return { path: '/staff/notices', mark: `"${title}"` }
    },
  },
  'GET /staff/notices/options': {
    about: 'list',
    make: (_, place) => ({ path: '/staff/notices/options', mark: `"slug":"${place.slug}"` }),
  },
  'POST /staff/notices': {
    about: 'bureau',
    make: (world, place) => ({ path: '/staff/notices', body: begun(world, place) }),
  },
  'GET /staff/notices/{id}': {
    about: 'bureau',
    make: async (world, place) => ({ path: path((await notice(world, place, 'review')).id) }),
  },
  'POST /staff/notices/{id}/save': {
    about: 'bureau',
    make: async (world, place) => {
      const { id, rev } = await notice(world, place, 'draft')
      return { path: path(id, '/save'), body: { ...saved(rev), summary: `设备检修 ${world.next()}` } }
    },
  },
  ...move('send', 'draft'),
  ...move('recall', 'review'),
  ...move('return', 'review', { remark: '请再看一遍时间' }),
  ...move('publish', 'review'),
  ...move('correct', 'published'),
  ...move('discard', 'draft'),
  ...move('withdraw', 'published', { reason: { zh: '已作废', en: 'No longer so' } }),
  'POST /staff/notices/{id}/erase': {
    about: 'bureau',
    make: async (world, place) => {
      const { id, rev } = await notice(world, place, 'published')
      const reason = { zh: '含有个人信息', en: 'It held personal data' }
      const withdrawn = await world.post(path(id, '/withdraw'), { rev, reason, personal: true })
      return { path: path(id, '/erase'), body: { rev: withdrawn.rev, why: '本人要求' } }
    },
  },
}

/** Attachments. */
export const fileRows: Rows = {
  'POST /staff/notices/{id}/files': {
    about: 'bureau',
    make: async (world, place) => ({
      path: path((await notice(world, place, 'draft')).id, '/files'),
      ...upload(),
    }),
  },
  'POST /staff/notices/{id}/files/{fileId}/drop': {
    about: 'bureau',
    make: async (world, place) => {
      const { id, file } = await attached(world, place)
      return { path: path(id, `/files/${file}/drop`) }
    },
  },
  'GET /staff/notices/{id}/files/{fileId}': {
    about: 'bureau',
    make: async (world, place) => {
      const { id, file } = await attached(world, place)
      return { path: path(id, `/files/${file}`) }
    },
  },
}
