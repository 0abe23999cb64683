import { leafFor } from '../audit/append.ts'
import { toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { officialOf, officialRow } from '../notice/gate.ts'
import { maskName, maskPhone } from '../privacy/mask.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import { may, pointsFor } from '../staff/permission.ts'
import { clear, needsIn } from './clear.ts'
import { type EntryRow, entriesOf } from './entryQuery.ts'
import { findingsIn, minutesTexts, planTexts } from './gate.ts'
import { deskMeetings, type EventRow, eventsOf, type MeetingRow, meetingById, promisesOf } from './query.ts'
import { reach } from './reach.ts'
import type { DeskList, DeskMeeting } from './staffSchema.ts'
import { entryTexts, stateTexts } from './states.ts'
import { detailOf, promiseOf, text } from './view.ts'

const page = 30
/** As many sign-ups as a meeting has seats, and questions read at once. */
const mostSignUps = 2000
const mostQuestions = 100

/** The meetings of the service points where somebody plans or reads them, the newest first. One round trip. */
export async function listDesk({
  ctx,
  input: { cursor },
}: {
  ctx: Ctx
  input: { cursor?: string | undefined }
}): Promise<DeskList> {
  const points = pointsFor(ctx.actor, 'notice.review')
  const [at, id] = readCursor(cursor, 2) ?? []
  const before = typeof at === 'number' ? ([at, String(id)] as const) : null
  const mine = points === 'all' ? null : JSON.stringify(points)
  const [found] = await ctx.db.batch([deskMeetings(ctx, mine, before, page + 1)])
  const shown = found.slice(0, page)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({
      id: row.id,
      title: text(row.titleZh, row.titleEn),
      point: { slug: row.slug, name: text(row.nameZh, row.nameEn) },
      startsAt: toIso(row.startsAt),
      state: row.state,
      stateText: stateTexts[row.state],
      taken: row.taken,
      capacity: row.capacity,
    })),
    nextCursor: found.length > page && last ? cursorOf([last.startsAt, last.id]) : null,
  }
}

/**
 * One meeting as those who plan it, or read it as the second person, see it: who signed up (masked) with what they need, the questions in clear, what the
 * privacy gate finds in what is published next, and what may be done. That the questions were read leaves a leaf. One
 * read, one write where there are any. Throws record-not-found, not-allowed.
 */
export async function openMeeting({ ctx, id }: { ctx: Ctx; id: string }): Promise<DeskMeeting> {
  const [found, promises, signUps, questions, events, official] = await ctx.db.batch([
    meetingById(ctx, id),
    promisesOf(ctx, id, false),
    entriesOf(ctx, id, 'signup', mostSignUps),
    entriesOf(ctx, id, 'question', mostQuestions),
    eventsOf(ctx, id),
    officialRow(ctx),
  ])
  const { row, staff } = reach(ctx, found, 'notice.review')
  // Who comes, and what is not to be published, is no second reader's business.
  const edits = may(ctx.actor, 'meeting.edit', row.pointId)
  const people = edits ? signUps : []
  const open = questions.filter(
    ({ state, mayPublish }) => edits || (state === 'answered' && mayPublish === 1),
  )
  const asked = open.filter(({ words }) => words !== null)
  const coming = people.filter(({ words }) => words !== null)
  if (asked.length + coming.length > 0) {
    const facts = { signUps: coming.length, questions: asked.length, staff: staff.id }
    const leaf = await leafFor(ctx, { action: 'meeting.read', subject: row.id, facts })
    await ctx.db.batch([leaf.statement])
  }
  const now = ctx.clock.now()
  const { minutes: _m, answers: _a, remaining: _r, ...meeting } = detailOf(row, [], [], now)
  const next =
    row.state === 'planned' ? planTexts(row) : row.state === 'held' ? minutesTexts(row, promises) : []
  return {
    meeting,
    rev: row.rev,
    taken: row.taken,
    can: canOf(ctx, row, events, staff.id),
    minutes: { words: text(row.minutesZh, row.minutesEn), attended: row.attended },
    promises: promises.map((one) => ({ ...promiseOf(one, now), id: one.id, rev: one.rev })),
    findings: findingsIn(next, officialOf(ctx, official[0])).map(({ field, key, rule, text: words }) => ({
      field,
      key,
      rule,
      text: words,
    })),
    signUps: await Promise.all(people.map((entry) => signUpOf(ctx, entry))),
    questions: await Promise.all(open.map((entry) => questionOf(ctx, row, entry, staff.id))),
    events: events.map(({ at, what, by, overWhy }) => ({ at: toIso(at), what, by, overWhy })),
  }
}

function canOf(ctx: Ctx, row: MeetingRow, events: EventRow[], me: string): DeskMeeting['can'] {
  const wrote = (part: 'plan' | 'minutes') => events.some(({ what, byId }) => what === part && byId === me)
  const begun = row.startsAt <= ctx.clock.now()
  const edits: Record<MeetingRow['state'], DeskMeeting['can']> = {
    planned: ['plan', 'cancel'],
    announced: begun ? ['held', 'cancel', 'answer'] : ['cancel', 'answer'],
    held: ['held', 'minutes', 'answer'],
    minuted: ['answer'],
    cancelled: [],
  }
  const announces = row.state === 'planned' && !begun && !wrote('plan')
  const publishes = row.state === 'held' && row.minutesZh !== '' && !wrote('minutes')
  return [
    ...(may(ctx.actor, 'meeting.edit', row.pointId) ? edits[row.state] : []),
    ...(announces ? (['announce'] as const) : []),
    ...(publishes ? (['publish'] as const) : []),
  ]
}

async function entryOf(ctx: Ctx, entry: EntryRow) {
  const name = await clear(ctx, entry.id, 'name', entry.name)
  return {
    reference: entry.reference,
    state: entry.state,
    stateText: entryTexts[entry.state],
    name: name === null ? null : maskName(name),
    receivedAt: toIso(entry.createdAt),
    rev: entry.rev,
  }
}

async function signUpOf(ctx: Ctx, entry: EntryRow): Promise<DeskMeeting['signUps'][number]> {
  const [base, words, phone] = await Promise.all([
    entryOf(ctx, entry),
    clear(ctx, entry.id, 'words', entry.words),
    clear(ctx, entry.id, 'phone', entry.phone),
  ])
  return {
    ...base,
    phone: phone === null ? null : maskPhone(phone),
    persons: entry.persons ?? 0,
    ...needsIn(words),
    came: entry.came === null ? null : entry.came === 1,
  }
}

async function questionOf(
  ctx: Ctx,
  row: MeetingRow,
  entry: EntryRow,
  me: string,
): Promise<DeskMeeting['questions'][number]> {
  const [base, words, answer] = await Promise.all([
    entryOf(ctx, entry),
    clear(ctx, entry.id, 'words', entry.words),
    clear(ctx, entry.id, 'answer', entry.answer),
  ])
  const published = entry.publishedAt !== null
  return {
    ...base,
    words,
    answer,
    mayPublish: entry.mayPublish === 1,
    published,
    mayShow:
      entry.state === 'answered' &&
      entry.mayPublish === 1 &&
      !published &&
      entry.answeredBy !== me &&
      may(ctx.actor, 'notice.review', row.pointId),
  }
}
