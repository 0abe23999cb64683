import type { DeskMeeting } from '../../../../api/meeting/staffSchema.ts'
import type { StaffPage } from '../../../lib/staffPage.ts'
import { textOf } from '../../person.ts'

const line = (data: FormData, name: string) => ({
  zh: textOf(data, `${name}Zh`),
  en: textOf(data, `${name}En`),
})
const lines = (text: string) => text.split(/\r?\n/).map((one) => one.trim())

/** The plan of a meeting as it is typed: a line of the agenda in each line of its two boxes. */
export function planOf(data: FormData) {
  const en = lines(textOf(data, 'agendaEn'))
  return {
    title: line(data, 'title'),
    agenda: lines(textOf(data, 'agendaZh'))
      .filter((zh) => zh !== '')
      .map((zh, i) => ({ zh, en: en[i] ?? '' })),
    day: textOf(data, 'day'),
    from: textOf(data, 'from'),
    to: textOf(data, 'to'),
    at: textOf(data, 'at') || null,
    place: line(data, 'place'),
    audience: line(data, 'audience'),
    chair: line(data, 'chair'),
    capacity: Number(textOf(data, 'capacity')),
  }
}

/** The numbers of the promises in which anything is typed. */
const promisesTyped = (data: FormData) =>
  promiseNumbers.filter((n) =>
    [`promise${n}Zh`, `promise${n}En`, `keeper${n}Zh`, `keeper${n}En`, `due${n}`].some(
      (name) => textOf(data, name) !== '',
    ),
  )

/** The minutes as they are typed. A box left empty is not a meeting to which nobody came. */
export function minutesOf(data: FormData) {
  const attended = textOf(data, 'attended')
  return {
    words: line(data, 'minutes'),
    ...(attended !== '' && { attended: Number(attended) }),
    promises: promisesTyped(data).map((n) => ({
      words: line(data, `promise${n}`),
      keeper: line(data, `keeper${n}`),
      dueDay: textOf(data, `due${n}`),
    })),
  }
}

/** As many promises can be typed at once. */
export const promiseNumbers = [1, 2, 3, 4, 5, 6] as const

/** What stands in the form of a plan: as it was posted, or as it is kept. */
export function planValues(
  meeting: DeskMeeting['meeting'] | null,
  data: FormData | null,
): Record<string, string> {
  const names = [
    'point',
    'titleZh',
    'titleEn',
    'agendaZh',
    'agendaEn',
    'day',
    'from',
    'to',
    'at',
    'placeZh',
    'placeEn',
  ]
  const more = ['audienceZh', 'audienceEn', 'chairZh', 'chairEn', 'capacity']
  if (data) return Object.fromEntries([...names, ...more].map((name) => [name, textOf(data, name)]))
  if (!meeting) return { capacity: '60' }
  const { title, agenda, startsAt, endsAt, at, place, audience, chair, capacity } = meeting
  return {
    titleZh: title.zh,
    titleEn: title.en,
    agendaZh: agenda.map(({ zh }) => zh).join('\n'),
    agendaEn: agenda.map(({ en }) => en).join('\n'),
    day: startsAt.slice(0, 10),
    from: startsAt.slice(11, 16),
    to: endsAt.slice(11, 16),
    at: at?.slug ?? '',
    placeZh: place.zh,
    placeEn: place.en,
    audienceZh: audience.zh,
    audienceEn: audience.en,
    chairZh: chair.zh,
    chairEn: chair.en,
    capacity: String(capacity),
  }
}

export const planPointers: Record<string, string> = {
  '/point': 'point',
  '/title/zh': 'titleZh',
  '/title/en': 'titleEn',
  '/agenda': 'agendaZh',
  '/day': 'day',
  '/from': 'from',
  '/to': 'to',
  '/at': 'at',
  '/place/zh': 'placeZh',
  '/place/en': 'placeEn',
  '/audience/zh': 'audienceZh',
  '/audience/en': 'audienceEn',
  '/chair/zh': 'chairZh',
  '/chair/en': 'chairEn',
  '/capacity': 'capacity',
}

/** The fields of the other forms of a meeting's page, by what the API calls them; it counts only the promises that are typed. */
export const workPointers = (data: FormData): Record<string, string> => ({
  ...planPointers,
  '/reason/zh': 'reasonZh',
  '/reason/en': 'reasonEn',
  '/why': 'why',
  '/words/zh': 'minutesZh',
  '/words/en': 'minutesEn',
  '/attended': 'attended',
  '/words': 'words',
  '/question': 'question',
  '/answer': 'answer',
  ...Object.fromEntries(
    promisesTyped(data).flatMap((n, i) => [
      [`/promises/${i}/words/zh`, `promise${n}Zh`],
      [`/promises/${i}/words/en`, `promise${n}En`],
      [`/promises/${i}/keeper/zh`, `keeper${n}Zh`],
      [`/promises/${i}/keeper/en`, `keeper${n}En`],
      [`/promises/${i}/dueDay`, `due${n}`],
    ]),
  ),
})

/** The names of the fields, for an error summary in which several messages are alike. */
export const planLabels = ({ t }: Pick<StaffPage, 't'>): Record<string, string> => ({
  point: t('meetings.point'),
  titleZh: t('meetings.titleZh'),
  titleEn: t('meetings.titleEn'),
  agendaZh: t('meetings.agendaZh'),
  day: t('meetings.day'),
  from: t('meetings.from'),
  to: t('meetings.to'),
  at: t('meetings.at'),
  placeZh: t('meetings.placeZh'),
  placeEn: t('meetings.placeEn'),
  audienceZh: t('meetings.audienceZh'),
  audienceEn: t('meetings.audienceEn'),
  chairZh: t('meetings.chairZh'),
  chairEn: t('meetings.chairEn'),
  capacity: t('meetings.capacity'),
})

/** The same of every other form of a meeting's page. */
export const workLabels = ({ t }: Pick<StaffPage, 't'>): Record<string, string> => ({
  ...planLabels({ t }),
  reasonZh: t('meetings.reason'),
  reasonEn: t('meetings.reasonEn'),
  why: t('meetings.why'),
  minutesZh: t('meetings.minutesZh'),
  minutesEn: t('meetings.minutesEn'),
  attended: t('meetings.attended'),
  words: t('meetings.answer'),
  question: t('meetings.show.question'),
  answer: t('meetings.show.answer'),
  ...Object.fromEntries(
    promiseNumbers.flatMap((n) =>
      (
        [
          [`promise${n}Zh`, 'meetings.promise.words'],
          [`promise${n}En`, 'meetings.promise.wordsEn'],
          [`keeper${n}Zh`, 'meetings.promise.keeper'],
          [`keeper${n}En`, 'meetings.promise.keeperEn'],
          [`due${n}`, 'meetings.promise.due'],
        ] as const
      ).map(([name, key]) => [name, `${t('meetings.promise', { n })} ${t(key)}`]),
    ),
  ),
})
