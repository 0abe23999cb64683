import { addDays, type Day } from '../../calendar/day.ts'
import type { Text } from '../../shared/text.ts'
import type { Form } from '../form/declaration.ts'
import { answersOnResult } from '../form/printed.ts'
import type { ClearApplication } from '../sealed.ts'

type ResultType = NonNullable<Form['result']>['type']

const t = (zh: string, en: string): Text => ({ zh, en })

/** What each result says; the two that tell of a search are worded by what was found. */
const wordings: Record<Exclude<ResultType, 'no-record' | 'employer-result'>, Text> = {
  household: t('以下内容与户口登记一致。', 'The following agrees with the household register.'),
  'temporary-identity': t(
    '上述人员的身份已经核实。',
    'The identity of the person named above was confirmed.',
  ),
  'residence-registration': t(
    '上述人员已经申报居住登记。',
    'The person named above has registered where they live.',
  ),
  'residence-permit-receipt': t(
    '已经受理上述人员的居住证申请。',
    'The application of the person named above for a residence permit was taken.',
  ),
  'lost-id-receipt': t(
    '上述人员已经申报居民身份证丢失。',
    'The person named above has reported their ID card lost.',
  ),
  'pre-check': t(
    '材料已经预审，齐全。请本人带原件到窗口办理；以窗口审核为准。',
    'The papers were looked through and are complete. Bring the originals to the counter, where it is decided.',
  ),
  dog: t('已经办理养犬登记。', 'The dog is registered.'),
  lodging: t('已经办理境外人员住宿登记。', 'The temporary residence is registered.'),
  'visit-record': t('已经上门办理。', 'This was done in a home visit.'),
}

/** Whether the handler has to say what a search found before this can be issued. */
export const needsFinding = (form: Pick<Form, 'result'>): boolean =>
  form.result?.type === 'no-record' || form.result?.type === 'employer-result'

/**
 * What the certificate of an approved application says, and the last day it holds; null where a finding is missing or
 * does not go with it (a certificate of no record after a record was found).
 */
export function resultOf(
  form: Form,
  application: ClearApplication,
  {
    eligibility,
    finding,
    words,
    today,
    first = [],
  }: {
    eligibility: Record<string, string>
    finding?: 'none' | 'found' | undefined
    words: string | null
    today: Day
    /** What is said before the answers. */
    first?: readonly Text[]
  },
): { statements: Text[]; validUntil: Day | null } | null {
  const { result } = form
  if (!result) return null
  const said = words === null ? [] : [t(words, words)]
  const validUntil = result.validDays === null ? null : addDays(today, result.validDays)
  const { type } = result
  const shown = rowsOf(form, application, eligibility)
  if (type === 'no-record' || type === 'employer-result') {
    const statement = finding && findings[type][finding]
    return statement ? { statements: [statement, ...shown, ...said], validUntil } : null
  }
  return { statements: [wordings[type], ...first, ...shown, ...said], validUntil }
}

const findings: Record<'no-record' | 'employer-result', Record<'none' | 'found', Text | null>> = {
  'no-record': {
    none: t(
      '经查询，没有发现上述人员有犯罪记录。',
      'The search found no criminal record of the person named above.',
    ),
    found: null,
  },
  'employer-result': {
    none: t(
      '经查询，没有发现被查询人有犯罪记录。',
      'The search found no criminal record of the person asked about.',
    ),
    found: t('经查询，被查询人有犯罪记录。', 'The search found a criminal record of the person asked about.'),
  },
}

/** The answers that the form puts on the result, a line each. */
function rowsOf(
  form: Form,
  { answers, helper }: ClearApplication,
  eligibility: Record<string, string>,
): Text[] {
  return answersOnResult(form, answers, eligibility, helper?.relation ?? null).map(({ label, value }) =>
    t(`${label.zh}：${value.zh}`, `${label.en}: ${value.en}`),
  )
}
