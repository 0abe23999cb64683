import type { Application } from '../../../api/application/schema.ts'
import { comesHome } from '../../lib/application.ts'

type Level = Application['identity']['reached']
type Asked = Pick<Application, 'identity'> & { form: Pick<Application['form'], 'result'> }

const order: readonly Level[] = ['typed', 'phone', 'verified', 'counter']

/** Whether what was shown is as good as what is asked for. */
export const enough = (reached: Level, asked: Level): boolean =>
  order.indexOf(reached) >= order.indexOf(asked)

/** What has to be shown, in words; to somebody whom we visit the document is shown at home. */
export const levelWords = (level: Level, form: Asked['form']) =>
  level === 'counter' && comesHome(form)
    ? ('apply.identity.level.home' as const)
    : (`apply.identity.level.${level}` as const)

/** What was shown so far, in words; of nothing, when and where it still is to be. */
export function reachedWords({ identity: { reached, toReceive }, form }: Asked) {
  if (reached !== 'typed') return `apply.identity.is.${reached}` as const
  if (toReceive === 'counter' && comesHome(form)) return 'apply.identity.is.typed.home' as const
  return `apply.identity.is.typed.${toReceive === 'counter' ? 'counter' : 'verified'}` as const
}

/**
 * What a login serves: for receiving, or no more than for filing, since the document itself has to be seen before the
 * result is handed over; nothing where neither is so.
 */
export function loginServes({
  identity: { reached, toFile, toReceive, locked },
  can,
}: Pick<Application, 'identity' | 'can'>): 'receive' | 'file' | null {
  if (!can.includes('log-in')) return null
  if (toReceive === 'verified' || (locked && enough(reached, toReceive))) return 'receive'
  return !enough(reached, toFile) && enough('verified', toFile) ? 'file' : null
}
