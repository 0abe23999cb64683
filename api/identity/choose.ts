import type { Settings } from '../env.ts'
import type { IdentityProvider } from './provider.ts'
import { standIn } from './standIn/provider.ts'

/** The login this bureau has, by its setting IDENTITY; null where it has none. A real one is a case of its own here. */
export const providerOf = ({ identity }: Pick<Settings, 'identity'>): IdentityProvider | null =>
  identity === 'stand-in' ? standIn : null
