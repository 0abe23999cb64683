import type { Text } from '../../../api/shared/text.ts'
import { points } from './points.ts'
import type { DemoOfficer, OfficerRole } from './types.ts'

type Row = readonly [role: OfficerRole, zh: string, en: string, mobile?: string]

/** People by service point. All invented; a mobile stands only where its owner chose to publish it. */
const people: Record<string, Row[]> = {
  qingshi: [
    ['chief', '陆建川', 'Lu Jianchuan', '19000000001'],
    ['household', '许文静', 'Xu Wenjing'],
    ['community', '欧阳岚', 'Ouyang Lan', '19000000012'],
    ['community', '石一磊', 'Shi Yilei'],
  ],
  nanqiao: [
    ['chief', '贺志远', 'He Zhiyuan'],
    ['instructor', '上官雪', 'Shangguan Xue'],
    ['community', '孟庆林', 'Meng Qinglin'],
    ['household', '陶冉', 'Tao Ran'],
  ],
  chengguan: [
    ['chief', '周牧野', 'Zhou Muye'],
    ['household', '阿依古丽·吐尔逊', 'Ayguli Tursun'],
    ['community', '方思齐', 'Fang Siqi'],
    ['community', '巴特尔', 'Bateer'],
  ],
  donghu: [
    ['chief', '沈若溪', 'Shen Ruoxi'],
    ['household', '金顺姬', 'Jin Shunji'],
    ['community', '尉迟峰', 'Yuchi Feng'],
    ['community', '丁亦凡', 'Ding Yifan'],
  ],
  guta: [
    ['chief', '严守诚', 'Yan Shoucheng'],
    ['community', '韦春桃', 'Wei Chuntao'],
    ['household', '罗小满', 'Luo Xiaoman'],
  ],
  liuwan: [
    ['chief', '柳含章', 'Liu Hanzhang'],
    ['community', '龙阿朵', 'Long Aduo', '19000000023'],
    ['household', '江亦舟', 'Jiang Yizhou'],
  ],
  sanhe: [
    ['chief', '康平之', 'Kang Pingzhi'],
    ['community', '司马远', 'Sima Yuan'],
  ],
  shuangjing: [
    ['chief', '郝井生', 'Hao Jingsheng'],
    ['community', '蔡雨晴', 'Cai Yuqing'],
  ],
  baiyang: [
    ['chief', '杨树声', 'Yang Shusheng'],
    ['community', '马哈山', 'Ma Hashan'],
    ['household', '谢婉', 'Xie Wan'],
  ],
  yunxi: [
    ['chief', '顾云深', 'Gu Yunshen'],
    ['community', '扎西顿珠', 'Zhaxi Dunzhu', '19000000034'],
  ],
  taoping: [
    ['chief', '梁春晖', 'Liang Chunhui'],
    ['community', '夏侯宁', 'Xiahou Ning'],
    ['household', '邓敏之', 'Deng Minzhi'],
  ],
  zhuyuan: [
    ['chief', '任远重', 'Ren Yuanzhong'],
    ['community', '覃秀兰', 'Qin Xiulan'],
    ['household', '袁亦朗', 'Yuan Yilang'],
  ],
  dayu: [
    ['chief', '于得水', 'Yu Deshui'],
    ['community', '木合塔尔·艾山', 'Muhtar Aishan'],
  ],
  yintan: [
    ['chief', '白晓鸥', 'Bai Xiaoou'],
    ['community', '宝音', 'Baoyin'],
    ['household', '卢舟', 'Lu Zhou'],
  ],
  wangshan: [
    ['chief', '岳峻', 'Yue Jun'],
    ['community', '慕容晴', 'Murong Qing'],
  ],
  meiling: [
    ['chief', '凌寒枝', 'Ling Hanzhi'],
    ['community', '蓝采薇', 'Lan Caiwei'],
  ],
  luming: [
    ['chief', '鲁山河', 'Lu Shanhe'],
    ['community', '朴正哲', 'Piao Zhengzhe'],
  ],
  yanhui: [
    ['chief', '宋归', 'Song Gui'],
    ['community', '叶尔兰', 'Yeerlan', '19000000045'],
  ],
  'household-hall': [
    ['hall-director', '殷静怡', 'Yin Jingyi'],
    ['hall-household', '汤立', 'Tang Li'],
  ],
  'exit-entry-hall': [
    ['hall-director', '诸葛敏', 'Zhuge Min'],
    ['hall-exit-entry', '阮清和', 'Ruan Qinghe'],
  ],
  'qin-haiyan-room': [['community', '秦海燕', 'Qin Haiyan', '19000000056']],
  'guhuai-room': [['community', '万家宁', 'Wan Jianing', '19000000067']],
  'hubin-room': [['community', '东方晓', 'Dongfang Xiao']],
  'taxia-room': [['community', '冯佩', 'Feng Pei']],
  'qiaotou-room': [['community', '彭满仓', 'Peng Mancang']],
  'changdi-room': [['community', '杜微', 'Du Wei']],
  'hekou-room': [['community', '何田田', 'He Tiantian', '19000000078']],
  'cuizhu-room': [['community', '竺青', 'Zhu Qing']],
  'lujing-room': [['community', '才让', 'Cairang']],
}

const posts: Record<OfficerRole, Text> = {
  chief: { zh: '所长', en: 'Chief of station' },
  instructor: { zh: '教导员', en: 'Political instructor' },
  community: { zh: '社区民警', en: 'Community officer' },
  household: { zh: '户籍民警', en: 'Household officer' },
  'hall-director': { zh: '大厅主任', en: 'Head of hall' },
  'hall-household': { zh: '户籍民警', en: 'Household officer' },
  'hall-exit-entry': { zh: '出入境民警', en: 'Exit-entry officer' },
}

const counterPledge: Text = {
  zh: '要带什么，一次说清；少带了，能查的我来查。',
  en: 'You hear once what to bring; what we can look up ourselves, we do.',
}
const leaderPledge: Text = {
  zh: '办不好可以直接找我，我给您一个答复。',
  en: 'If it goes wrong, come to me directly and you will get an answer.',
}
const pledges: Record<OfficerRole, Text> = {
  chief: leaderPledge,
  instructor: leaderPledge,
  community: {
    zh: '有事打值班电话，我不在也有人接、有人办。',
    en: 'Ring the duty line: when I am out, somebody still answers and acts.',
  },
  household: counterPledge,
  'hall-director': leaderPledge,
  'hall-household': counterPledge,
  'hall-exit-entry': counterPledge,
}

/**
 * Everybody the public may look up, point by point. Badge: 88, the point's number, then the person's; duty line
 * likewise, under 000 so that it cannot ring.
 */
export const officers: DemoOfficer[] = points.flatMap((point, p) =>
  (people[point.slug] ?? []).map(
    ([role, zh, en, mobile], i): DemoOfficer => ({
      badge: `88${String(p + 1).padStart(2, '0')}${String(i + 1).padStart(2, '0')}`,
      pointSlug: point.slug,
      role,
      name: { zh, en },
      post: posts[role],
      pledge: pledges[role],
      dutyPhone: `000-0000-0${100 + p * 10 + i + 1}`,
      mobile: mobile ?? null,
      mobilePublic: mobile !== undefined,
    }),
  ),
)
