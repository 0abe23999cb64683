import type { apiClient } from './api.ts'
import { openProblem } from './telling.ts'

type Call = () => Promise<[path: string, body?: unknown, status?: number, headers?: Record<string, string>]>

/** What other systems may cost that read small problems and send them. */
export function open311Budgets(
  api: ReturnType<typeof apiClient>,
): Record<string, { trips: number; rows: number; calls: Call[] }> {
  const at = '/open311/v2'
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const sent = new URLSearchParams({
    service_code: 'small-hazard',
    description: 'The cover of a manhole is loose',
    address_string: '3 Stone Bridge Lane',
    'attribute[open]': 'yes',
  }).toString()
  const both = (of: (format: string) => [string, { trips: number; rows: number; calls: Call[] }][]) =>
    Object.fromEntries(['json', 'xml'].flatMap(of))
  return {
    ...both((format) => [
      [
        `GET ${at}/discovery.${format}`,
        { trips: 0, rows: 0, calls: [async () => [`${at}/discovery.${format}`]] },
      ],
      [
        `GET ${at}/services.${format}`,
        { trips: 1, rows: 20, calls: [async () => [`${at}/services.${format}`]] },
      ],
      // A list reads what it shows: at most a thousand, with the names of each.
      [
        `GET ${at}/requests.${format}`,
        {
          trips: 1,
          rows: 160,
          calls: [
            async () => {
              await openProblem(api)
              return [`${at}/requests.${format}`]
            },
            async () => [`${at}/requests.${format}?service_request_id=${(await openProblem(api)).id}`],
          ],
        },
      ],
      [
        `POST ${at}/requests.${format}`,
        { trips: 2, rows: 120, calls: [async () => [`${at}/requests.${format}`, sent, 201, form]] },
      ],
    ]),
    [`GET ${at}/services/:file`]: {
      trips: 1,
      rows: 61,
      calls: [
        async () => [`${at}/services/small-hazard.json`],
        async () => [`${at}/services/nothing.xml`, undefined, 404],
      ],
    },
    [`GET ${at}/requests/:file`]: {
      trips: 1,
      rows: 20,
      calls: [
        async () => [`${at}/requests/${(await openProblem(api)).id}.xml`],
        async () => [`${at}/requests/P-22222222.json`, undefined, 404],
      ],
    },
    [`GET ${at}/tokens/:file`]: {
      trips: 0,
      rows: 0,
      calls: [async () => [`${at}/tokens/C-20261123-7K3M9Q.json`, undefined, 404]],
    },
  }
}
