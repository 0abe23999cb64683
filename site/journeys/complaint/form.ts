import type { FormOfKind, OfferedKind } from '../../../api/complaint/offer.ts'
import type { Reader } from '../../lib/text.ts'
import { textOf } from '../person.ts'

/** What is typed to tell the police something. */
export interface TellForm {
  words: string
  who: 'named' | 'anonymous'
  /** `away`: not to the station it is about. */
  to: 'station' | 'away'
  name: string
  phone: string
  about: string
  officer: string
  category: string
  town: string
  place: string
  lat: string
  lon: string
  answers: Record<string, string>
  open: boolean
  confirmed: boolean
  /** Its author said that it is not happening now. */
  calm: boolean
  /** Its author saw what is open nearby already, and sends it all the same. */
  anyway: boolean
  website: string
  key: string
  proof: string
}

/** How the further questions of a kind are named in the form. */
const mark = 'answer-'

/** A posted form, or the link to an empty one: of a link only the place it is about is taken. */
export function readTell(data: FormData | URLSearchParams): TellForm {
  const text = (name: string) => textOf(data, name)
  const answers = [...data.keys()].flatMap((name) =>
    name.startsWith(mark) ? [[name.slice(mark.length), text(name)] as const] : [],
  )
  return {
    words: text('words'),
    who: text('who') === 'anonymous' ? 'anonymous' : 'named',
    to: text('to') === 'away' ? 'away' : 'station',
    name: text('name'),
    phone: text('phone'),
    about: text('about').slice(0, 80),
    officer: text('officer'),
    category: text('category'),
    town: text('town'),
    place: text('place'),
    lat: text('lat'),
    lon: text('lon'),
    answers: Object.fromEntries(answers),
    open: text('open') === '1',
    confirmed: text('confirmed') === '1',
    calm: text('calm') === '1',
    anyway: text('anyway') === '1',
    website: text('website'),
    // Sent twice, it counts once.
    key: /^[\w-]{8,128}$/.test(text('key')) ? text('key') : newKey(),
    proof: text('proof'),
  }
}

export const newKey = () => crypto.randomUUID()

/** The body of POST /complaints; what was left empty is left out. */
export function tellBody(kind: string, form: TellForm) {
  const { words, who, to, answers, open, confirmed, lat, lon, website, proof, anyway, ...rest } = form
  const { name, phone, about, officer, category, town, place } = rest
  const given = Object.entries({ name, phone, about, officer, category, town, place, website, proof })
  const point = lat !== '' && lon !== '' ? { lat: Number(lat), lon: Number(lon) } : null
  return {
    kind,
    words,
    anonymous: who === 'anonymous',
    away: to === 'away',
    ...Object.fromEntries(given.filter(([, value]) => value.trim() !== '')),
    ...(point && { point }),
    answers: Object.fromEntries(Object.entries(answers).filter(([, value]) => value.trim() !== '')),
    open,
    confirmed,
    ...(kind === 'problem' && !anyway && { unlessNear: true }),
  }
}

const fields = 'words name phone about officer category town place confirmed website'.split(' ')

/** The field of the page that an error of the API belongs to. */
export const tellPointers = ({ fields: more }: Pick<OfferedKind, 'fields'>): Record<string, string> => ({
  ...Object.fromEntries(fields.map((name) => [`/${name}`, name])),
  '/anonymous': 'name',
  '/point/lat': 'place',
  '/point/lon': 'place',
  ...Object.fromEntries(more.map(({ key }) => [`/answers/${key}`, `${mark}${key}`])),
})

/** The question each field asks, in the order of the page, for the summary of what is wrong. */
export const tellLabels = (kind: OfferedKind, { t, say }: Pick<Reader, 't' | 'say'>) => ({
  words: say(kind.ask),
  category: t('tell.category'),
  town: t('tell.town'),
  place: t('tell.place'),
  about: t('tell.about'),
  officer: t('tell.officer'),
  ...Object.fromEntries(kind.fields.map(({ key, label }) => [`${mark}${key}`, say(label)])),
  name: t('tell.name'),
  phone: t('tell.phone'),
  confirmed: t('tell.confirmed.legend'),
})

/** The photos that were chosen; an empty box is sent as a file without a name. */
export const photosIn = (data: FormData): File[] =>
  data
    .getAll('photos')
    .filter((file): file is File => typeof file !== 'string' && (file.name !== '' || file.size > 0))

/** The choices of a list of places. */
export const choices = (points: FormOfKind['points'] | FormOfKind['towns'], { say }: Pick<Reader, 'say'>) =>
  points.map((one) => ({ value: 'slug' in one ? one.slug : one.code, label: say(one.name) }))

/** The name of a further question in the form. */
export const nameOf = (key: string) => `${mark}${key}`
