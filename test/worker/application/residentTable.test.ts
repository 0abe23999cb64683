import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { isTelling, keepsBack } from '../../../api/application/outcome.ts'
import {
  type ApplicationState,
  canStep,
  isOver,
  openStates,
  stateNames,
} from '../../../api/application/states.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { changedIn, dumpOf, emptyTables, type Told } from '../../support/dump.ts'
import { judge } from '../../support/fuzz/answer.ts'
import { operationsOf } from '../../support/fuzz/contract.ts'
import { type Inside, residentsVerbs, standsIn } from '../../support/residentsVerbs.ts'

// Every verb of a resident, tried from every state there is: it is taken exactly where the rule says, and everywhere else
// refused as the API document has it, with every row and every object as it was.

const clock = clockAt(monday)
const api = apiClient({ clock })
let tables: Told[] = []
let document: Parameters<typeof judge>[0]

beforeEach(async () => {
  clock.set(monday)
  tables = await emptyTables()
  await demo(env)
  document = (await api.get('/openapi.json')).body
})

/** What a verb does in a state: changes something, answers without changing anything, or is refused. */
type Does = 'done' | 'same' | 'refused'

const among =
  (...named: ApplicationState[]) =>
  (state: ApplicationState): Does =>
    named.includes(state) ? 'done' : 'refused'
const when =
  (taken: (state: ApplicationState) => boolean, does: Does = 'done') =>
  (state: ApplicationState): Does =>
    taken(state) ? does : 'refused'
const open = (state: ApplicationState) => openStates.includes(state)
const first =
  (...rules: ((state: ApplicationState) => Does)[]) =>
  (state: ApplicationState): Does =>
    rules.map((rule) => rule(state)).find((does) => does !== 'refused') ?? 'refused'

/** The rule of each verb, by the table of steps where it can be; for who proved to be the person, and for who did not. */
const rules: Record<keyof typeof residentsVerbs, Record<Inside, (state: ApplicationState) => Does>> = (() => {
  const both = (rule: (state: ApplicationState) => Does) => ({ proved: rule, typed: rule })
  const papers = both(among('draft', 'correction'))
  const talk = { proved: when(open), typed: when((state) => open(state) && !isTelling(state)) }
  // To collect what is ready, or to show who one is: before anybody looks at it, and while the result is kept back.
  const visits = (does: Does) => ({
    proved: when((state) => ['identity', 'approved', 'issued'].includes(state), does),
    typed: when((state) => state === 'identity' || isTelling(state), does),
  })
  const login = (does: Does) => ({
    typed: when((state) => !isOver(state) || keepsBack(state), does),
  })
  return {
    save: both(among('draft', 'correction')),
    submit: both(
      first(
        among('draft'),
        when((state) => ['identity', 'submitted'].includes(state), 'same'),
      ),
    ),
    answer: both(among('correction')),
    withdraw: both(
      first(
        among('draft'),
        when((state) => canStep(state, 'withdrawn')),
        when((state) => ['withdrawn', 'discarded'].includes(state), 'same'),
      ),
    ),
    message: talk,
    visits: visits('same'),
    visit: visits('done'),
    // A login is not enough for what is only handed over at a counter: there the result is kept back from both.
    'visit of a form': both(when((state) => open(state) || isTelling(state))),
    'begin a login': { proved: (): Does => 'refused', ...login('same') },
    // Whoever proved it already is told so again.
    'log in': { proved: when((state) => !isOver(state), 'same'), ...login('done') },
    'ask for a code': both(among('draft', 'identity', 'correction')),
    'ask for a code again': both(() => 'same'),
    'confirm a number': both(among('draft', 'identity', 'correction')),
    'begin a paper': papers,
    'send a paper': papers,
    'complete a paper': papers,
    'remove a paper': papers,
    'begin a file beside a message': talk,
    'send a file beside a message': talk,
  }
})()

const names = Object.keys(residentsVerbs) as (keyof typeof residentsVerbs)[]
// Where the rule is the same whoever asks, it is tried once.
const differs = names.filter((name) => rules[name].typed !== rules[name].proved)
const some = 5
const parts = (list: typeof names) =>
  Array.from({ length: Math.ceil(list.length / some) }, (_, part) =>
    list.slice(part * some, (part + 1) * some),
  )
const tried = [
  ...parts(names).map((verbs) => ({ inside: 'proved' as const, verbs })),
  ...parts(differs).map((verbs) => ({ inside: 'typed' as const, verbs })),
].map((one) => ({ ...one, title: `${one.inside}: ${one.verbs.join(', ')}` }))

test.each(tried)('$title', { timeout: 120_000 }, async ({ inside, verbs }) => {
  const faults = judge(document, operationsOf(document))
  for (const name of verbs) {
    const verb = residentsVerbs[name]
    const seen: Record<string, string> = {}
    const wanted: Record<string, string> = {}
    const ready = await Promise.all(
      stateNames.map(async (state) => {
        const does = rules[name][inside](state)
        const held = await standsIn({ api, clock, state, inside, verb })
        return { state, does, held, send: await verb.prepare(held, does !== 'refused') }
      }),
    )
    let before = await dumpOf(tables)
    for (const { state, does, held, send } of ready) {
      const answer = await send()
      const after = await dumpOf(tables)
      const moved = changedIn(before, after)
      before = after
      const path = `/api/v1/applications/${held.reference}/${verb.path}`
      expect.soft(faults({ method: 'POST', path }, answer), `${name} in ${state}: ${answer.text}`).toEqual([])
      wanted[state] =
        does === 'refused' ? '409 step-refused: nothing' : `20x: ${does === 'same' ? 'nothing' : 'something'}`
      const what = moved.length ? (does === 'done' ? 'something' : moved.join()) : 'nothing'
      seen[state] = answer.status < 300 ? `20x: ${what}` : `${answer.status} ${answer.body.code}: ${what}`
    }
    expect.soft(seen, name).toEqual(wanted)
  }
})
