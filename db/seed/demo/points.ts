import type { Text } from '../../../api/shared/text.ts'
import { directions, type Way } from './directions.ts'
import { countyCode, towns } from './towns.ts'
import type { CounterGroup, DemoPoint } from './types.ts'

interface Door {
  slug: string
  /** The town the door stands in. */
  town: string
  road: Text
  no: number
  way: Way
}

const stations: Door[] = [
  {
    slug: 'qingshi',
    town: 'qingshi',
    road: { zh: '迎春路', en: 'Yingchun Road' },
    no: 1,
    way: {
      bus: 'K1、K6',
      stop: { zh: '青石集', en: 'Qingshi Market' },
      metres: 150,
      landmark: {
        zh: '镇卫生院斜对面，门口有两棵石榴树',
        en: 'across from the town clinic, two pomegranate trees at the gate',
      },
      spaces: 12,
      entry: 'ramp',
    },
  },
  {
    slug: 'nanqiao',
    town: 'nanqiao',
    road: { zh: '桥南路', en: 'Qiaonan Road' },
    no: 28,
    way: {
      bus: 'K2',
      stop: { zh: '南桥头', en: 'South Bridge' },
      metres: 200,
      landmark: { zh: '过桥右手第一个院子', en: 'the first yard on the right after the bridge' },
      spaces: 20,
      entry: 'level',
    },
  },
  {
    slug: 'chengguan',
    town: 'chengguan',
    road: { zh: '县前街', en: 'Xianqian Street' },
    no: 16,
    way: {
      bus: 'K1、K2、K5',
      stop: { zh: '鼓楼', en: 'Drum Tower' },
      metres: 260,
      landmark: { zh: '鼓楼往东，新华书店隔壁', en: 'east of the Drum Tower, next to the bookshop' },
      spaces: 6,
      entry: 'ramp',
    },
  },
  {
    slug: 'donghu',
    town: 'donghu',
    road: { zh: '湖滨路', en: 'Hubin Road' },
    no: 66,
    way: {
      bus: 'K5、K8',
      stop: { zh: '东湖公园西门', en: 'East Lake Park West Gate' },
      metres: 100,
      landmark: { zh: '公园西门对面的白色小楼', en: 'the white building facing the west gate of the park' },
      spaces: 18,
      entry: 'level',
    },
  },
  {
    slug: 'guta',
    town: 'guta',
    road: { zh: '塔前街', en: 'Taqian Street' },
    no: 9,
    way: {
      bus: 'K3',
      stop: { zh: '古塔', en: 'Old Pagoda' },
      metres: 180,
      landmark: {
        zh: '看见古塔往南走，菜市场北口',
        en: 'south of the pagoda, at the north end of the food market',
      },
      spaces: 0,
      entry: 'bell',
    },
  },
  {
    slug: 'liuwan',
    town: 'liuwan',
    road: { zh: '长堤路', en: 'Changdi Road' },
    no: 45,
    way: {
      bus: 'K9',
      stop: { zh: '柳湾镇政府', en: 'Liuwan Town Hall' },
      metres: 300,
      landmark: { zh: '沿河堤走，镇政府西边', en: 'along the dyke, west of the town hall' },
      spaces: 15,
      entry: 'ramp',
    },
  },
  {
    slug: 'sanhe',
    town: 'sanhe',
    road: { zh: '三元街', en: 'Sanyuan Street' },
    no: 12,
    way: {
      bus: 'K11',
      stop: { zh: '三河街口', en: 'Sanhe Crossroads' },
      metres: 90,
      landmark: { zh: '邮政所旁边', en: 'beside the post office' },
      spaces: 8,
      entry: 'ramp',
    },
  },
  {
    slug: 'shuangjing',
    town: 'shuangjing',
    road: { zh: '井台路', en: 'Jingtai Road' },
    no: 3,
    way: {
      bus: 'K12',
      stop: { zh: '双井', en: 'Twin Wells' },
      metres: 120,
      landmark: { zh: '两口老井后面的院子', en: 'the yard behind the two old wells' },
      spaces: 10,
      entry: 'level',
    },
  },
  {
    slug: 'baiyang',
    town: 'baiyang',
    road: { zh: '白杨大道', en: 'Baiyang Avenue' },
    no: 88,
    way: {
      bus: 'K7',
      stop: { zh: '白杨中学', en: 'Baiyang Middle School' },
      metres: 220,
      landmark: { zh: '中学往北，加油站前面', en: 'north of the middle school, before the petrol station' },
      spaces: 16,
      entry: 'ramp',
    },
  },
  {
    slug: 'yunxi',
    town: 'yunxi',
    road: { zh: '溪口路', en: 'Xikou Road' },
    no: 21,
    way: {
      bus: 'K13',
      stop: { zh: '云溪老街', en: 'Yunxi Old Street' },
      metres: 350,
      landmark: { zh: '老街走到头，石拱桥边', en: 'at the end of the old street, by the stone bridge' },
      spaces: 6,
      entry: 'bell',
    },
  },
  {
    slug: 'taoping',
    town: 'taoping',
    road: { zh: '桃源路', en: 'Taoyuan Road' },
    no: 30,
    way: {
      bus: 'K10',
      stop: { zh: '桃坪果品市场', en: 'Taoping Fruit Market' },
      metres: 160,
      landmark: { zh: '果品市场东门对面', en: 'facing the east gate of the fruit market' },
      spaces: 14,
      entry: 'ramp',
    },
  },
  {
    slug: 'zhuyuan',
    town: 'zhuyuan',
    road: { zh: '翠竹街', en: 'Cuizhu Street' },
    no: 57,
    way: {
      bus: 'K4',
      stop: { zh: '竹园广场', en: 'Zhuyuan Square' },
      metres: 80,
      landmark: {
        zh: '广场北侧，文化站隔壁',
        en: 'on the north side of the square, next to the culture centre',
      },
      spaces: 12,
      entry: 'level',
    },
  },
  {
    slug: 'dayu',
    town: 'dayu',
    road: { zh: '榆荫路', en: 'Yuyin Road' },
    no: 18,
    way: {
      bus: 'K14',
      stop: { zh: '大榆树', en: 'Big Elm' },
      metres: 60,
      landmark: { zh: '大榆树下', en: 'under the big elm' },
      spaces: 8,
      entry: 'ramp',
    },
  },
  {
    slug: 'yintan',
    town: 'yintan',
    road: { zh: '渔港路', en: 'Yugang Road' },
    no: 72,
    way: {
      bus: 'K15',
      stop: { zh: '银滩渔港', en: 'Yintan Harbour' },
      metres: 240,
      landmark: { zh: '渔港大门往西，冷库对面', en: 'west of the harbour gate, facing the cold store' },
      spaces: 15,
      entry: 'ramp',
    },
  },
  {
    slug: 'wangshan',
    town: 'wangshan',
    road: { zh: '山前路', en: 'Shanqian Road' },
    no: 5,
    way: {
      bus: 'K16',
      stop: { zh: '望山小学', en: 'Wangshan Primary School' },
      metres: 130,
      landmark: { zh: '小学南墙外', en: 'outside the south wall of the primary school' },
      spaces: 8,
      entry: 'level',
    },
  },
  {
    slug: 'meiling',
    town: 'meiling',
    road: { zh: '梅岭街', en: 'Meiling Street' },
    no: 2,
    way: {
      bus: 'K17',
      stop: { zh: '梅岭乡政府', en: 'Meiling Township Hall' },
      metres: 50,
      landmark: { zh: '乡政府大院东侧', en: 'on the east side of the township hall yard' },
      spaces: 6,
      entry: 'bell',
    },
  },
  {
    slug: 'luming',
    town: 'luming',
    road: { zh: '鹿鸣街', en: 'Luming Street' },
    no: 10,
    way: {
      bus: 'K18',
      stop: { zh: '鹿鸣供销社', en: 'Luming Co-op' },
      metres: 70,
      landmark: { zh: '供销社对面', en: 'facing the co-op shop' },
      spaces: 6,
      entry: 'ramp',
    },
  },
  {
    slug: 'yanhui',
    town: 'yanhui',
    road: { zh: '雁回街', en: 'Yanhui Street' },
    no: 7,
    way: {
      bus: 'K19',
      stop: { zh: '雁回渡', en: 'Yanhui Ferry' },
      metres: 200,
      landmark: {
        zh: '渡口上坡，乡卫生院隔壁',
        en: 'up the slope from the ferry, next to the township clinic',
      },
      spaces: 5,
      entry: 'ramp',
    },
  },
]

