import { DAY, dayOf as dayAt, startOfDay } from '../calendar/day.ts'
import { categoryOf, categoryRow, categoryRows } from '../complaint/categories.ts'
import { kindOf } from '../complaint/kinds/index.ts'
import type { Ctx } from '../context.ts'
import { invalid, Problem } from '../problem.ts'
import { say, type Text } from '../shared/text.ts'
import { townRows } from '../station/towns.ts'
import { byNames, closedBetween, most, openBetween, requestOf } from './query.ts'
import type { Definition, Discovery, RequestsInput, Service, ServiceRequest } from './schema.ts'

/** When this contract last changed. */
const changeset = '2026-11-23T00:00:00+08:00'
/** The longest span of one question (GeoReport v2). */
const span = 90 * DAY

/** What is not there, in words for whoever wrote a client. */
export const absent = (what: Text) => new Problem('not-found', { detail: what })

/** There is one jurisdiction, this site; another is not found. Throws not-found. */
export function requireJurisdiction({ settings }: Pick<Ctx, 'settings'>, id: string | undefined): void {
  if (id !== undefined && id !== '' && id !== new URL(settings.origin).hostname)
    throw absent({ zh: '没有这个 jurisdiction_id', en: 'jurisdiction_id provided was not found' })
}

/** Where GeoReport v2 is spoken, and how. No round trip. */
export function discover({ settings }: Pick<Ctx, 'settings'>): Discovery {
  return {
    changeset,
    contact: `${settings.bureauName.zh} ${settings.contactPhone}`,
    // Nobody needs a key.
    key_service: '',
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: `${settings.origin}/open311/v2`,
        changeset,
        type: settings.demo ? 'test' : 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  }
}

/** The kinds of small problems. One round trip. */
export async function listServices({ ctx }: { ctx: Ctx }): Promise<Service[]> {
  const [found] = await ctx.db.batch([categoryRows(ctx, ['problem'])])
  const group = say(kindOf('problem').name, ctx.locale)
  return found.map(categoryOf).map(({ code, name, hint }) => ({
    service_code: code,
    service_name: say(name, ctx.locale),
    description: say(hint, ctx.locale),
    metadata: true,
    type: 'realtime',
    keywords: [...new Set([name.zh, name.en])].join(', '),
    group,
  }))
}

const asked = {
  open: {
    zh: '可以公开：办的时候公开哪一类、哪个社区、哪天的、大概位置；办完以后由我们另写一段公开。不填就是不公开',
    en: 'May be published: while open what kind, which community, which day and about where; once done a few words of ours. Left out: no',
  },
  town: {
    zh: '在哪个乡镇、街道：选了，直接到那里的派出所',
    en: 'In which town: with it, it goes to the station there at once',
  },
  yes: { zh: '可以公开', en: 'It may be published' },
  no: { zh: '不公开', en: 'It stays private' },
} satisfies Record<string, Text>

/** What can be said with one kind beyond the standard fields. One round trip. Throws not-found. */
export async function defineService({ ctx, code }: { ctx: Ctx; code: string }): Promise<Definition> {
  const [[category], towns] = await ctx.db.batch([categoryRow(ctx, code), townRows(ctx.db, 60, null)])
  if (category?.kind !== 'problem') throw noService()
  const { locale } = ctx
  return {
    service_code: category.code,
    attributes: [
      attribute('open', 1, say(asked.open, locale), [
        { key: 'yes', name: say(asked.yes, locale) },
        { key: 'no', name: say(asked.no, locale) },
      ]),
      attribute(
        'town',
        2,
        say(asked.town, locale),
        towns.map((one) => ({ key: one.code, name: say({ zh: one.nameZh, en: one.nameEn }, locale) })),
      ),
    ],
  }
}

const attribute = (
  code: string,
  order: number,
  description: string,
  values: { key: string; name: string }[],
): Definition['attributes'][number] => ({
  variable: true,
  code,
  datatype: 'singlevaluelist',
  required: false,
  datatype_description: null,
  order,
  description,
  values,
})

export const noService = () => absent({ zh: '没有这个 service_code', en: 'service_code was not found' })

/**
 * Small problems that are open or published, the newest first: of 90 days, at most a thousand. Those that are named are
 * given whatever their day. One round trip. Throws invalid-input, not-found.
 */
export async function listRequests({
  ctx,
  input,
}: {
  ctx: Ctx
  input: RequestsInput
}): Promise<ServiceRequest[]> {
  requireJurisdiction(ctx, input.jurisdiction_id)
  if (input.service_request_id) {
    const [found] = await ctx.db.batch([byNames(ctx, input.service_request_id)])
    return inOrder(found.map((row) => requestOf(ctx, row)))
  }
  const { from, to } = spanOf(ctx, input)
  const between = { from, to, codes: input.service_code }
  const wants = (status: string) => !input.status?.length || input.status.includes(status)
  const [open, closed] = await ctx.db.batch([
    openBetween(ctx, wants('open'), between),
    closedBetween(ctx, wants('closed'), between),
  ])
  return inOrder([...open, ...closed].map((row) => requestOf(ctx, row))).slice(0, most)
}

/** By day, and within one by name: an order within a day would tell by when something came. */
const inOrder = (found: ServiceRequest[]) =>
  found.sort(
    (a, b) =>
      b.requested_datetime.localeCompare(a.requested_datetime) ||
      a.service_request_id.localeCompare(b.service_request_id),
  )

/** The span that is meant; where one end is named, the 90 days on its other side. Throws invalid-input. */
function spanOf({ clock }: Pick<Ctx, 'clock'>, { start_date, end_date }: RequestsInput) {
  const now = clock.now()
  const to = end_date ?? (start_date === undefined ? now : Math.min(now, start_date + span))
  const from = start_date ?? to - span
  if (from > to && start_date !== undefined && end_date !== undefined)
    throw invalid('/end_date', 'wrong-value')
  if (to - from > span) throw invalid('/end_date', 'open311.span')
  // Days alone are known of what came in: whatever came on a day that the span touches is in it.
  return { from: startOfDay(dayAt(from)), to: startOfDay(dayAt(to)) + DAY - 1 }
}

/** One of them by its public name. One round trip. Throws not-found. */
export async function showRequest({ ctx, id }: { ctx: Ctx; id: string }): Promise<ServiceRequest> {
  const [[row]] = await ctx.db.batch([byNames(ctx, [id])])
  if (!row)
    throw absent({
      zh: '没有这个 service_request_id，或者它不公开、还没有受理。本人凭编号和查询码查',
      en: 'service_request_id was not found, is not public, or is not taken up yet. Its author looks it up by reference and access code',
    })
  return requestOf(ctx, row)
}

/**
 * A token is given for what is not to be published, and so never leads to a public name: whoever holds one hears the same,
 * whatever it is. Nothing is read. Throws not-found.
 */
export function idOfToken(): never {
  throw absent({
    zh: '凭 token 查不到 service_request_id：它不公开。本人凭编号和查询码查',
    en: 'token was not found: what it stands for is not public. Its author looks it up by reference and access code',
  })
}
