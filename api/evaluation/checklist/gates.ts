import type { StationSetting } from '../../../db/schema/checklist.ts'
import type { Certainty } from '../../matter/catalogue.ts'
import type { Text } from '../../shared/text.ts'

/** What is known of a station, as it was last entered. */
export interface Facts {
  setting: StationSetting
  officers: number
  communityOfficers: number
  residents: number
  roomsDue: number
  rooms: number
}

/** One line of the checklist: a figure beside what is asked for. */
export interface Line {
  code: 'staffing' | 'load' | 'rooms'
  name: Text
  /** The figure; null where there is nothing to divide by. */
  value: number | null
  unit: 'people' | 'percent'
  /** At least, or at most, so much. */
  least: number | null
  most: number | null
  met: boolean | null
  /** A gate decides about the first grade; a load is for information. */
  gate: boolean
  basis: Text
  certainty: Certainty
}

/** Where a station stands, in words. */
export const settingNames: Record<StationSetting, Text> = {
  urban: { zh: '城区派出所', en: 'Urban station' },
  town: { zh: '镇派出所', en: 'Town station' },
  township: { zh: '乡派出所', en: 'Township station' },
}

/** Below so many officers no station can be of the first grade (一级): a hard gate. */
export const staffingGate: Record<StationSetting, number> = { urban: 20, town: 10, township: 5 }
/** About so many residents to one community officer. */
export const residentsEach = 5000
/** Community rooms where one must be: the seat of a merged township, a complex central village, far from the station. */
export const roomsPercent = 100

const opinion: Text = {
  zh: '省厅意见（历史文件），现行标准以评定机关为准',
  en: 'A provincial opinion of its time; whoever grades today has the last word',
}

/**
 * The checklist of a station: the staffing gate of the first grade (20 / 10 / 5), residents to each community officer, and
 * community rooms where one must be (standards A2). Who grades and what makes a second, third or fourth grade was not found,
 * so nothing of that is shown. None of it goes into a score.
 */
export function checklistOf({
  setting,
  officers,
  communityOfficers,
  residents,
  roomsDue,
  rooms,
}: Facts): Line[] {
  const load = communityOfficers > 0 ? Math.round(residents / communityOfficers) : null
  const covered = roomsDue > 0 ? Math.floor((100 * rooms) / roomsDue) : null
  return [
    {
      code: 'staffing',
      name: { zh: '民警人数（一级派出所门槛）', en: 'Officers (needed for the first grade)' },
      value: officers,
      unit: 'people',
      least: staffingGate[setting],
      most: null,
      met: officers >= staffingGate[setting],
      gate: true,
      basis: opinion,
      certainty: 'K2',
    },
    {
      code: 'load',
      name: { zh: '每个社区民警管多少居民', en: 'Residents to each community officer' },
      value: load,
      unit: 'people',
      least: null,
      most: residentsEach,
      met: load === null ? null : load <= residentsEach,
      gate: false,
      basis: opinion,
      certainty: 'K2',
    },
    {
      code: 'rooms',
      name: { zh: '该建警务室的地方建了多少', en: 'Community rooms where one must be' },
      value: covered,
      unit: 'percent',
      least: roomsPercent,
      most: null,
      met: covered === null ? null : covered >= roomsPercent,
      gate: false,
      basis: opinion,
      certainty: 'K2',
    },
  ]
}
