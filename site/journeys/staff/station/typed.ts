import type { CounterView } from '../../../../api/queue/staffSchema.ts'
import { lineOf } from '../schedule/form.ts'

/** A counter as the fields of its form hold it. */
export interface TypedCounter {
  number: string
  counterGroup: string
  name: string
  nameEn: string
}

/** What stands in the fields: as typed, else as it is stored, else the first number nobody has. */
export function typedCounter(
  data: FormData | null,
  stored: CounterView | undefined,
  others: readonly Pick<CounterView, 'number'>[],
): TypedCounter {
  if (data)
    return {
      number: lineOf(data, 'number'),
      counterGroup: lineOf(data, 'counterGroup'),
      name: lineOf(data, 'name'),
      nameEn: lineOf(data, 'nameEn'),
    }
  const used = new Set(others.map(({ number }) => number))
  const free = Array.from({ length: 99 }, (_, i) => i + 1).find((number) => !used.has(number))
  return {
    number: String(stored?.number ?? free ?? ''),
    counterGroup: stored?.counterGroup ?? '',
    name: stored?.name.zh ?? '',
    nameEn: stored?.name.en ?? '',
  }
}

/** As the API takes it; what is no number is refused beside its field. */
export const counterOf = ({ number, counterGroup, name, nameEn }: TypedCounter) => ({
  number: /^\d{1,3}$/.test(number.normalize('NFKC')) ? Number(number.normalize('NFKC')) : 0,
  counterGroup,
  name: { zh: name, en: nameEn },
})
