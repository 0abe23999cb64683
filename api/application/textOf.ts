import type { Text } from '../shared/text.ts'
import { keepsBack, type ShownState, shownText } from './outcome.ts'
import type { ApplicationRow } from './query.ts'

/**
 * All that a text says of how an application was decided, and of what came of it since. A text goes to a number: whoever has
 * the telephone reads it, on a locked screen too, and that somebody once proved who they are says nothing of who that is.
 */
export const news: Text = { zh: '有新消息', en: 'there is news' }

/** A state as a text may name it. */
export const textOf = (
  state: ShownState,
  row: Parameters<typeof shownText>[1] & Pick<ApplicationRow, 'delivery'>,
): Text => (state !== 'decided' && keepsBack(state) ? news : shownText(state, row))
