import { env } from 'cloudflare:workers'
import type { Answer } from './api.ts'
import { ok } from './meeting.ts'

type Headers = Record<string, string>
type Staff = { call(method: string, path: string, body?: unknown, headers?: Headers): Promise<Answer> }

/** A survey as the bureau makes it: the week that begins with the Monday of the tests, three questions, two stations. */
export const aSurvey = (more: object = {}) => ({
  kind: 'open-door',
  title: { zh: '十一月开门评警', en: 'What do you think of the police?' },
  about: { zh: '请说说您身边的民警。\n结果会公布。', en: 'Say what you think.' },
  opensOn: '2026-11-23',
  closesOn: '2026-11-29',
  questions: [
    { kind: 'level5', text: { zh: '您对派出所满意吗？', en: 'Are you satisfied?' } },
    {
      kind: 'choice',
      text: { zh: '晚上一个人出门安全吗？', en: 'Is it safe at night?' },
      choices: [
        { zh: '安全', en: 'Safe' },
        { zh: '还行', en: 'So so' },
        { zh: '不安全', en: 'Not safe' },
      ],
    },
    { kind: 'seen' },
  ],
  takesOpen: true,
  stations: [
    { slug: 'qingshi', quota: 30 },
    { slug: 'nanqiao', quota: 10 },
  ],
  ...more,
})

/** Work reports of two stations, scored by one question. */
export const aReporting = (more: object = {}) =>
  aSurvey({
    kind: 'report',
    title: { zh: '派出所向群众报告工作', en: 'Work reports' },
    questions: [{ kind: 'level5', text: { zh: '这份报告您满意吗？', en: 'How do you score it?' } }],
    ...more,
  })

/** A survey that one colleague wrote and another published. */
export async function out(
  api: Staff,
  { writer, reader }: { writer: Headers; reader: Headers },
  more: object = {},
): Promise<{ id: string; rev: number }> {
  const { id, rev } = await ok(api, writer, '/staff/surveys', aSurvey(more))
  const sent = await ok(api, writer, `/staff/surveys/${id}/send`, { rev })
  const moved = await ok(api, reader, `/staff/surveys/${id}/publish`, { rev: sent.rev })
  return { id, rev: moved.rev }
}

/** The paper codes of a station. */
export const codesOf = async (api: Staff, who: Headers, id: string, station = 'qingshi', sheet = 0) =>
  (await ok(api, who, `/staff/surveys/${id}/codes`, { station, sheet })).codes as string[]

export const many = async <T extends object>(query: string, ...values: (string | number)[]): Promise<T[]> =>
  (
    await env.DB.prepare(query)
      .bind(...values)
      .all<T>()
  ).results
