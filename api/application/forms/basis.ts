import type { Basis } from '../../matter/catalogue.ts'
import type { Text } from '../../shared/text.ts'
import type { FormMaterial, Ground, Question } from '../form/declaration.ts'

/** What the forms are written with; the documents they rest on stand in api/matter/legalBasis.ts. */

export const t = (zh: string, en: string): Text => ({ zh, en })

/** What the bureau itself promises, where the law sets the office no time; 0 on the spot is 1 working day online. */
export const ownPromise = (value: number, unit: 'working_day' | 'calendar_day' = 'working_day') => ({
  value,
  unit,
  basis: t('本局的承诺', 'What this bureau promises'),
  certainty: 'K1' as const,
})

/** A limit of the law, promised as it is. */
export const legalPromise = (value: number, unit: 'working_day' | 'calendar_day', of: Basis) => ({
  value,
  unit,
  basis: of.name,
  certainty: of.certainty,
})

/** Who they are is looked up, never asked for again. */
export const identityLookedUp = (of: Basis): FormMaterial => ({
  key: 'identity',
  kind: 'identity-document',
  name: t('本人身份信息', 'Who you are'),
  note: t(
    '我们在人口信息里核对，不用传身份证照片。',
    'We check the population record; no picture of your ID card is needed.',
  ),
  from: 'state',
  required: true,
  most: 1,
  basis: of,
})

/** What shows that a helper may act, and who the helper is; `relations` are those who need a letter. */
export const helperPapers = (relations: string[], of: Basis): FormMaterial[] => [
  {
    key: 'authority',
    kind: 'authority',
    name: t('委托书', 'Letter of authority'),
    note: t(
      '本人签名，写明委托谁、办什么。手写的也可以，拍照上传。',
      'Signed by the person, saying who may do what. By hand is fine; take a picture of it.',
    ),
    from: 'applicant',
    required: true,
    when: [{ field: 'helper', is: relations }],
    most: 3,
    basis: of,
  },
  {
    key: 'helperIdentity',
    kind: 'identity-document',
    name: t('代办人的身份证', 'The helper’s ID card'),
    note: t('取件时给我们看一下，不用上传。', 'Show it when you collect; do not upload it.'),
    from: 'counter',
    required: true,
    when: [{ field: 'helper', is: relations }],
    most: 1,
    basis: of,
  },
]

/** Who the helper is, seen when the result is handed over: where the rules ask for both ID cards but no letter. */
export const helperSeen = (relations: string[], of: Basis): FormMaterial[] =>
  helperPapers(relations, of).filter(({ key }) => key === 'helperIdentity')

/** Where somebody asks at a station that is not theirs. */
export const otherStation = (says: Text, office: Text, of: Basis): Ground => ({
  key: 'other-station',
  says,
  office,
  basis: of,
})

/** Whether the chosen station is the right one; `no` ends the way at the list of stations. */
export const rightStation = (ask: Text, why: Text): Question => ({
  key: 'station',
  ask,
  answers: [
    { value: 'yes', name: t('是', 'Yes') },
    {
      value: 'no',
      name: t('不是', 'No'),
      stop: {
        why,
        instead: t('请改选那里的派出所。', 'Please choose the station there.'),
        path: '/stations',
      },
    },
  ],
})
