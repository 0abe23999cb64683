import type { Text } from '../shared/text.ts'

/** Why a certificate stopped holding: what anybody who checks it is told. A closed list, so that nothing personal gets in. */
export const endReasons = {
  error: { text: { zh: '内容有误', en: 'It held an error' }, acts: ['revoke', 'reissue'] },
  changed: {
    text: { zh: '所证明的情况有变化', en: 'What it certified has changed' },
    acts: ['revoke', 'reissue'],
  },
  mistaken: { text: { zh: '误发', en: 'It was issued by mistake' }, acts: ['revoke'] },
  ground: {
    text: { zh: '出具的依据已不成立', en: 'The grounds for it no longer stand' },
    acts: ['revoke'],
  },
  untrue: { text: { zh: '申请时提供的情况不实', en: 'It was given on untrue statements' }, acts: ['revoke'] },
  asked: { text: { zh: '持有人要求', en: 'Its holder asked for it' }, acts: ['revoke', 'reissue'] },
  exposed: {
    text: { zh: '编号和查验码被他人知道', en: 'Others came to know its number and code' },
    acts: ['revoke', 'reissue'],
  },
} as const satisfies Record<string, { text: Text; acts: readonly ('revoke' | 'reissue')[] }>

export type EndReason = keyof typeof endReasons

const all = Object.keys(endReasons) as [EndReason, ...EndReason[]]

/** The reasons there are for one act. */
export const reasonsFor = (act: 'revoke' | 'reissue') =>
  all.filter((name) => (endReasons[name].acts as readonly string[]).includes(act)) as [
    EndReason,
    ...EndReason[],
  ]

/** What a checker is told; null where there is none or it is no longer on the list. */
export const reasonText = (reason: string | null): Text | null =>
  reason !== null && Object.hasOwn(endReasons, reason) ? endReasons[reason as EndReason].text : null
