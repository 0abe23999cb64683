import type { APIContext } from 'astro'
import type { Categories } from '../../../../api/complaint/desk/categories.ts'
import type { ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { StaffKey, StaffPage } from '../../../lib/staffPage.ts'
import { textOf } from '../../person.ts'

type Category = Categories['items'][number]

/** What is typed of a category; `new` is one that is not there yet. */
export interface CategoryForm {
  stage: 'save' | 'off' | 'on' | 'up'
  code: string
  seen: string
  off: boolean
  zh: string
  en: string
  hintZh: string
  hintEn: string
}

/** Reads a posted form; whatever is missing is empty. */
export function readCategory(data: FormData): CategoryForm {
  const text = (name: string) => textOf(data, name)
  return {
    stage: (['off', 'on', 'up'] as const).find((one) => one === text('stage')) ?? 'save',
    code: text('code') || 'new',
    seen: text('seen'),
    off: text('off') === 'yes',
    zh: text('zh'),
    en: text('en'),
    hintZh: text('hintZh'),
    hintEn: text('hintEn'),
  }
}

/** The form of a category as it stands; of none, an empty one. */
export const formOfCategory = (item: Category | null): CategoryForm => ({
  stage: 'save',
  code: item?.code ?? 'new',
  seen: item?.seen ?? '',
  off: item?.off ?? false,
  zh: item?.name.zh ?? '',
  en: item?.name.en ?? '',
  hintZh: item?.hint.zh ?? '',
  hintEn: item?.hint.en ?? '',
})

/** Where the API's complaints belong, of the form of one category. */
export const categoryIds = (code: string): Record<string, string> => ({
  '/name/zh': `zh-${code}`,
  '/name/en': `en-${code}`,
  '/hint/zh': `hintZh-${code}`,
  '/hint/en': `hintEn-${code}`,
  '/off': `off-${code}`,
})

/** The names of the fields of one category. */
export const categoryLabels = ({ t }: Pick<StaffPage, 't'>, code: string): Record<string, string> => ({
  [`zh-${code}`]: t('category.zh'),
  [`en-${code}`]: t('category.en'),
  [`hintZh-${code}`]: t('category.hint.zh'),
  [`hintEn-${code}`]: t('category.hint.en'),
  [`off-${code}`]: t('category.switch'),
})

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

/** The codes with one of them a place further up. */
function movedUp(codes: readonly string[], code: string): string[] {
  const at = codes.indexOf(code)
  const others = codes.filter((each) => each !== code)
  return at < 0
    ? [...codes]
    : [...others.slice(0, Math.max(0, at - 1)), code, ...others.slice(Math.max(0, at - 1))]
}

/** Adds, renames, switches or moves a category. */
export async function saveCategory(
  where: Where,
  items: readonly Category[],
  form: CategoryForm,
): Promise<{ done?: StaffKey; problem?: ProblemDocument }> {
  const { stage, code, seen, zh, en, hintZh, hintEn } = form
  const path = '/staff/complaint-categories'
  const named = { name: { zh, en }, hint: { zh: hintZh, en: hintEn } }
  const off = stage === 'off' || (stage === 'save' && form.off)
  const kind = 'problem'
  const codes = movedUp(
    items.map((item) => item.code),
    code,
  )
  const answer =
    stage === 'up'
      ? await staffAsk(where, path, { method: 'PUT', body: { kind, codes } })
      : code === 'new'
        ? await staffAsk(where, path, { method: 'POST', body: { kind, ...named } })
        : await staffAsk(where, `${path}/${encodeURIComponent(code)}`, {
            method: 'PUT',
            body: { ...named, off, seen },
          })
  return answer.ok ? { done: 'done.category' } : { problem: answer.problem }
}
