import type { Clock } from '../../api/shared/clock.ts'
import { signedIn, staffApi } from './signedIn.ts'
import { codesOf, out } from './survey.ts'

type Call = () => Promise<[path: string, body?: unknown, status?: number]>

/** What surveys may cost: a page reads its questions and stations, an answer its code and one place. */
export function surveyBudgets(clock: Clock): Record<string, { trips: number; rows: number; calls: Call[] }> {
  const staff = staffApi({ clock })
  const made = async () => {
    const one = async () => (await signedIn({ grants: [['supervisor', '*']], clock })).headers
    const [writer, reader] = [await one(), await one()]
    const { id } = await out(staff, { writer, reader })
    return { id, code: (await codesOf(staff, writer, id))[0] }
  }
  const answers = { '1': 5, '2': 3, '3': 4 }
  return {
    'GET /surveys': { trips: 1, rows: 50, calls: [async () => ['/surveys']] },
    'GET /surveys/:id': {
      trips: 1,
      rows: 50,
      calls: [
        async () => [`/surveys/${(await made()).id}`],
        async () => [`/surveys/${(await made()).id}?station=qingshi`],
        async () => ['/surveys/nothing', undefined, 404],
      ],
    },
    'POST /surveys/:id/answers': {
      trips: 2,
      rows: 60,
      calls: [
        async () => {
          const { id, code } = await made()
          return [`/surveys/${id}/answers`, { code, answers }, 201]
        },
        async () => [`/surveys/${(await made()).id}/answers`, { station: 'qingshi', answers }, 201],
        async () => ['/surveys/nothing/answers', { answers }, 404],
      ],
    },
    'GET /open-data/surveys/:id/:file': {
      trips: 1,
      rows: 10,
      calls: [async () => [`/open-data/surveys/${(await made()).id}/cells.csv`, undefined, 404]],
    },
  }
}
