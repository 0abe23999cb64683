import type { DemoTown } from './types.ts'

/** Area code of fictional Kaimen County (开门县). No division of GB/T 2260 begins with 99. */
export const countyCode = '990101'

/** The 18 towns, townships and subdistricts, in the order the public lists show them. */
export const towns: DemoTown[] = [
  { code: '990101100', slug: 'qingshi', kind: 'town', name: { zh: '青石镇', en: 'Qingshi Town' } },
  { code: '990101101', slug: 'nanqiao', kind: 'town', name: { zh: '南桥镇', en: 'Nanqiao Town' } },
  {
    code: '990101001',
    slug: 'chengguan',
    kind: 'subdistrict',
    name: { zh: '城关街道', en: 'Chengguan Subdistrict' },
  },
  {
    code: '990101002',
    slug: 'donghu',
    kind: 'subdistrict',
    name: { zh: '东湖街道', en: 'Donghu Subdistrict' },
  },
  { code: '990101003', slug: 'guta', kind: 'subdistrict', name: { zh: '古塔街道', en: 'Guta Subdistrict' } },
  { code: '990101102', slug: 'liuwan', kind: 'town', name: { zh: '柳湾镇', en: 'Liuwan Town' } },
  { code: '990101103', slug: 'sanhe', kind: 'town', name: { zh: '三河镇', en: 'Sanhe Town' } },
  { code: '990101104', slug: 'shuangjing', kind: 'town', name: { zh: '双井镇', en: 'Shuangjing Town' } },
  { code: '990101105', slug: 'baiyang', kind: 'town', name: { zh: '白杨镇', en: 'Baiyang Town' } },
  { code: '990101106', slug: 'yunxi', kind: 'town', name: { zh: '云溪镇', en: 'Yunxi Town' } },
  { code: '990101107', slug: 'taoping', kind: 'town', name: { zh: '桃坪镇', en: 'Taoping Town' } },
  { code: '990101108', slug: 'zhuyuan', kind: 'town', name: { zh: '竹园镇', en: 'Zhuyuan Town' } },
  { code: '990101109', slug: 'dayu', kind: 'town', name: { zh: '大榆镇', en: 'Dayu Town' } },
  { code: '990101110', slug: 'yintan', kind: 'town', name: { zh: '银滩镇', en: 'Yintan Town' } },
  { code: '990101111', slug: 'wangshan', kind: 'town', name: { zh: '望山镇', en: 'Wangshan Town' } },
  { code: '990101200', slug: 'meiling', kind: 'township', name: { zh: '梅岭乡', en: 'Meiling Township' } },
  { code: '990101201', slug: 'luming', kind: 'township', name: { zh: '鹿鸣乡', en: 'Luming Township' } },
  { code: '990101202', slug: 'yanhui', kind: 'township', name: { zh: '雁回乡', en: 'Yanhui Township' } },
]
