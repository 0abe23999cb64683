import type { Locale } from './text.ts'

/** One moment of use of a component: its props and, where it has a slot, the HTML inside. */
export interface Example {
  props: Record<string, unknown>
  slot?: string
}

/** Named examples in both languages; they feed the gallery and test/site/components.test.ts. */
export type Examples = Record<string, Record<Locale, Example>>
