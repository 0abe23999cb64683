import { idCardLaw } from '../../matter/legalBasis.ts'
import type { Form } from '../form/declaration.ts'
import { identityLookedUp, ownPromise, t } from './basis.ts'

/** ID-06 身份证丢失申报: by the holder alone, so that nobody can report another's card. */
export const id06: Form = {
  matter: 'ID-06',
  version: 1,
  effectiveFrom: '2026-11-01',
  title: t('申报身份证丢失', 'Report a lost ID card'),
  lead: t(
    '报一声丢了，留个凭据，防止别人冒用。被偷、被抢的请同时报警，急的拨 110。申报不等于补证，新证要另外办。',
    'Tell us that it is lost, and keep the receipt against misuse. If it was stolen or robbed, report that as well: in an emergency dial 110. This does not order a new card.',
  ),
  permit: false,
  applicant: 'person',
  helper: { may: false, relations: [] },
  promise: ownPromise(1),
  identity: { toFile: 'verified', toReceive: 'verified' },
  questions: [
    {
      key: 'whose',
      ask: t('丢的是谁的身份证？', 'Whose ID card is lost?'),
      answers: [
        { value: 'own', name: t('我自己的', 'My own') },
        {
          value: 'other',
          name: t('别人的', 'Somebody else’s'),
          stop: {
            why: t(
              '只有本人能申报，免得别人替您“挂失”。',
              'Only the holder may report it, so that nobody can do it against their will.',
            ),
            instead: t(
              '请本人来报；捡到别人的身份证，交到最近的派出所。',
              'Please let the holder report it. If you found a card, hand it in at the nearest station.',
            ),
            path: '/stations',
          },
        },
      ],
    },
  ],
  sections: [
    {
      key: 'loss',
      title: t('什么时候丢的', 'When it was lost'),
      fields: [
        {
          key: 'lostOn',
          kind: 'day',
          onResult: true,
          label: t('大概哪天丢的', 'About which day'),
          hint: t('记不准的，写最后一次用它那天。', 'If you are not sure, the day you last used it.'),
          required: true,
          earliest: -36_500,
          latest: 0,
          purpose: t('回执上写明从哪天起不在您手里', 'The receipt says since when you do not have it'),
        },
        {
          key: 'where',
          kind: 'text',
          label: t('大概在哪里丢的', 'About where'),
          required: false,
          most: 100,
          purpose: t('有人捡到时好对上', 'To match it when somebody hands it in'),
        },
      ],
    },
  ],
  materials: [identityLookedUp(idCardLaw)],
  pauses: [],
  declines: [
    {
      key: 'not-holder',
      says: t('申报的不是身份证本人', 'It was not reported by the holder of the card'),
      basis: idCardLaw,
    },
    {
      key: 'other-document',
      says: t('丢的不是居民身份证', 'What is lost is not a resident ID card'),
      office: t('发这种证件的部门', 'The office that issues that document'),
      basis: idCardLaw,
    },
  ],
  refusals: [],
  deliveries: ['electronic', 'counter'],
  visit: null,
  result: {
    type: 'lost-id-receipt',
    validDays: null,
    says: t('丢失申报回执，写明申报的时间。', 'A receipt that says when you reported it.'),
  },
  keptDays: 730,
}
