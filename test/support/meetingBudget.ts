import type { Clock } from '../../api/shared/clock.ts'
import { apiClient } from './api.ts'
import { announced, comer } from './meeting.ts'
import { signedIn, staffApi } from './signedIn.ts'

type Call = () => Promise<[path: string, body?: unknown, status?: number]>

/** A look-up reads at most 50 rows (design: budgets); a list reads what it shows. */
const lookUp = 50

/** What meetings and volunteers may cost the database. */
export function meetingBudgets(clock: Clock): Record<string, { trips: number; rows: number; calls: Call[] }> {
  const api = apiClient({ clock })
  const get =
    (path: string, status = 200): Call =>
    async () => [path, undefined, status]
  const made = async () => {
    const one = async () => (await signedIn({ grants: [['chief', 'sp_qingshi']], clock })).headers
    return (await announced(staffApi({ clock }), { writer: await one(), reader: await one() })).id
  }
  const volunteer = { station: 'qingshi', kind: 'watch', name: '张小明', phone: '13800000000' }
  return {
    // Twenty meetings and the five before them, each with its service points.
    'GET /meetings': {
      trips: 1,
      rows: 150,
      calls: [get('/meetings'), get('/meetings?station=qingshi'), get('/meetings?when=past')],
    },
    'GET /meetings/:id': {
      trips: 1,
      rows: lookUp,
      calls: [async () => [`/meetings/${await made()}`], get('/meetings/nothing', 404)],
    },
    'GET /meetings.ics': { trips: 1, rows: 400, calls: [get('/meetings.ics?station=qingshi')] },
    'GET /meetings/:id/calendar': {
      trips: 1,
      rows: lookUp,
      calls: [async () => [`/meetings/${await made()}/calendar`]],
    },
    'POST /meetings/:id/signups': {
      trips: 2,
      rows: lookUp,
      calls: [async () => [`/meetings/${await made()}/signups`, comer(), 201]],
    },
    'POST /meetings/:id/questions': {
      trips: 2,
      rows: lookUp,
      calls: [async () => [`/meetings/${await made()}/questions`, { words: '路灯？' }, 201]],
    },
    'POST /meetings/entries/:reference/cancel': {
      trips: 2,
      rows: lookUp,
      calls: [
        async () => {
          const { body } = await api.post(`/meetings/${await made()}/signups`, comer())
          return [`/meetings/entries/${body.reference}/cancel`, { accessCode: body.accessCode }]
        },
      ],
    },
    'POST /volunteers': {
      trips: 2,
      rows: lookUp,
      calls: [async () => ['/volunteers', volunteer, 201]],
    },
    'GET /volunteers': { trips: 1, rows: lookUp, calls: [get('/volunteers?station=qingshi')] },
    'POST /volunteers/:reference/leave': {
      trips: 2,
      rows: lookUp,
      calls: [
        async () => {
          const { body } = await api.post('/volunteers', volunteer)
          return [`/volunteers/${body.reference}/leave`, { accessCode: body.accessCode }]
        },
      ],
    },
  }
}
