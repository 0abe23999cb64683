import type { Text } from '../../../api/shared/text.ts'

/** How one gets in: straight from the pavement, by a ramp, or up steps with a bell for help. */
export type Entry = 'level' | 'ramp' | 'bell'

/** What the directions to a door are made of. */
export interface Way {
  /** Bus lines, parted by 、 */
  bus: string
  stop: Text
  /** Walk from the stop. */
  metres: number
  landmark: Text
  /** Free parking spaces, 0 where there are none. */
  spaces: number
  entry: Entry
}

const entries: Record<Entry, Text> = {
  level: {
    zh: '门口没有台阶，轮椅、婴儿车可以直接进。',
    en: 'No steps at the door: wheelchairs and prams come straight in.',
  },
  ramp: {
    zh: '台阶旁有坡道和扶手，轮椅可以进。',
    en: 'A ramp with a handrail runs beside the steps, fit for wheelchairs.',
  },
  bell: {
    zh: '门口有三级台阶，没有坡道；上不来请按台阶旁的铃，民警到门口来办。',
    en: 'Three steps and no ramp: ring the bell beside them and an officer comes out to you.',
  },
}

/** One paragraph in each language: bus, landmark, parking, way in. */
export function directions(way: Way): Text {
  const { stop, landmark, metres, spaces } = way
  const lines = way.bus.split('、')
  const parking =
    spaces > 0
      ? { zh: `院内有 ${spaces} 个免费车位。`, en: `${spaces} free parking spaces in the yard.` }
      : { zh: '没有停车位，请停公共停车场。', en: 'No parking here; please use a public car park.' }
  return {
    zh: `乘 ${lines.join('、')} 路公交到“${stop.zh}”站，步行约 ${metres} 米；${landmark.zh}。${parking.zh}${entries[way.entry].zh}`,
    en: `Take bus ${lines.join(' or ')} to ${stop.en}, then walk about ${metres} m; ${landmark.en}. ${parking.en} ${entries[way.entry].en}`,
  }
}
