import type { Visit } from '../../api/appointment/schema.ts'
import type { Text, Words } from './text.ts'

type Material = Visit['matter']['materials'][number]

/** All matters of a visit, its own first. */
export const mattersOf = ({ matter, alsoMatters }: Pick<Visit, 'matter' | 'alsoMatters'>) => [
  matter,
  ...alsoMatters,
]

/** Whether any of its matters asks who comes for a document. */
export const asksDocument = (visit: Pick<Visit, 'matter' | 'alsoMatters'>) =>
  mattersOf(visit).some((each) => each.asksDocument)

/** Who is met at a community room: `万家宁、东方晓`; empty elsewhere. */
export const officersOf = ({ officers }: Pick<Visit, 'officers'>, { say, locale }: Words) =>
  officers.map(({ name }) => say(name)).join(locale === 'zh' ? '、' : ' or ')

/** `换领居民身份证；补领、换领户口簿`: a name may hold the smaller marks itself. */
export const namesOf = (
  visit: { matter: { name: Text }; alsoMatters: { name: Text }[] },
  { say, locale }: Words,
) => [visit.matter, ...visit.alsoMatters].map(({ name }) => say(name)).join(locale === 'zh' ? '；' : '; ')

/** When a visit is: its beginning; of several matters or people the whole span. */
export const whenOf = (
  { startsAt, endsAt, people, alsoMatters }: Pick<Visit, 'startsAt' | 'endsAt' | 'people' | 'alsoMatters'>,
  { format }: Words,
) => (people > 1 || alsoMatters.length > 0 ? format.whenSpan(startsAt, endsAt) : format.when(startsAt))

/**
 * What to bring for each matter, each paper once: with the first matter that asks for it in these words. What one
 * matter asks otherwise for stands with each, or the weaker demand would hide the stricter. A paper that one matter
 * asks for is not said to be needless by another.
 */
export function papersOf(visit: Pick<Visit, 'matter' | 'alsoMatters'>) {
  const matters = mattersOf(visit)
  const brought = new Set(
    matters.flatMap(({ materials }) => materials.filter(isBrought).map(({ name }) => name.zh)),
  )
  const said = new Set<string>()
  return matters.map(({ code, name, fee, materials }) => {
    const fresh = materials.filter((paper) => {
      const wanted = (isBrought(paper) || !brought.has(paper.name.zh)) && !said.has(asked(paper))
      if (wanted) said.add(asked(paper))
      return wanted
    })
    return {
      code,
      name,
      fee,
      bring: fresh.filter(isBrought),
      rest: fresh.filter((paper) => !isBrought(paper)),
      /** It needs papers to be brought, all of which stand with an earlier matter. */
      above: materials.some(isBrought) && !fresh.some(isBrought),
    }
  })
}

const asked = ({ name, note, obtain }: Material) => [name.zh, note?.zh ?? '', obtain].join('|')

const isBrought = ({ obtain }: Material) => obtain === 'bring'
