import { env } from 'cloudflare:workers'
import { createStaffApp } from '../../api/staff/app.ts'
import { fillApplications } from '../../scripts/bench/seed/applications.ts'
import { costed } from './cost.ts'
import { applicationRows } from './matrix/application.ts'
import { applicationFileRows } from './matrix/applicationFile.ts'
import { casefileRows } from './matrix/casefile.ts'
import { certificateRows } from './matrix/certificate.ts'
import { exchangeRows } from './matrix/exchange.ts'
import { identityRows } from './matrix/identity.ts'
import { keepingRows } from './matrix/keeping.ts'
import { allowed, operationsOfRoom } from './matrix/matrix.ts'
import { objectionRows } from './matrix/objection.ts'
import { ratingRows } from './matrix/rating.ts'
import type { Send, Standing, Who } from './matrix/row.ts'
import { bureau, newWorld, own } from './matrix/world.ts'

/** The rooms of applications, police cases and certificates, of ratings and of the evaluation. */
const rows = {
  ...applicationRows,
  ...applicationFileRows,
  ...identityRows,
  ...keepingRows,
  ...casefileRows,
  ...certificateRows,
  ...exchangeRows,
  ...ratingRows,
  ...objectionRows,
}

/** What a request cost the database. */
export interface Cost {
  name: string
  trips: number
  rows: number
  /** Calls outside a batch. */
  direct: number
}

/** Whoever of a station or the bureau comes first of those who may. */
const people: Standing[] = [
  { grants: [['handler', own.point]], signedIn: 'yes' },
  { grants: [['chief', own.point]], signedIn: 'yes' },
  { grants: [['supervisor', '*']], signedIn: 'yes' },
]

/**
 * A bureau with so many applications, 240 of them open at the station whose twelve handlers are asked, and what a request
 * there costs: `routes` asks each staff route of applications and certificates once, `cost` one request of somebody.
 */
export async function deskAtWork(applications: number) {
  const world = await newWorld()
  await fillApplications(env.DB, applications, own.slug, world.now)
  const { api, cost: counted } = costed({ clock: world.clock, app: createStaffApp({ clock: world.clock }) })
  const handlers: Who[] = []
  for (let i = 0; i < 12; i++) handlers.push(await world.somebody([['handler', own.point]]))
  const cost = async (name: string, who: Who, send: Send): Promise<Cost & { body: unknown }> => {
    const [method = ''] = name.split(' ')
    Object.assign(counted, { trips: 0, rowsRead: 0, direct: 0 })
    const answer = await api.call(method, send.path, send.body, { ...who.headers, ...send.headers })
    if (answer.status >= 300) throw new Error(`${name}: ${answer.status} ${answer.text.slice(0, 300)}`)
    return {
      name,
      trips: counted.trips,
      rows: counted.rowsRead,
      direct: counted.direct,
      body: answer.body,
    }
  }
  return {
    world,
    handler: handlers[0] as Who,
    supervisor: await world.somebody([['supervisor', '*']]),
    cost,
    async routes(): Promise<Cost[]> {
      const found: Cost[] = []
      for (const op of await operationsOfRoom(rows)) {
        const place = op.row.about === 'house' ? bureau : own
        const standing = people.find((one) => allowed(op, one, place))
        if (!standing) throw new Error(`Nobody may ${op.name}`)
        const who = await world.somebody(standing.grants)
        found.push(await cost(op.name, who, { ...(await op.row.make(world, place, who)) }))
      }
      return found
    },
  }
}
