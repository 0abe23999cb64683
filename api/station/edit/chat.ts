import type { ServiceKind } from '../../../db/schema/station.ts'
import { words } from '../../import/cells.ts'
import type { Details } from './query.ts'
import type { fieldReader } from './read.ts'

interface ChatInput {
  chatName?: string | undefined
  chatNameEn?: string | undefined
  chatUrl?: string | undefined
}

/** The longest address of a group, characters. */
const longest = 300

/**
 * The group of a community room as typed: its name in both languages and its address, or three empty texts for none. Only
 * rooms have one, and only behind https. What is wrong is said beside its field.
 */
export function readChat(
  read: ReturnType<typeof fieldReader>,
  kind: ServiceKind,
  input: ChatInput,
  old: Details,
): [string, string, string] {
  const [oldZh, oldEn, oldUrl] = old.slice(8) as [string, string, string]
  const typed = (input.chatUrl ?? oldUrl).trim()
  const name = read.value('/chatName', input.chatName ?? oldZh, words(40), typed !== '')
  const nameEn = read.value('/chatNameEn', input.chatNameEn ?? oldEn, words(80))
  if (typed === '') return ['', '', '']
  if (kind !== 'room') read.fault('/chatUrl', 'wrong-value')
  const url = httpsAddress(typed)
  if (url === null) read.fault('/chatUrl', 'https-address')
  else if (url.length > longest) read.fault('/chatUrl', 'too-long', { most: longest })
  return [name, nameEn || name, url ?? typed]
}

/** The address as a browser reads it, or null: https only, a name with a dot, nobody's password in it. */
function httpsAddress(typed: string): string | null {
  if (/\s/.test(typed) || !URL.canParse(typed)) return null
  const { protocol, hostname, username, password, href } = new URL(typed)
  return protocol === 'https:' && /^[^.].*\.[^.]+$/.test(hostname) && !username && !password ? href : null
}