const halls: (Door & { name: Text; counter: CounterGroup })[] = [
  {
    slug: 'household-hall',
    name: { zh: '户政服务大厅', en: 'Household Service Hall' },
    counter: 'household',
    town: 'donghu',
    road: { zh: '学府路', en: 'Xuefu Road' },
    no: 100,
    way: {
      bus: 'K1、K5、K8',
      stop: { zh: '政务服务中心', en: 'Government Service Centre' },
      metres: 80,
      landmark: {
        zh: '政务服务中心一楼东厅',
        en: 'ground floor, east wing of the Government Service Centre',
      },
      spaces: 80,
      entry: 'level',
    },
  },
  {
    slug: 'exit-entry-hall',
    name: { zh: '出入境接待大厅', en: 'Exit-Entry Reception Hall' },
    counter: 'exit-entry',
    town: 'donghu',
    road: { zh: '学府路', en: 'Xuefu Road' },
    no: 102,
    way: {
      bus: 'K1、K5、K8',
      stop: { zh: '政务服务中心', en: 'Government Service Centre' },
      metres: 120,
      landmark: {
        zh: '政务服务中心一楼西厅',
        en: 'ground floor, west wing of the Government Service Centre',
      },
      spaces: 80,
      entry: 'level',
    },
  },
]

