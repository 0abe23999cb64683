import type { APIContext } from 'astro'
import type { DeskComplaint } from '../../../../api/complaint/desk/show.ts'
import type { Person } from '../../../../api/staff/people/schema.ts'
import { everyPoint } from '../../../lib/everyPoint.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { AtWork } from '../../../lib/staffPage.ts'
import type { Item } from './step.ts'

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>
type Option = { value: string; label: string }

/** More pages of colleagues than any bureau has. */
const pagesMost = 20

async function everybody(where: Where): Promise<Person[]> {
  const all: Person[] = []
  let cursor: string | undefined
  for (let pages = 0; pages < pagesMost; pages += 1) {
    const answer = await staffAsk<{ items: Person[]; nextCursor: string | null }>(where, '/staff/people', {
      query: { cursor },
    })
    if (!answer.ok) break
    all.push(...answer.data.items)
    if (answer.data.nextCursor === null) break
    cursor = answer.data.nextCursor
  }
  return all
}

/** What an act lets choose from: the service points it can go to or is kept from, and for keeping it from somebody the accounts. */
export async function choicesFor(
  where: Where,
  page: AtWork,
  one: DeskComplaint,
  item: Item,
): Promise<{ points: Option[]; people: Option[] }> {
  const [points, people] = await Promise.all([
    item === 'pass' || item === 'bar' ? everyPoint(where) : [],
    item === 'bar' ? everybody(where) : [],
  ])
  return {
    points: points
      .filter(({ slug }) => item === 'bar' || slug !== one.handledBy.slug)
      .map(({ slug, name }) => ({ value: slug, label: page.say(name) })),
    // Nobody shuts themselves out.
    people: people
      .filter(({ own }) => !own)
      .map(({ id, name, account }) => ({ value: id, label: `${name} · ${account}` })),
  }
}
