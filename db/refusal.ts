/** Why the database refused a batch: the words of our triggers and the names of our constraints. */
export const refusals = [
  'slot-full',
  'slot-closed',
  'booking-is-over',
  'stale',
  'already-booked',
  'waiting-busy',
  'phone-busy',
  'asked-too-often',
  'reference-taken',
  'key-in-use',
  'proof-spent',
  'tray-full',
  'append-only',
  'login-spent',
  'identity-unproved',
  'rule-is-fixed',
  'number-taken',
  'date-is-fixed',
  'second-reader',
  'callback-open',
  'callback-barred',
  'meeting-closed',
  'meeting-full',
  'meeting-often',
  'seen-today',
  'ticket-issued',
  'counter-busy',
  'number-in-use',
  'not-a-duty-day',
  'key-retired',
  'uploads-full',
  'part-there',
  'step-refused',
  'asked-once',
  'barred',
  'not-agreed',
  'own-fix',
  'another-person',
  'room-taken',
] as const
export type Refusal = (typeof refusals)[number]

const marks: [RegExp, Refusal][] = [
  [/slot-full|slot_(public|phone|counter)_within_capacity/, 'slot-full'],
  [/slot-closed/, 'slot-closed'],
  [/phone-busy/, 'phone-busy'],
  [/asked-too-often/, 'asked-too-often'],
  [/booking-is-over/, 'booking-is-over'],
  [
    /stale|UNIQUE constraint failed: (callback\.|mediation\.|application_word\.answers_id|casefile_exclusion\.)/,
    'stale',
  ],
  [/UNIQUE constraint failed: open_matter\.(person|contact)_key/, 'already-booked'],
  [/UNIQUE constraint failed: waiting\.(person|contact)_key/, 'waiting-busy'],
  [
    /UNIQUE constraint failed: (booking|waiting|feedback|application|complaint|casefile_party|meeting_entry|volunteer)\.(reference|id)/,
    'reference-taken',
  ],
  [/UNIQUE constraint failed: idempotency\./, 'key-in-use'],
  [/UNIQUE constraint failed: spent_proof\./, 'proof-spent'],
  [/tray_full/, 'tray-full'],
  [/append-only/, 'append-only'],
  [/UNIQUE constraint failed: identity_spent\./, 'login-spent'],
  [/identity-unproved/, 'identity-unproved'],
  [/rule-is-fixed/, 'rule-is-fixed'],
  [/UNIQUE constraint failed: notice\.(seq|number)/, 'number-taken'],
  [/notice-date-is-fixed/, 'date-is-fixed'],
  [/callback-open/, 'callback-open'],
  [/callback-barred/, 'callback-barred'],
  [/notice_second_reader|meeting_second_reader/, 'second-reader'],
  [/meeting-closed/, 'meeting-closed'],
  [/meeting-full|meeting_within_capacity/, 'meeting-full'],
  [/meeting-often/, 'meeting-often'],
  [/seen-today/, 'seen-today'],
  [/UNIQUE constraint failed: ticket\.booking_id/, 'ticket-issued'],
  [/UNIQUE constraint failed: ticket\.counter_id/, 'counter-busy'],
  [/UNIQUE constraint failed: counter\.service_point_id/, 'number-in-use'],
  [/not-a-duty-day/, 'not-a-duty-day'],
  [/UNIQUE constraint failed: (certificate\.number|(certificate|complaint_public)\.id)/, 'reference-taken'],
  [/key-retired/, 'key-retired'],
  [/uploads-full/, 'uploads-full'],
  [/part-there/, 'part-there'],
  [/step-refused/, 'step-refused'],
  [/asked-once/, 'asked-once'],
  [/room-taken/, 'room-taken'],
  [/\bbarred\b/, 'barred'],
  [/not-agreed/, 'not-agreed'],
  [/own-fix/, 'own-fix'],
  [/another-person/, 'another-person'],
]

/**
 * Reads a refusal out of a database error, or null when it is something else. A drizzle error's own
 * message holds the bound values, so only its cause is read and neither is ever logged.
 */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof Error)) return null
  const message = error.cause instanceof Error ? error.cause.message : error.message
  for (const [mark, refusal] of marks) if (mark.test(message)) return refusal
  return null
}
