import type { Text } from '../../../api/shared/text.ts'

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** The counters a service point runs; hours, schedules and offers all hang on one of them. */
export type CounterGroup = 'household' | 'general' | 'exit-entry'

/** A town, township or subdistrict. `code` is 9 digits under 990101, a prefix GB/T 2260 does not use. */
export interface DemoTown {
  code: string
  /** Also the slug of the station that stands there; the tone-less pinyin of the bare name. */
  slug: string
  kind: 'town' | 'township' | 'subdistrict'
  name: Text
}

/** A place with a door: police station, bureau hall or community room. `code` is 12 digits. */
export interface DemoPoint {
  slug: string
  code: string
  kind: 'station' | 'hall' | 'room'
  name: Text
  townCode: string
  /** The station a room belongs to; null for stations and halls. */
  parentSlug: string | null
  address: Text
  phone: string
  /** Bus, landmark, parking and the way in without steps. */
  directions: Text
  stepFree: boolean
  opensOnHolidays: boolean
  /** True where somebody answers `phone` day and night. */
  dutyLineAllDay: boolean
  counters: CounterGroup[]
  /** Why a room carries a person's name. */
  honour: Text | null
  /** A room's group on another platform; the address leads nowhere. */
  chat: { name: Text; url: string } | null
}

/** A village or community. `code` is 12 digits: town code, then 001… for communities, 200… for villages. */
export interface DemoArea {
  code: string
  townCode: string
  kind: 'village' | 'community'
  name: Text
  /** Tone-less pinyin of the bare name, without 村 or 社区. */
  pinyin: string
}

/**
 * Who answers for an area. The whole area where `street` is null; else only house numbers `fromNo` to `toNo`
 * of that street, of one parity where given. Many to many: one area may have several rows.
 */
export interface DemoJurisdiction {
  areaCode: string
  pointSlug: string
  /** '': nobody is named. */
  officerBadge: string
  street: Text | null
  fromNo: number | null
  toNo: number | null
  parity: 'odd' | 'even' | null
}

export type OfficerRole =
  | 'chief'
  | 'instructor'
  | 'community'
  | 'household'
  | 'hall-director'
  | 'hall-household'
  | 'hall-exit-entry'

/** What the public may know of an officer (standards E12): name, badge, post, duty line; never a photo. */
export interface DemoOfficer {
  badge: string
  pointSlug: string
  role: OfficerRole
  name: Text
  post: Text
  pledge: Text
  dutyPhone: string
  /** Null unless the officer chose to publish it. */
  mobile: string | null
  mobilePublic: boolean
}

/** One opening window of one counter on one weekday; times are 'HH:MM' in Asia/Shanghai. */
export interface DemoHours {
  pointSlug: string
  counter: CounterGroup
  weekday: Weekday
  opensAt: string
  closesAt: string
}

/** One appointment window. Capacities are places per slot, kept apart by the channel they are meant for. */
export interface DemoSchedule {
  pointSlug: string
  counter: CounterGroup
  weekday: Weekday
  startsAt: string
  endsAt: string
  slotMinutes: number
  capacityPublic: number
  capacityPhone: number
  capacityCounter: number
  /** Latest booking, minutes before the slot starts. */
  leadMinutes: number
  /** How many days ahead slots are released. */
  horizonDays: number
  releaseTime: string
}

/** A local rule on top of the catalogue: a shorter promise or a local fee, with its basis and first day. */
export interface DemoOverlay {
  promise: { value: number; unit: 'working-day' | 'calendar-day' } | null
  fee: { yuan: number; when: Text } | null
  basis: Text
  certainty: 'local'
  effectiveFrom: string
}

/** A matter one point handles, at which counter and for whom. `matterCode` is a code of standards C. */
export interface DemoOffer {
  pointSlug: string
  matterCode: string
  counter: CounterGroup
  audience: 'everyone' | 'foreigners' | 'not-foreigners'
  overlay: DemoOverlay | null
}

/** A time a point, or one counter of it, is shut. Null counter is all of them; null times are the whole day. */
export interface DemoClosure {
  pointSlug: string
  counter: CounterGroup | null
  day: string
  fromTime: string | null
  toTime: string | null
  reason: Text
}

/** Hours that replace a counter's usual ones on one day. */
export interface DemoSpecialHours {
  pointSlug: string
  counter: CounterGroup
  day: string
  opensAt: string
  closesAt: string
  reason: Text
}

export interface DemoBureau {
  towns: DemoTown[]
  points: DemoPoint[]
  areas: DemoArea[]
  jurisdictions: DemoJurisdiction[]
  officers: DemoOfficer[]
  hours: DemoHours[]
  schedules: DemoSchedule[]
  offers: DemoOffer[]
  closures: DemoClosure[]
  specialHours: DemoSpecialHours[]
}
