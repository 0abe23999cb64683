import type { Clock } from '../../api/shared/clock.ts'
import type { apiClient } from './api.ts'
import { everyPlaceCounted } from './complaintFigures.ts'
import { walkTo } from './complaintRows.ts'
import { open311Budgets } from './open311Budget.ts'
import { fixedProblem, publishing } from './publishing.ts'
import { staffApi } from './signedIn.ts'
import {
  aComplaint,
  anAccusation,
  aProblem,
  atComplaints,
  author,
  openProblem,
  photoForm,
  told,
} from './telling.ts'

type Call = () => Promise<[path: string, body?: unknown, status?: number, headers?: Record<string, string>]>

/** What telling the police something may cost, and following it. */
export function complaintBudgets({
  api,
  clock,
}: {
  api: ReturnType<typeof apiClient>
  clock: Clock
}): Record<string, { trips: number; rows: number; calls: Call[] }> {
  const staff = staffApi({ clock })
  const base = 'POST /complaints/:reference'
  /** A verb of its author, on a complaint in a state. */
  const own =
    (verb: string, body: object, make: () => Promise<{ reference: string; accessCode: string }>): Call =>
    async () => {
      const { reference, accessCode } = await make()
      return [`/complaints/${reference}/${verb}`, { accessCode, ...body }]
    }
  const fresh = () => told(api, aComplaint())
  const answered = async () => {
    const receipt = await fresh()
    const handler = await atComplaints(staff, clock)
    await handler.do(receipt.reference, 'accept')
    await handler.do(receipt.reference, 'answer', { done: '已办', by: '窗口' })
    return receipt
  }
  const asked = async () => {
    const receipt = await fresh()
    const handler = await atComplaints(staff, clock)
    await handler.do(receipt.reference, 'accept')
    await handler.do(receipt.reference, 'ask', { words: '哪天？' })
    return receipt
  }
  const outside = async () => {
    const { reference } = await fresh()
    await walkTo(reference, 'accepted')
    const handler = await atComplaints(staff, clock)
    const { body } = await handler.do(reference, 'elsewhere', { office: '住建局', words: '灯归谁修？' })
    return body.token as string
  }
  const world = { api, staff, clock }
  const published = async () => {
    const one = await fixedProblem(world, { photos: true })
    await publishing(world, one)
    return one
  }
  const dated = async () => {
    const receipt = await told(api, {
      ...aComplaint({ kind: 'mediation', place: '3 号楼' }),
      answers: { other: '楼上住户' },
    })
    const handler = await atComplaints(staff, clock)
    await handler.do(receipt.reference, 'accept')
    const date = { room: 'qingshi', day: '2026-12-01', from: '09:00', to: '10:00', invites: 'office' }
    await handler.do(receipt.reference, 'date', date)
    return receipt
  }
  const photographed = async () => {
    const receipt = await told(api, anAccusation())
    await api.call(
      'POST',
      `/complaints/${receipt.reference}/photos`,
      photoForm({ accessCode: receipt.accessCode }),
    )
    return receipt
  }
  return {
    'GET /complaint-kinds': { trips: 1, rows: 20, calls: [async () => ['/complaint-kinds']] },
    // A list to choose from: it reads what it shows, at most sixty towns, or eighty places and the one asked for.
    'GET /complaint-kinds/:kind': {
      trips: 1,
      rows: 81,
      calls: [
        async () => ['/complaint-kinds/service?about=qingshi'],
        async () => ['/complaint-kinds/problem'],
        async () => ['/complaint-kinds/none', undefined, 422],
      ],
    },
    'POST /complaints': {
      trips: 2,
      rows: 120,
      calls: [
        async () => ['/complaints', aComplaint(), 201],
        async () => ['/complaints', aProblem(), 201],
        async () => ['/complaints', anAccusation(), 201],
      ],
    },
    'GET /complaints/near': {
      trips: 1,
      rows: 50,
      calls: [
        async () => [`/complaints/near?town=${(await openProblem(api)).town}&category=small-hazard`],
        async () => {
          await openProblem(api)
          return ['/complaints/near?lat=29.123&lon=120.654']
        },
      ],
    },
    'GET /complaints/near/:id': {
      trips: 1,
      rows: 20,
      calls: [async () => [`/complaints/near/${(await openProblem(api)).id}`]],
    },
    'POST /complaints/near/:id/follow': {
      trips: 2,
      rows: 40,
      calls: [
        async () => [`/complaints/near/${(await openProblem(api)).id}/follow`, {}, 201],
        async () => [`/complaints/near/${(await openProblem(api)).id}/follow`, { phone: '13800000555' }, 201],
      ],
    },
    'POST /complaints/near/:id/unfollow': {
      trips: 2,
      rows: 20,
      calls: [
        async () => {
          const { id } = await openProblem(api)
          const { body } = await api.post(`/complaints/near/${id}/follow`, { phone: '13800000666' })
          return [`/complaints/near/${id}/unfollow`, { accessCode: body.accessCode }]
        },
      ],
    },
    ...open311Budgets(api),
    [`${base}/open`]: { trips: 1, rows: 60, calls: [own('open', {}, fresh), own('open', {}, answered)] },
    [`${base}/messages`]: {
      trips: 2,
      rows: 80,
      calls: [own('messages', { words: '补充一句' }, fresh), own('messages', { words: '上周三' }, asked)],
    },
    [`${base}/accept`]: { trips: 2, rows: 50, calls: [own('accept', { satisfied: 5 }, answered)] },
    [`${base}/object`]: { trips: 2, rows: 60, calls: [own('object', { words: '不行' }, answered)] },
    [`${base}/withdraw`]: { trips: 2, rows: 50, calls: [own('withdraw', {}, fresh)] },
    [`${base}/agreement`]: {
      trips: 2,
      rows: 50,
      calls: [
        own('agreement', { agreed: true }, () => told(api, aProblem())),
        own('agreement', { agreed: false }, published),
      ],
    },
    // Ten a page, each with its places and photos; of each kind as many are looked at by its index.
    'GET /answered': {
      trips: 1,
      rows: 260,
      calls: [
        async () => ['/answered'],
        async () => ['/answered?station=qingshi&category=small-hazard&month=2026-11'],
        async () => ['/answered?town=990101100&choices=1'],
      ],
    },
    'GET /answered/:id': {
      trips: 1,
      rows: 20,
      calls: [
        async () => [`/answered/${await publishing(world, await fixedProblem(world, { photos: true }))}`],
        async () => ['/answered/P-NOTHING2', undefined, 404],
      ],
    },
    'GET /answered/:id/photos/:photo': {
      trips: 2,
      rows: 20,
      calls: [
        async () => {
          const one = await fixedProblem(world, { photos: true, anonymous: true })
          const { body } = await api.get(`/answered/${await publishing(world, one)}`)
          return [body.photos[0].href.slice('/api/v1'.length)]
        },
      ],
    },
    'GET /answered.atom': { trips: 1, rows: 400, calls: [async () => ['/answered.atom?station=qingshi']] },
    [`${base}/calendar`]: { trips: 1, rows: 40, calls: [own('calendar', {}, dated)] },
    [`${base}/photos/links`]: { trips: 1, rows: 40, calls: [own('photos/links', {}, photographed)] },
    // The bytes of a named one stand on the list of what should go before they are there: one trip more.
    [`${base}/photos`]: {
      trips: 3,
      rows: 60,
      calls: [
        async () => {
          const { reference, accessCode } = await fresh()
          return [`/complaints/${reference}/photos`, photoForm({ accessCode }), 201]
        },
        async () => {
          const { reference, accessCode } = await told(api, anAccusation())
          return [`/complaints/${reference}/photos`, photoForm({ accessCode }), 201]
        },
      ],
    },
    // A row for each station and its newest facts, beside the frozen years.
    'GET /evaluations/checklist': { trips: 1, rows: 120, calls: [async () => ['/evaluations/checklist']] },
    'GET /open-data': { trips: 0, rows: 0, calls: [async () => ['/open-data']] },
    // A row for each place and its name, beside three years of months: however many complaints there are.
    'GET /open-data/complaints': {
      trips: 1,
      rows: 80,
      calls: [
        async () => {
          await everyPlaceCounted('2026-10')
          return ['/open-data/complaints']
        },
        async () => ['/open-data/complaints?month=2026-10&station=qingshi'],
        async () => ['/open-data/complaints?station=nowhere', undefined, 404],
      ],
    },
    'GET /open-data/complaints.csv': {
      trips: 1,
      rows: 80,
      calls: [async () => ['/open-data/complaints.csv?month=2026-10']],
    },
    'GET /complaint-photos/:token': {
      trips: 2,
      rows: 20,
      calls: [
        async () => {
          const { body } = await author(api, await photographed()).post('photos/links')
          return [body.photos[0].path.slice('/api/v1'.length)]
        },
        async () => ['/complaint-photos/nothing', undefined, 404],
      ],
    },
    'POST /complaints/outside/open': {
      trips: 1,
      rows: 20,
      calls: [async () => ['/complaints/outside/open', { token: await outside() }]],
    },
    'POST /complaints/outside/answer': {
      trips: 3,
      rows: 80,
      calls: [async () => ['/complaints/outside/answer', { token: await outside(), words: '我们修。' }]],
    },
  }
}
