/** `npm run bench -- gate`: how much of the labelled notices the publication gate finds, and how often it is wrong. */
import { goals, type Score, score } from '../../test/data/gate/score.ts'
import { labelled } from '../../test/data/gate/set.ts'
import { type Cell, plain } from './table.ts'

const parts = [
  ['tune', 'tune.jsonl'],
  ['kept', 'kept.jsonl'],
] as const

/**
 * Prints recall and false alarms of each part of the set; false where one misses its goal. `--misses` names what was
 * missed and what was wrong in the tuned part, `--misses=kept` in the one kept aside.
 */
export async function bench(args: string[]): Promise<boolean> {
  const shown = args.find((arg) => arg.startsWith('--misses'))
  const scores = parts.map(([name, file]) => ({ name, ...score(labelled(file)) }))
  console.log(
    plain([
      ['part', 'texts', 'spans', 'found', 'recall', 'false alarms', 'per text', ''],
      ...scores.map(({ name, texts, total, recall, alarms, met }) => [
        name,
        texts,
        total.spans,
        total.found,
        recall.toFixed(3),
        total.falseAlarms,
        alarms.toFixed(3),
        met ? 'ok' : `BROKEN (recall ≥ ${goals.recall}, false alarms ≤ ${goals.falseAlarms})`,
      ]),
    ]),
  )
  for (const one of scores) {
    console.log(`\n${plain([[one.name, 'spans', 'found', 'false alarms'], ...kindsOf(one)])}`)
    if (shown && (shown.split('=')[1] ?? 'tune') === one.name) {
      for (const line of one.missed) console.log(`missed  ${line}`)
      for (const line of one.wrong) console.log(`wrong   ${line}`)
    }
  }
  return scores.every(({ met }) => met)
}

function kindsOf({ kinds }: Score): Cell[][] {
  return [...kinds].map(([kind, { spans, found, falseAlarms }]) => [kind, spans, found, falseAlarms])
}
