import { z } from '@hono/zod-openapi'
import { textSchema } from '../../matter/catalogue.ts'
import type { Text } from '../../shared/text.ts'
import type { FieldKind, Form } from './declaration.ts'
import { fieldsOf } from './holds.ts'

/** One row of the list a privacy notice has to be: what, why, what sort, who sees it, how long (standards B6). */
export const privacyRowSchema = z
  .object({
    key: z.string(),
    about: z.enum(['applicant', 'helper', 'answer', 'paper']),
    label: textSchema,
    purpose: textSchema,
    kind: textSchema,
    sensitive: z
      .boolean()
      .openapi({ description: 'Sensitive by PIPL 28: health, belief, children, ID pictures' }),
    recipients: textSchema,
    keptDays: z.int().openapi({ description: 'Days after the end of the application' }),
  })
  .openapi('PrivacyRow')
export type PrivacyRow = z.infer<typeof privacyRowSchema>

const kindNames: Record<FieldKind | 'paper', Text> = {
  text: { zh: '文字', en: 'Words' },
  long: { zh: '文字', en: 'Words' },
  law: { zh: '法律条文', en: 'A legal article' },
  name: { zh: '姓名', en: 'A name' },
  day: { zh: '日期', en: 'A day' },
  choice: { zh: '选项', en: 'A choice' },
  choices: { zh: '选项', en: 'Choices' },
  'yes-no': { zh: '选项', en: 'A choice' },
  whole: { zh: '数字', en: 'A number' },
  phone: { zh: '电话号码', en: 'A phone number' },
  document: { zh: '证件号码', en: 'The number of a document' },
  address: { zh: '地址', en: 'An address' },
  'credit-code': { zh: '单位代码', en: 'The code of a unit' },
  paper: { zh: '照片或者文件', en: 'A picture or file' },
}
const office: Text = {
  zh: '本局办理和监督这件事的民警；法律规定要送的其他机关',
  en: 'Officers of this bureau who handle or supervise it; other authorities where a law says so',
}
const handler: Text = {
  zh: '办理和监督这件事的民警，查看会留下记录；法律规定要送的其他机关',
  en: 'Officers who handle or supervise it, each look being recorded; other authorities where a law says so',
}

const people: Pick<PrivacyRow, 'key' | 'label' | 'purpose' | 'kind'>[] = [
  {
    key: 'name',
    label: { zh: '姓名', en: 'Name' },
    purpose: { zh: '知道是谁申请的', en: 'To know who asks' },
    kind: kindNames.name,
  },
  {
    key: 'phone',
    label: { zh: '电话', en: 'Phone' },
    purpose: { zh: '有进展时联系您', en: 'To reach you about it' },
    kind: kindNames.phone,
  },
  {
    key: 'idNumber',
    label: { zh: '证件号码', en: 'Number of the document' },
    purpose: { zh: '核对身份，不给错人', en: 'To check identity, so that nothing goes to the wrong person' },
    kind: kindNames.document,
  },
]

/**
 * The list of personal information a form handles (网络数据安全管理条例 21–22): made of the declaration, so that the notice
 * cannot say less than is asked. The person is notified, not asked to consent: it is a statutory duty (PIPL 35).
 */
export function privacyList(form: Form): PrivacyRow[] {
  const { keptDays } = form
  const rest = (sensitive: boolean) => ({ sensitive, recipients: sensitive ? handler : office, keptDays })
  const forThis: Text = { zh: `办理“${form.title.zh}”`, en: `Needed for “${form.title.en}”` }
  return [
    ...people.map((row) => ({ ...row, about: 'applicant' as const, ...rest(false) })),
    ...(form.helper.may
      ? people
          .filter(({ key }) => key !== 'idNumber')
          .map((row) => ({ ...row, about: 'helper' as const, ...rest(false) }))
      : []),
    ...fieldsOf(form).map(({ field }) => ({
      key: field.key,
      about: 'answer' as const,
      label: field.label,
      purpose: field.purpose ?? forThis,
      kind: kindNames[field.kind],
      ...rest(field.sensitive === true),
    })),
    ...form.materials
      .filter(({ from }) => from === 'applicant')
      .map(({ key, name, sensitive }) => ({
        key,
        about: 'paper' as const,
        label: name,
        purpose: forThis,
        kind: kindNames.paper,
        ...rest(sensitive === true),
      })),
  ]
}