const rooms: (Door & { name: Text; parent: string; honour?: Text })[] = [
  {
    slug: 'qin-haiyan-room',
    parent: 'qingshi',
    name: { zh: '秦海燕警务室', en: 'Qin Haiyan Police Room' },
    honour: {
      zh: '居民推荐，以社区民警秦海燕的名字命名',
      en: 'Named after community officer Qin Haiyan, put forward by residents',
    },
    town: 'qingshi',
    road: { zh: '石桥街', en: 'Shiqiao Street' },
    no: 36,
    way: {
      bus: 'K6',
      stop: { zh: '石桥', en: 'Stone Bridge' },
      metres: 100,
      landmark: { zh: '社区食堂隔壁', en: 'next to the community canteen' },
      spaces: 4,
      entry: 'level',
    },
  },
  {
    slug: 'guhuai-room',
    parent: 'chengguan',
    name: { zh: '古槐社区警务室', en: 'Guhuai Community Police Room' },
    town: 'chengguan',
    road: { zh: '古槐巷', en: 'Guhuai Lane' },
    no: 8,
    way: {
      bus: 'K2',
      stop: { zh: '古槐巷', en: 'Guhuai Lane' },
      metres: 60,
      landmark: {
        zh: '老槐树旁，社区居委会一楼',
        en: 'by the old locust tree, ground floor of the residents’ committee',
      },
      spaces: 0,
      entry: 'ramp',
    },
  },
  {
    slug: 'hubin-room',
    parent: 'donghu',
    name: { zh: '湖滨社区警务室', en: 'Hubin Community Police Room' },
    town: 'donghu',
    road: { zh: '荷风路', en: 'Hefeng Road' },
    no: 15,
    way: {
      bus: 'K8',
      stop: { zh: '荷风路口', en: 'Hefeng Road Crossing' },
      metres: 90,
      landmark: { zh: '湖滨小区北门里', en: 'inside the north gate of Hubin estate' },
      spaces: 6,
      entry: 'level',
    },
  },
  {
    slug: 'taxia-room',
    parent: 'guta',
    name: { zh: '塔下社区警务室', en: 'Taxia Community Police Room' },
    town: 'guta',
    road: { zh: '铁匠街', en: 'Tiejiang Street' },
    no: 41,
    way: {
      bus: 'K3',
      stop: { zh: '铁匠街', en: 'Tiejiang Street' },
      metres: 140,
      landmark: { zh: '古塔东门外的老铺面', en: 'an old shop front outside the east gate of the pagoda' },
      spaces: 0,
      entry: 'bell',
    },
  },
  {
    slug: 'qiaotou-room',
    parent: 'nanqiao',
    name: { zh: '桥头社区警务室', en: 'Qiaotou Community Police Room' },
    town: 'nanqiao',
    road: { zh: '桥头街', en: 'Qiaotou Street' },
    no: 6,
    way: {
      bus: 'K2',
      stop: { zh: '南桥头', en: 'South Bridge' },
      metres: 50,
      landmark: { zh: '早市入口', en: 'at the entrance of the morning market' },
      spaces: 3,
      entry: 'ramp',
    },
  },
  {
    slug: 'changdi-room',
    parent: 'liuwan',
    name: { zh: '长堤社区警务室', en: 'Changdi Community Police Room' },
    town: 'liuwan',
    road: { zh: '柳荫路', en: 'Liuyin Road' },
    no: 19,
    way: {
      bus: 'K9',
      stop: { zh: '柳荫路', en: 'Liuyin Road' },
      metres: 110,
      landmark: { zh: '老年活动中心一楼', en: 'ground floor of the senior centre' },
      spaces: 5,
      entry: 'level',
    },
  },
  {
    slug: 'hekou-room',
    parent: 'sanhe',
    name: { zh: '河口村警务室', en: 'Hekou Village Police Room' },
    town: 'sanhe',
    road: { zh: '河口路', en: 'Hekou Road' },
    no: 1,
    way: {
      bus: 'K11',
      stop: { zh: '河口村', en: 'Hekou Village' },
      metres: 200,
      landmark: { zh: '村委会院内', en: 'inside the village committee yard' },
      spaces: 10,
      entry: 'level',
    },
  },
  {
    slug: 'cuizhu-room',
    parent: 'zhuyuan',
    name: { zh: '翠竹社区警务室', en: 'Cuizhu Community Police Room' },
    town: 'zhuyuan',
    road: { zh: '新竹路', en: 'Xinzhu Road' },
    no: 23,
    way: {
      bus: 'K4',
      stop: { zh: '新竹路', en: 'Xinzhu Road' },
      metres: 70,
      landmark: { zh: '翠竹小学东边', en: 'east of Cuizhu Primary School' },
      spaces: 4,
      entry: 'ramp',
    },
  },
  {
    slug: 'lujing-room',
    parent: 'luming',
    name: { zh: '鹿径村警务室', en: 'Lujing Village Police Room' },
    town: 'luming',
    road: { zh: '鹿径路', en: 'Lujing Road' },
    no: 4,
    way: {
      bus: 'K18',
      stop: { zh: '鹿径村', en: 'Lujing Village' },
      metres: 30,
      landmark: { zh: '村口牌坊旁', en: 'by the arch at the village entrance' },
      spaces: 8,
      entry: 'level',
    },
  },
]

