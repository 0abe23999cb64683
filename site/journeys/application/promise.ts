import type { Form } from '../../../api/application/form/declaration.ts'
import { lengthOf } from '../../lib/matterWords.ts'
import type { Reader } from '../../lib/text.ts'

/** `受理后 3 个工作日内`: how soon it is decided. */
export const promiseWords = (promise: Pick<Form['promise'], 'value' | 'unit'>, reader: Reader): string =>
  reader.t('apply.within', { time: lengthOf(promise, reader) })
