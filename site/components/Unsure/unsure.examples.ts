import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'a mark beside a number': { zh: { props: {} }, en: { props: {} } },
} satisfies Examples
