import type { Desk } from '../../../../api/notice/staffSchema.ts'
import type { StaffPage } from '../../../lib/staffPage.ts'

/** A draft as the page's form holds it: every value as it was typed. */
export interface NoticeForm {
  stage: string
  rev: number
  category: string
  aroseOn: string
  title: string
  summary: string
  body: string
  titleEn: string
  bodyEn: string
  matters: string
  note: string
  hides: boolean
  day: string
  from: string
  to: string
  place: string
  closesOn: string
  fromDay: string
  toDay: string
  remark: string
  why: string
  filesRead: boolean
  over: string[]
  publishDay: string
  publishTime: string
  reasonZh: string
  reasonEn: string
  personal: boolean
}

/** The fields that hold what was typed into a draft: what a page keeps when the session has ended. */
export const kept = [
  'title',
  'summary',
  'body',
  'titleEn',
  'bodyEn',
  'matters',
  'note',
  'aroseOn',
  'day',
  'from',
  'to',
  'place',
  'closesOn',
  'fromDay',
  'toDay',
] as const

/** The name of each field, for the messages of the summary. */
export const labelsOf = ({
  t,
}: Pick<StaffPage, 't'>): Partial<Record<keyof NoticeForm | 'publisher', string>> => ({
  publisher: t('notices.publisher'),
  category: t('notices.category'),
  aroseOn: t('notices.arose'),
  title: t('notices.titleZh'),
  summary: t('notices.summary'),
  body: t('notices.body'),
  titleEn: t('notices.titleEn'),
  bodyEn: t('notices.bodyEn'),
  matters: t('notices.matters'),
  note: t('notices.note'),
  day: t('notices.day'),
  to: t('notices.to'),
  place: t('notices.place'),
  closesOn: t('notices.closes'),
  fromDay: t('notices.fromDay'),
  toDay: t('notices.toDay'),
  remark: t('notices.remark'),
  publishDay: t('notices.publishDay'),
  reasonZh: t('notices.reasonZh'),
  reasonEn: t('notices.reasonEn'),
})

/** What was typed. */
export function readForm(data: FormData): NoticeForm {
  const word = (name: string) => {
    const value = data.get(name)
    return typeof value === 'string' ? value : ''
  }
  const line = (name: string) => word(name).trim()
  return {
    stage: word('stage'),
    rev: Number.parseInt(word('rev'), 10) || 0,
    category: line('category'),
    aroseOn: line('aroseOn'),
    title: word('title'),
    summary: word('summary'),
    body: word('body'),
    titleEn: word('titleEn'),
    bodyEn: word('bodyEn'),
    matters: word('matters'),
    note: word('note'),
    hides: word('hides') === '1',
    day: line('day'),
    from: line('from'),
    to: line('to'),
    place: word('place'),
    closesOn: line('closesOn'),
    fromDay: line('fromDay'),
    toDay: line('toDay'),
    remark: word('remark'),
    why: word('why'),
    filesRead: word('filesRead') === '1',
    over: data.getAll('over').filter((value) => typeof value === 'string'),
    publishDay: line('publishDay'),
    publishTime: line('publishTime'),
    reasonZh: word('reasonZh'),
    reasonEn: word('reasonEn'),
    personal: word('personal') === '1',
  }
}

const dayOf = (iso: string) => iso.slice(0, 10)
const timeOf = (iso: string) => iso.slice(11, 16)

/** The form of what was saved last. */
export function formOfDesk({ rev, category, aroseOn, content, note, hides }: Desk): NoticeForm {
  const { details, matters, ...texts } = content
  const empty = readForm(new FormData())
  const form = {
    ...empty,
    ...texts,
    rev,
    category: category.code,
    aroseOn,
    note,
    hides,
    matters: matters.join(' '),
  }
  if (!details) return form
  if ('place' in details)
    return {
      ...form,
      day: dayOf(details.startsAt),
      from: timeOf(details.startsAt),
      to: timeOf(details.endsAt),
      place: details.place,
    }
  if ('closesOn' in details) return { ...form, closesOn: details.closesOn }
  return { ...form, fromDay: details.from, toDay: details.to }
}

/** What is sent to be saved. Details that are only half there wait until they are whole. */
export function saveBody(form: NoticeForm) {
  const { rev, category, aroseOn, title, summary, body, titleEn, bodyEn, note, hides } = form
  return {
    rev,
    category,
    aroseOn,
    title,
    summary,
    body,
    titleEn,
    bodyEn,
    note,
    hides,
    matters: [
      ...new Set(
        form.matters
          .toUpperCase()
          .split(/[\s,，、;；]+/)
          .filter(Boolean),
      ),
    ],
    details: detailsOf(form),
  }
}

function detailsOf({ day, from, to, place, closesOn, fromDay, toDay }: NoticeForm) {
  if (day && from && to && place.trim())
    return { startsAt: `${day}T${from}:00+08:00`, endsAt: `${day}T${to}:00+08:00`, place: place.trim() }
  if (closesOn) return { closesOn }
  return fromDay && toDay ? { from: fromDay, to: toDay } : null
}

/** Where the API's pointers stand in the forms of the page. */
export const pointers: Record<string, keyof NoticeForm | 'file' | 'publisher'> = {
  '/title': 'title',
  '/summary': 'summary',
  '/body': 'body',
  '/titleEn': 'titleEn',
  '/bodyEn': 'bodyEn',
  '/matters': 'matters',
  '/matters/0': 'matters',
  '/matters/1': 'matters',
  '/matters/2': 'matters',
  '/note': 'note',
  '/category': 'category',
  '/aroseOn': 'aroseOn',
  '/details': 'day',
  '/details/startsAt': 'day',
  '/details/endsAt': 'to',
  '/details/place': 'place',
  '/details/closesOn': 'closesOn',
  '/details/from': 'fromDay',
  '/details/to': 'toDay',
  '/remark': 'remark',
  '/why': 'why',
  '/filesRead': 'filesRead',
  '/publishAt': 'publishDay',
  '/reason/zh': 'reasonZh',
  '/reason/en': 'reasonEn',
  '/publisher': 'publisher',
  '/file': 'file',
}
