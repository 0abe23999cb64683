import { spellingOf } from '../../db/seed/spelling.ts'
import { freeSlug } from './stationSlug.ts'
import { capital, shortPinyin, shortTownName } from './townName.ts'

/** What is known of the service points that are there already. */
export interface KnownPoint {
  slug: string
  code: string
  kind: string
  townCode: string | null
}

export interface NamedTown {
  code: string
  name: string
  /** Syllables the list gave, or ''. */
  said: string
  pinyin: string
}

const unknown = { zh: '待补充', en: 'To be added' }

/**
 * One station for every town that has none, as a row of service_point: 演集街道 gets 演集派出所. Address and telephone
 * say that they are still to be added; nothing is invented. The code is the county's six digits and a running
 * number behind the highest one there.
 */
export function madeStations(towns: readonly NamedTown[], known: readonly KnownPoint[], now: number) {
  const served = new Set(
    known.flatMap(({ kind, townCode }) => (kind === 'station' && townCode ? [townCode] : [])),
  )
  const slugs = new Set(known.map(({ slug }) => slug))
  const codes = new Set(known.map(({ code }) => code))
  const numbers = new Map<string, number>()
  const missing = towns.filter(({ code }) => !served.has(code)).sort((a, b) => (a.code < b.code ? -1 : 1))
  return missing.map((town) => {
    const code = nextCode(town.code.slice(0, 6), numbers, codes)
    const short = shortPinyin(town.name, town.said)
    const name = `${shortTownName(town.name)}派出所`
    const spelling = spellingOf('派出所')
    const base = short ? { pinyin: short + spelling.pinyin, initials: '' } : spellingOf(name)
    const candidates = short ? [short, town.pinyin, `${short}-${town.code.slice(0, 6)}`] : []
    return {
      id: `sp_${code}`,
      slug: freeSlug([...candidates, `${short}-${town.code}`], slugs),
      code,
      kind: 'station' as const,
      parent_id: null,
      town_code: town.code,
      name_zh: name,
      name_en: `${capital(short) || name} Police Station`,
      pinyin: base.pinyin,
      initials: initialsOf(name, town.said),
      address_zh: unknown.zh,
      address_en: unknown.en,
      phone: unknown.zh,
      created_at: now,
      updated_at: now,
    }
  })
}

/** The letters 派出所 is typed with behind those of the town. */
function initialsOf(name: string, said: string): string {
  const syllables = said.toLowerCase().split(/\s+/).filter(Boolean)
  const own = [...name].length - 3
  if (syllables.length < own) return spellingOf(name).initials
  return `${syllables
    .slice(0, own)
    .map((s) => s.charAt(0))
    .join('')}pcs`
}

function nextCode(area: string, numbers: Map<string, number>, codes: Set<string>): string {
  let number = numbers.get(area) ?? 0
  let code: string
  do {
    number += 1
    code = area + String(number).padStart(6, '0')
  } while (codes.has(code))
  numbers.set(area, number)
  codes.add(code)
  return code
}
