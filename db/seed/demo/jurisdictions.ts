import type { Text } from '../../../api/shared/text.ts'
import { areas } from './areas.ts'
import { officers } from './officers.ts'
import { points } from './points.ts'
import { towns } from './towns.ts'
import type { DemoArea, DemoJurisdiction } from './types.ts'

/** Areas a room covers, by `town/pinyin`. The station answers for them too, through the room's officer. */
const roomAreas: Record<string, string[]> = {
  'qin-haiyan-room': ['qingshi/yingchun', 'qingshi/shiqiao'],
  'guhuai-room': ['chengguan/guhuai', 'chengguan/shuyuan'],
  'hubin-room': ['donghu/hubin', 'donghu/hefeng'],
  'taxia-room': ['guta/taxia', 'guta/tiejiangjie'],
  'qiaotou-room': ['nanqiao/qiaotou', 'nanqiao/qiaobei'],
  'changdi-room': ['liuwan/changdi', 'liuwan/liuyin'],
  'hekou-room': ['sanhe/hekou', 'sanhe/xiahe', 'sanhe/longwangmiao'],
  'cuizhu-room': ['zhuyuan/cuizhu', 'zhuyuan/xinzhu'],
  'lujing-room': ['luming/lujing', 'luming/caodian'],
}

type Stretch = [point: string, street: Text, fromNo: number, toNo: number, parity: DemoJurisdiction['parity']]

const gulou = { zh: '鼓楼大街', en: 'Gulou Avenue' }
const mingzhu = { zh: '明珠路', en: 'Mingzhu Road' }
const zhanqian = { zh: '站前街', en: 'Zhanqian Street' }
const dukou = { zh: '渡口路', en: 'Dukou Road' }

/** Areas two stations share, street by street. */
const splitAreas: Record<string, Stretch[]> = {
  'chengguan/gulou': [
    ['chengguan', gulou, 1, 199, 'odd'],
    ['guta', gulou, 2, 200, 'even'],
    ['chengguan', { zh: '鼓楼后巷', en: 'Gulou Back Lane' }, 1, 60, null],
  ],
  'donghu/mingzhu': [
    ['donghu', mingzhu, 1, 120, null],
    ['chengguan', mingzhu, 121, 260, null],
  ],
  'nanqiao/zhanqian': [
    ['nanqiao', zhanqian, 1, 99, 'odd'],
    ['liuwan', zhanqian, 2, 100, 'even'],
    ['liuwan', { zh: '货场路', en: 'Huochang Road' }, 1, 80, null],
  ],
  'liuwan/dukou': [
    ['liuwan', dukou, 1, 60, null],
    ['yintan', dukou, 61, 140, null],
  ],
}

/** Streets for which nobody is named just now: the station answers. */
const unnamed = new Set(['货场路'])

/** Areas two officers of one station look after together. */
const pairAreas = new Set(['chengguan/wenchang'])

const townSlugs = new Map(towns.map((town) => [town.code, town.slug]))

function beatOfficers(pointSlug: string): string[] {
  return officers.filter((o) => o.pointSlug === pointSlug && o.role === 'community').map((o) => o.badge)
}

function whole(area: DemoArea, pointSlug: string, officerBadge: string): DemoJurisdiction {
  return {
    areaCode: area.code,
    pointSlug,
    officerBadge,
    street: null,
    fromNo: null,
    toNo: null,
    parity: null,
  }
}

function rowsOf(area: DemoArea, index: number): DemoJurisdiction[] {
  const station = townSlugs.get(area.townCode) ?? ''
  const key = `${station}/${area.pinyin}`
  const split = splitAreas[key]
  if (split) {
    return split.map(([pointSlug, street, fromNo, toNo, parity]) => ({
      areaCode: area.code,
      pointSlug,
      officerBadge: unnamed.has(street.zh) ? '' : (beatOfficers(pointSlug)[0] ?? ''),
      street,
      fromNo,
      toNo,
      parity,
    }))
  }
  const room = points.find((point) => roomAreas[point.slug]?.includes(key))
  if (room) {
    const badge = beatOfficers(room.slug)[0] ?? ''
    return [whole(area, station, badge), whole(area, room.slug, badge)]
  }
  const beat = beatOfficers(station)
  if (pairAreas.has(key)) return beat.map((badge) => whole(area, station, badge))
  return [whole(area, station, beat[index % beat.length] ?? '')]
}

/** Who answers for each village and community; the same area may stand in several rows. */
export const jurisdictions: DemoJurisdiction[] = areas.flatMap(rowsOf)
