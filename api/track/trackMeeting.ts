import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { letIn, triesFor } from '../intake/access.ts'
import { clear, needsIn } from '../meeting/clear.ts'
import { type EntryRow, entryByReference } from '../meeting/entryQuery.ts'
import { type MeetingRow, meetingOfEntry } from '../meeting/query.ts'
import { entryTexts } from '../meeting/states.ts'
import { itemOf } from '../meeting/view.ts'
import { maskName, maskPhone } from '../privacy/mask.ts'
import { openingsIn, openingsOf } from './openings.ts'
import type { MeetingTrack, TimelineEntry } from './schema.ts'
import { leavesOf, pastOf } from './timeline.ts'

/** What became of a sign-up or a question for a meeting. One round trip. Throws record-not-found, too-many-tries. */
export async function trackMeeting(ctx: Ctx, reference: string, accessCode: string): Promise<MeetingTrack> {
  const [tries, [row], [meeting], leaves, opened] = await ctx.db.batch([
    triesFor(ctx, reference),
    entryByReference(ctx, reference),
    meetingOfEntry(ctx, reference),
    leavesOf(ctx, reference),
    openingsOf(ctx, reference),
  ])
  await letIn(ctx, reference, accessCode, row?.codeHash ?? null, tries)
  const entry = row!
  const of = meeting!
  const now = ctx.clock.now()
  const [words, name, phone, answer] = await Promise.all([
    clear(ctx, entry.id, 'words', entry.words),
    clear(ctx, entry.id, 'name', entry.name),
    clear(ctx, entry.id, 'phone', entry.phone),
    clear(ctx, entry.id, 'answer', entry.answer),
  ])
  const signUp = entry.what === 'signup'
  const off = signUp && of.state === 'cancelled' && entry.state === 'coming'
  const over = entry.state === 'coming' && of.startsAt <= now
  const overText = { zh: '恳谈会已开始或开过', en: 'The meeting has begun or is over' }
  return {
    reference,
    kind: 'meeting',
    status: off ? 'off' : entry.state,
    statusText: off ? entryTexts.off : over ? overText : entryTexts[entry.state],
    timeline: [...pastOf(leaves), ...nextOf(entry, of, now)],
    dueAt: entry.state === 'coming' && of.state === 'announced' && !over ? toIso(of.startsAt) : null,
    can: mayLeave(entry, of, now) ? ['cancel'] : [],
    openings: openingsIn(opened),
    meeting: {
      what: entry.what,
      of: itemOf(of, now),
      persons: entry.persons,
      needs: signUp ? needsIn(words) : null,
      name: name === null ? null : maskName(name),
      phone: phone === null ? null : maskPhone(phone),
      words: signUp ? null : words,
      answer,
      mayPublish: entry.mayPublish === 1,
      publishedOn: entry.publishedAt === null ? null : dayOf(entry.publishedAt),
      cancelled: of.cancelledAt === null ? null : { zh: of.cancelZh, en: of.cancelEn },
      kept: entry.words !== null,
    },
  }
}

/** A question may be taken back at any time, a seat until the meeting begins. */
const mayLeave = ({ what, state }: EntryRow, of: MeetingRow, now: number): boolean =>
  what === 'question'
    ? state !== 'withdrawn'
    : state === 'coming' && of.state === 'announced' && of.startsAt > now

function nextOf({ state }: EntryRow, of: MeetingRow, now: number): TimelineEntry[] {
  if (of.state === 'cancelled' || of.startsAt <= now || !['coming', 'asked'].includes(state)) return []
  return [
    {
      at: toIso(of.startsAt),
      text: { zh: '恳谈会开始', en: 'The meeting begins' },
      done: false,
      exact: true,
    },
  ]
}
