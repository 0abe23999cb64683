import { compact } from '../../shared/halfWidth.ts'

/** One spelling of an account's name: half-width, lower case, without spaces. */
export const accountName = (typed: string) => compact(typed).toLowerCase()

/** Whether a name can be an account: a work address. */
export const isAccountName = (name: string) =>
  name.length <= 120 && /^[a-z0-9][a-z0-9._+-]*@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name)