const townBySlug = new Map(towns.map((town) => [town.slug, town]))

function townOf(slug: string) {
  const town = townBySlug.get(slug)
  if (!town) throw new Error(`no town ${slug} in the demo bureau`)
  return town
}

function place(door: Door, line: number) {
  const town = townOf(door.town)
  return {
    slug: door.slug,
    townCode: town.code,
    address: {
      zh: `开门县${town.name.zh}${door.road.zh} ${door.no} 号`,
      en: `${door.no} ${door.road.en}, ${town.name.en}, Kaimen County`,
    },
    // No area code and no exchange is 000, so none of these can ring.
    phone: `000-0000-00${String(line).padStart(2, '0')}`,
    directions: directions(door.way),
    stepFree: door.way.entry !== 'bell',
    opensOnHolidays: false,
  }
}

function stationCode(slug: string): string {
  const index = stations.findIndex((station) => station.slug === slug)
  if (index < 0) throw new Error(`no station ${slug} in the demo bureau`)
  return `${countyCode}5${String(index + 1).padStart(2, '0')}`
}

/** Groups of two rooms. The name .example belongs to nobody, so nobody can be sent anywhere. */
const chats: Record<string, DemoPoint['chat']> = {
  'guhuai-room': {
    name: { zh: '古槐社区警民群', en: 'Guhuai residents and police' },
    url: 'https://chat.example/guhuai',
  },
  'hubin-room': {
    name: { zh: '湖滨社区警民群', en: 'Hubin residents and police' },
    url: 'https://chat.example/hubin',
  },
}

/** 18 stations, 2 bureau halls and 9 community rooms, in that order. */
export const points: DemoPoint[] = [
  ...stations.map((door, i): DemoPoint => {
    const town = townOf(door.town)
    return {
      ...place(door, i + 1),
      code: `${stationCode(door.slug)}000`,
      kind: 'station',
      name: {
        zh: `${town.name.zh.replace(/(镇|乡|街道)$/, '')}派出所`,
        en: `${town.name.en.replace(/ \w+$/, '')} Police Station`,
      },
      parentSlug: null,
      dutyLineAllDay: true,
      counters: ['household', 'general'],
      honour: null,
      chat: null,
    }
  }),
  ...halls.map(
    (door, i): DemoPoint => ({
      ...place(door, stations.length + i + 1),
      code: `${countyCode}1${i + 1}0000`,
      kind: 'hall',
      name: door.name,
      parentSlug: null,
      dutyLineAllDay: false,
      counters: [door.counter],
      honour: null,
      chat: null,
    }),
  ),
  ...rooms.map(
    (door, i): DemoPoint => ({
      ...place(door, stations.length + halls.length + i + 1),
      code: `${stationCode(door.parent)}001`,
      kind: 'room',
      name: door.name,
      parentSlug: door.parent,
      dutyLineAllDay: false,
      counters: ['general'],
      honour: door.honour ?? null,
      chat: chats[door.slug] ?? null,
    }),
  ),
]
