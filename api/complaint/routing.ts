import type { Text } from '../shared/text.ts'
import type { ComplaintKind } from './kinds/declaration.ts'

/** What is known of a complaint when it is decided who handles it. */
export interface Facts {
  kind: Pick<ComplaintKind, 'code' | 'goesTo'>
  away: boolean
  /** Nobody named; named and found; the head of the place it is about; named, but nobody of that name was found. */
  officer: 'none' | 'found' | 'head' | 'unknown'
  /** The station it is about, and that of the place it happened at; ids. */
  about: string | null
  place: string | null
}

/** Who handles it; `shut`: the whole place it is about must never know. */
export interface Road {
  /** A service point, or '*': the bureau's supervision desk. */
  desk: string
  shut: boolean
  why: Text
}

interface Rule {
  id: string
  when(facts: Facts): boolean
  to: 'desk' | 'about' | 'place'
  shut?: true
  why: Text
}

/** The roads, the first that fits: accusations and what is kept from the station come first, whatever else is said. */
export const roads: readonly Rule[] = [
  {
    id: 'accusation',
    when: ({ kind }) => kind.code === 'misconduct',
    to: 'desk',
    shut: true,
    why: {
      zh: '检举由公安局督察办理，被检举的人和单位看不到（《信访工作条例》第30条）',
      en: 'Accusations are handled by the bureau’s supervision desk; those accused never see them (Regulations on Petition Work, art. 30)',
    },
  },
  {
    id: 'away',
    when: ({ away }) => away,
    to: 'desk',
    shut: true,
    why: {
      zh: '您选了“不给派出所看”，由公安局督察办理',
      en: 'You chose “not to the station”: the bureau’s supervision desk handles it',
    },
  },
  {
    id: 'head',
    when: ({ officer }) => officer === 'head',
    to: 'desk',
    shut: true,
    why: {
      zh: '说的是单位负责人，由公安局督察办理，单位看不到',
      en: 'It names the head of the place, so the bureau’s supervision desk handles it and the place never sees it',
    },
  },
  {
    id: 'unknown',
    when: ({ officer }) => officer === 'unknown',
    to: 'desk',
    why: {
      zh: '没有对上您说的是哪一位民警，先由公安局督察看，免得送到本人手里',
      en: 'We could not tell which officer you mean, so the bureau’s supervision desk reads it first: it must not reach them',
    },
  },
  {
    id: 'bureau',
    when: ({ kind }) => kind.goesTo === 'desk',
    to: 'desk',
    why: { zh: '这类事项由公安局统一办理', en: 'The bureau itself handles this kind' },
  },
  {
    id: 'about',
    when: ({ about }) => about !== null,
    to: 'about',
    why: { zh: '由您选的单位办理', en: 'The place you chose handles it' },
  },
  {
    id: 'place',
    when: ({ place }) => place !== null,
    to: 'place',
    why: { zh: '由管这个地方的派出所办理', en: 'The station in charge of that place handles it' },
  },
  {
    id: 'nowhere',
    when: () => true,
    to: 'desk',
    why: {
      zh: '没有说是哪里，由公安局分给该办的单位',
      en: 'No place was named: the bureau passes it to whoever is in charge',
    },
  },
]

/** Who handles it, and why. */
export function roadOf(facts: Facts): Road {
  const { to, shut = false, why } = roads.find(({ when }) => when(facts))!
  const desk = (to === 'about' ? facts.about : to === 'place' ? facts.place : null) ?? '*'
  return { desk, shut, why }
}
