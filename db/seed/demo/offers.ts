import { points } from './points.ts'
import type { CounterGroup, DemoOffer, DemoOverlay, DemoPoint } from './types.ts'

const idCards = ['ID-01', 'ID-02', 'ID-03', 'ID-04', 'ID-05', 'ID-06']
const household = ['HK-01', 'HK-02', 'HK-03', 'HK-04', 'HK-05', 'HK-06', 'HK-07', 'HK-08']
const residence = ['RP-01', 'RP-02', 'RP-03', 'RP-04']
const certificates = ['CT-01', 'CT-02', 'CT-03']

const householdCounter = [...idCards, ...household, ...residence, ...certificates]
const generalCounter = ['CR-01', 'CR-02', 'DOG-01', 'FR-01', 'CS-01', 'HV-01']

/** What a point handles, counter by counter (codes of standards C). */
function mattersOf(point: DemoPoint, counter: CounterGroup): string[] {
  if (point.kind === 'room') return ['RP-01', 'HV-01', 'TALK-01']
  if (counter === 'household') return householdCounter
  return counter === 'exit-entry' ? ['FR-01', 'CR-01'] : generalCounter
}

const effectiveFrom = '2026-01-01'

function promise(value: number, unit: 'working-day' | 'calendar-day', zh: string, en: string): DemoOverlay {
  return { promise: { value, unit }, fee: null, basis: { zh, en }, certainty: 'local', effectiveFrom }
}

const hallCards = [
  10,
  'working-day',
  '户政服务大厅承诺（演示数据）',
  'Promise of the Household Service Hall (demonstration data)',
] as const

/** Local rules by `point/matter`. A promise may only be shorter than the catalogue's. */
const overlays: Record<string, DemoOverlay> = {
  'household-hall/ID-02': promise(...hallCards),
  'household-hall/ID-03': promise(...hallCards),
  'nanqiao/RP-02': promise(
    7,
    'calendar-day',
    '南桥派出所承诺（演示数据）',
    'Promise of Nanqiao Police Station (demonstration data)',
  ),
  'chengguan/DOG-01': promise(
    3,
    'working-day',
    '城关派出所承诺（演示数据）',
    'Promise of Chengguan Police Station (demonstration data)',
  ),
  'qingshi/HK-07': {
    promise: null,
    fee: {
      yuan: 8,
      when: {
        zh: '丢失、损坏后补领，每本；首次申领、正常换本不收费',
        en: 'Each book replaced after loss or damage; the first book and an ordinary change are free',
      },
    },
    basis: { zh: '本地收费标准（演示数据）', en: 'Local fee schedule (demonstration data)' },
    certainty: 'local',
    effectiveFrom,
  },
}

/** A foreigner's no-criminal-record certificate comes from the exit-entry hall, not the station (CR-01). FR-01 stays open to all: the host may file it. */
function audienceOf(matterCode: string, counter: CounterGroup): DemoOffer['audience'] {
  if (matterCode === 'CR-01') return counter === 'exit-entry' ? 'foreigners' : 'not-foreigners'
  return 'everyone'
}

/** Every matter of every point, with its local rule where it has one. */
export const offers: DemoOffer[] = points.flatMap((point) =>
  point.counters.flatMap((counter) =>
    mattersOf(point, counter).map((matterCode) => ({
      pointSlug: point.slug,
      matterCode,
      counter,
      audience: audienceOf(matterCode, counter),
      overlay: overlays[`${point.slug}/${matterCode}`] ?? null,
    })),
  ),
)
