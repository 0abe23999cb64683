import { towns } from './towns.ts'
import type { DemoArea } from './types.ts'

type Row = readonly [zh: string, pinyin: string]

/** Bare names by town slug; 社区 / Community and 村 / Village are added below. */
const names: Record<string, { communities: Row[]; villages: Row[] }> = {
  qingshi: {
    communities: [
      ['迎春', 'yingchun'],
      ['石桥', 'shiqiao'],
    ],
    villages: [
      ['青石岭', 'qingshiling'],
      ['上坪', 'shangping'],
      ['下坪', 'xiaping'],
      ['枣树湾', 'zaoshuwan'],
      ['磨盘', 'mopan'],
    ],
  },
  nanqiao: {
    communities: [
      ['桥头', 'qiaotou'],
      ['南苑', 'nanyuan'],
      ['站前', 'zhanqian'],
    ],
    villages: [
      ['桥北', 'qiaobei'],
      ['周家店', 'zhoujiadian'],
      ['小马庄', 'xiaomazhuang'],
    ],
  },
  chengguan: {
    communities: [
      ['古槐', 'guhuai'],
      ['鼓楼', 'gulou'],
      ['书院', 'shuyuan'],
      ['东关', 'dongguan'],
      ['文昌', 'wenchang'],
      ['县前', 'xianqian'],
      ['安居', 'anju'],
    ],
    villages: [],
  },
  donghu: {
    communities: [
      ['湖滨', 'hubin'],
      ['荷风', 'hefeng'],
      ['学府', 'xuefu'],
      ['锦绣', 'jinxiu'],
      ['明珠', 'mingzhu'],
      ['东苑', 'dongyuan'],
    ],
    villages: [],
  },
  guta: {
    communities: [
      ['塔下', 'taxia'],
      ['塔前', 'taqian'],
      ['南门', 'nanmen'],
      ['铁匠街', 'tiejiangjie'],
      ['新华', 'xinhua'],
      ['北园', 'beiyuan'],
    ],
    villages: [],
  },
  liuwan: {
    communities: [
      ['长堤', 'changdi'],
      ['柳荫', 'liuyin'],
    ],
    villages: [
      ['柳湾', 'liuwan'],
      ['渡口', 'dukou'],
      ['芦花', 'luhua'],
      ['沙洲', 'shazhou'],
    ],
  },
  sanhe: {
    communities: [['三元', 'sanyuan']],
    villages: [
      ['河口', 'hekou'],
      ['上河', 'shanghe'],
      ['中河', 'zhonghe'],
      ['下河', 'xiahe'],
      ['龙王庙', 'longwangmiao'],
    ],
  },
  shuangjing: {
    communities: [['双井', 'shuangjing']],
    villages: [
      ['东井', 'dongjing'],
      ['西井', 'xijing'],
      ['柏树坡', 'baishupo'],
      ['郭家沟', 'guojiagou'],
    ],
  },
  baiyang: {
    communities: [['白杨', 'baiyang']],
    villages: [
      ['杨树坪', 'yangshuping'],
      ['大槐树', 'dahuaishu'],
      ['红土坡', 'hongtupo'],
      ['羊角', 'yangjiao'],
    ],
  },
  yunxi: {
    communities: [['云溪', 'yunxi']],
    villages: [
      ['溪口', 'xikou'],
      ['云头', 'yuntou'],
      ['竹排', 'zhupai'],
      ['石板', 'shiban'],
    ],
  },
  taoping: {
    communities: [['桃源', 'taoyuan']],
    villages: [
      ['桃坪', 'taoping'],
      ['梨树湾', 'lishuwan'],
      ['杏花', 'xinghua'],
      ['果园', 'guoyuan'],
      ['水磨', 'shuimo'],
    ],
  },
  zhuyuan: {
    communities: [
      ['翠竹', 'cuizhu'],
      ['新竹', 'xinzhu'],
    ],
    villages: [
      ['竹园', 'zhuyuan'],
      ['笋坡', 'sunpo'],
      ['茶亭', 'chating'],
      ['篾匠', 'miejiang'],
    ],
  },
  dayu: {
    communities: [['榆荫', 'yuyin']],
    villages: [
      ['大榆', 'dayu'],
      ['小榆', 'xiaoyu'],
      ['榆钱', 'yuqian'],
      ['王家塬', 'wangjiayuan'],
    ],
  },
  yintan: {
    communities: [['银滩', 'yintan']],
    villages: [
      ['金沙', 'jinsha'],
      ['渔歌', 'yuge'],
      ['白鹭', 'bailu'],
      ['柴码头', 'chaimatou'],
    ],
  },
  wangshan: {
    communities: [['望山', 'wangshan']],
    villages: [
      ['山前', 'shanqian'],
      ['山后', 'shanhou'],
      ['石鼓', 'shigu'],
      ['松岗', 'songgang'],
    ],
  },
  meiling: {
    communities: [],
    villages: [
      ['梅岭', 'meiling'],
      ['梅坑', 'meikeng'],
      ['岭脚', 'lingjiao'],
      ['雪亭', 'xueting'],
      ['茶山', 'chashan'],
    ],
  },
  luming: {
    communities: [],
    villages: [
      ['鹿径', 'lujing'],
      ['鹿鸣', 'luming'],
      ['角山', 'jiaoshan'],
      ['草甸', 'caodian'],
      ['泉水', 'quanshui'],
    ],
  },
  yanhui: {
    communities: [],
    villages: [
      ['雁回', 'yanhui'],
      ['雁滩', 'yantan'],
      ['回湾', 'huiwan'],
      ['苇荡', 'weidang'],
    ],
  },
}

/** The three digits after the town code: committees of residents count from 001, of villagers from 200. */
const firstNumber = { community: 1, village: 200 } as const
const suffix = { community: { zh: '社区', en: 'Community' }, village: { zh: '村', en: 'Village' } } as const

function area(townCode: string, kind: DemoArea['kind'], [zh, pinyin]: Row, index: number): DemoArea {
  return {
    code: `${townCode}${String(firstNumber[kind] + index).padStart(3, '0')}`,
    townCode,
    kind,
    name: {
      zh: `${zh}${suffix[kind].zh}`,
      en: `${pinyin.charAt(0).toUpperCase()}${pinyin.slice(1)} ${suffix[kind].en}`,
    },
    pinyin,
  }
}

/** The 100 villages and communities. */
export const areas: DemoArea[] = towns.flatMap((town) => {
  const rows = names[town.slug]
  if (!rows) return []
  return [
    ...rows.communities.map((row, i) => area(town.code, 'community', row, i)),
    ...rows.villages.map((row, i) => area(town.code, 'village', row, i)),
  ]
})
