import type { StaffPage } from '../../../lib/staffPage.ts'
import { newKey } from '../../book/form.ts'
import { textOf } from '../../person.ts'

/** What a button of the record page asks for. */
const stages = ['unmask', 'code', 'move', 'cancel', 'served', 'missed'] as const
export type RecordStage = (typeof stages)[number]

/** Everything that can be typed on the record page; each form of it carries its own part. */
export interface RecordForm {
  stage: RecordStage | null
  fields: string[]
  reason: string
  words: string
  seen: string
  numberEnd: string
  name: string
  phoneEnd: string
  why: string
  slotId: string
  /** Drawn when the form is shown: a double click gives the same slip. */
  key: string
}

/** Reads a posted form; whatever is missing is empty. */
export function readRecordForm(data: FormData): RecordForm {
  const text = (name: string) => textOf(data, name)
  const key = text('key')
  return {
    stage: stages.find((stage) => stage === text('stage')) ?? null,
    fields: data.getAll('fields').filter((field) => typeof field === 'string'),
    reason: text('reason'),
    words: text('words'),
    seen: text('seen'),
    numberEnd: text('numberEnd'),
    name: text('name'),
    phoneEnd: text('phoneEnd'),
    why: text('why'),
    slotId: text('slotId'),
    key: /^[\w-]{8,128}$/.test(key) ? key : newKey(),
  }
}

/** Where the API's complaints belong on the page. */
export const recordPointers = {
  '/fields': 'fields',
  '/reason': 'reason',
  '/words': 'words',
  '/seen': 'seen',
  '/numberEnd': 'numberEnd',
  '/name': 'name',
  '/phoneEnd': 'phoneEnd',
} as const

/** The same for moving and cancelling, whose reason is another question. */
export const changePointers = { '/reason': 'why', '/slotId': 'slotId' } as const

/** The name of each field, for the messages of the summary. */
export const recordLabels = ({ t }: Pick<StaffPage, 't'>) => ({
  fields: t('record.unmask.fields'),
  reason: t('record.unmask.reason'),
  words: t('record.unmask.words'),
  seen: t('record.code.seen'),
  numberEnd: t('record.code.number'),
  name: t('record.code.name'),
  phoneEnd: t('record.code.phone'),
  why: t('record.why'),
})
