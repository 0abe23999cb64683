import type { RectificationOutcome } from '../../db/schema/rectification.ts'
import type { Text } from '../shared/text.ts'

/** What a message about a visit says. Never the person's name, a document number or the access code. */
export interface VisitWords {
  /** ISO 8601 with offset. */
  startsAt: string
  pointName: Text
  matterName: Text
  reference: string
  address: Text
  /** The service point's own line. */
  phone: string
}

/** What a message about a meeting says. */
export interface MeetingWords {
  reference: string
  /** ISO 8601 with offset. */
  meetsAt: string
  title: Text
  place: Text
}

/** What a task notice to a volunteer says. */
export interface TaskWords {
  reference: string
  /** YYYY-MM-DD. */
  taskDay: string
  task: string
  from: Text
}

/** The counter is closed at the time of a booked visit. */
export interface ClosedWords extends VisitWords {
  reason: Text
  /** The nearest times still free, ISO 8601 with offset; none, or up to three. */
  nearest: string[]
}

/** A place held for one person on the waiting list. */
export interface OfferWords extends VisitWords {
  /** ISO 8601 with offset: taken by then, or it goes to the next. */
  until: string
}

/** A place on the waiting list. */
export interface ListWords {
  reference: string
  /** The first of the service points waited for. */
  pointName: Text
  matterName: Text
  phone: string
  /** The last day that suits, YYYY-MM-DD. */
  toDay: string
}

/** A one-time code for the number of a booking: the words for nobody else. */
export interface CodeWords {
  code: string
  reference: string
  /** ISO 8601 with offset. */
  expiresAt: string
}

/** The access code of a record was replaced at a counter; the new one is on paper only. */
export interface ReplacedWords {
  reference: string
  /** ISO 8601 with offset. */
  replacedAt: string
  pointName: Text
  phone: string
}

/** An error that somebody reported on a page was answered. */
export interface FeedbackWords {
  reference: string
  corrected: boolean
}

/** That something happened to what somebody told the police: never what it was about, nor of which kind it is. */
export interface ComplaintWords {
  reference: string
  /** The last two are for neighbours, whose reference is the public name. */
  tiding: 'moved' | 'asked' | 'answered' | 'reminder' | 'published' | 'date' | 'near-done' | 'near-over'
  /** Of what was published: the name everybody may know. */
  open?: string
}

/** There is news of a police case: which is not said. */
export interface CasefileWords {
  reference: string
  pointName: Text
  /** The line on duty of whoever is in charge. */
  dutyPhone: string
}

/** That something can be rated: never what it was. */
export interface RatingWords {
  reference: string
  rateToken: string
  /** The last whole day, YYYY-MM-DD. */
  goodDay: string
  /** ISO 8601 with offset. */
  until: string
}

/** What came of a bad rating, and that whoever gave it can say how it was dealt with: never what it was about, nor where. */
export interface SecondWords {
  /** The rectification; not shown. */
  reference: string
  secondToken: string
  outcome: RectificationOutcome
  bureauPhone: string
  /** The last whole day, YYYY-MM-DD. */
  goodDay: string
  /** ISO 8601 with offset. */
  until: string
}

/** How an application stands, or that something waits in it: never what. */
export interface CaseWords {
  reference: string
  /** The state in words, or what waits. */
  what: Text
  matterName: Text
  pointName: Text
  phone: string
}

/** That the time to answer runs out. */
export interface CaseReminder extends CaseWords {
  /** ISO 8601 with offset. */
  until: string
}

/** When somebody comes to the resident's home: `what` says the day and half of day. */
export interface HomeVisit extends CaseWords {
  /** YYYY-MM-DD. */
  visitDay: string
}

/** Every message this house sends, by its template. */
export interface Messages {
  'appointment.booked': VisitWords
  'appointment.moved': VisitWords
  'appointment.cancelled': VisitWords
  'appointment.reminder': VisitWords
  'appointment.closed': ClosedWords
  'appointment.reopened': VisitWords
  'phone.code': CodeWords
  'code.replaced': ReplacedWords
  'feedback.answered': FeedbackWords
  'complaint.news': ComplaintWords
  'casefile.moved': CasefileWords
  'rating.asked': RatingWords
  'rating.closed': SecondWords
  'meeting.reminder': MeetingWords
  'meeting.cancelled': MeetingWords
  'volunteer.task': TaskWords
  'application.moved': CaseWords
  'application.message': CaseWords
  'application.reminder': CaseReminder
  'application.visit': HomeVisit
  'waiting.joined': ListWords
  'waiting.offered': OfferWords
  'waiting.lapsed': ListWords
  'waiting.withdrawn': ListWords
  'waiting.over': ListWords
}

export type Template = keyof Messages

export const templates = [
  'appointment.booked',
  'appointment.moved',
  'appointment.cancelled',
  'appointment.reminder',
  'appointment.closed',
  'appointment.reopened',
  'phone.code',
  'code.replaced',
  'feedback.answered',
  'complaint.news',
  'casefile.moved',
  'rating.asked',
  'rating.closed',
  'meeting.reminder',
  'meeting.cancelled',
  'volunteer.task',
  'application.moved',
  'application.message',
  'application.reminder',
  'application.visit',
  'waiting.joined',
  'waiting.offered',
  'waiting.lapsed',
  'waiting.withdrawn',
  'waiting.over',
] as const satisfies Template[]

/** From when on a message says nothing worth reading, epoch ms; null: never. */
export function staleAt(template: Template, data: Messages[Template]): number | null {
  if ('code' in data) return Date.parse(data.expiresAt)
  if ('until' in data) return Date.parse(data.until)
  if ('meetsAt' in data) return Date.parse(data.meetsAt)
  if ('taskDay' in data) return Date.parse(`${data.taskDay}T23:59:59+08:00`)
  if ('visitDay' in data) return Date.parse(`${data.visitDay}T23:59:59+08:00`)
  if (
    'toDay' in data ||
    'replacedAt' in data ||
    'corrected' in data ||
    'tiding' in data ||
    'dutyPhone' in data ||
    'what' in data ||
    template === 'appointment.cancelled'
  )
    return null
  return Date.parse(data.startsAt)
}

/** Where a message goes. */
export type Recipient = { phone: string } | { email: string }
