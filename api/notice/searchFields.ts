import type { NoticeContent } from './content.ts'
import { toPlain } from './markdown.ts'

/** What a version is found by: its words without their marks, its number. */
export const searchFields = (content: NoticeContent, number: string): string[] => [
  number,
  content.title,
  content.summary,
  ...toPlain(content.body).split('\n'),
  content.titleEn,
  ...toPlain(content.bodyEn).split('\n'),
]
