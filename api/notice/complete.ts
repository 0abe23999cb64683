import type { NoticeTakes } from '../../db/schema/notice.ts'
import { type FieldError, Problem } from '../problem.ts'
import type { NoticeContent, NoticeDetails } from './content.ts'
import { toPlain } from './markdown.ts'

/** Throws invalid-input for what is missing before somebody else may read it: title, text, what its column asks for. */
export function complete(
  content: NoticeContent,
  takes: NoticeTakes,
  correction: { note: string } | null,
): void {
  const errors: FieldError[] = []
  const required = (pointer: string) => errors.push({ pointer, code: 'required' })
  if (!content.title.trim()) required('/title')
  if (!toPlain(content.body).trim()) required('/body')
  if (content.titleEn.trim() && !content.bodyEn.trim()) required('/bodyEn')
  if (content.bodyEn.trim() && !content.titleEn.trim()) required('/titleEn')
  if (correction && !correction.note.trim()) required('/note')
  errors.push(...detailErrors(content.details, takes))
  if (errors.length) throw new Problem('invalid-input', { errors })
}

function detailErrors(details: NoticeDetails, takes: NoticeTakes): FieldError[] {
  const wrong = (pointer: string, code: string) => [{ pointer: `/details${pointer}`, code }]
  switch (takes) {
    case 'meeting':
      if (!details || !('startsAt' in details)) return wrong('/startsAt', 'required')
      return Date.parse(details.endsAt) > Date.parse(details.startsAt) ? [] : wrong('/endsAt', 'day-range')
    case 'opinion':
      return details && 'closesOn' in details ? [] : wrong('/closesOn', 'required')
    case 'score':
      if (!details || !('from' in details)) return wrong('/from', 'required')
      return details.to >= details.from ? [] : wrong('/to', 'day-range')
    case 'nothing':
      return details === null ? [] : wrong('', 'wrong-value')
  }
}
