/** A notice of the fictional bureau. Nobody in it is named, and nothing in it happened. */
export interface DemoNotice {
  /** How many days before the day of the demonstration it was published; null: not yet. */
  ago: number | null
  /** Slug of a service point, or null for the bureau. */
  by: string | null
  category: string
  title: string
  summary: string
  body: string
  titleEn?: string
  bodyEn?: string
  matters?: string[]
  /** Days from today. */
  meeting?: { inDays: number; from: string; to: string; place: string }
  closesInDays?: number
  report?: { from: string; to: string }
  /** A correction, published so many days before. */
  corrected?: { ago: number; note: string; body: string }
  withdrawn?: { ago: number; zh: string; en: string }
  /** Of one that is not published: where it stands, and how many days ago it came about. */
  step?: 'draft' | 'review'
  aroseAgo?: number
}

/** The oldest first: so they were published. */
export const demoNotices: readonly DemoNotice[] = [
  {
    ago: 150,
    by: null,
    category: 'duty',
    title: '县公安局机构职责和监督方式',
    summary: '我们负责什么、怎么监督我们。',
    body: `## 主要职责

- 维护社会治安秩序，预防、制止违法犯罪
- 办理户口、居民身份证、居住证和出入境证件
- 管理道路交通和特种行业

## 工作纪律

接待群众一次说清；不能办的，给书面答复并说明去哪儿办。

## 怎么监督

到任何一个派出所都可以提意见，也可以打 12389 举报投诉。`,
    titleEn: 'What the county bureau does, and how to hold it to account',
    bodyEn: `## What we do

- Keep public order; prevent and stop offences
- Household registration, identity cards, residence permits, exit and entry documents
- Road traffic

## How to complain

At any station, or by telephone 12389.`,
  },
  {
    ago: 148,
    by: null,
    category: 'normative',
    title: '开门县公安局政务服务“一次告知”办法',
    summary: '现行有效。材料不齐，一次说清。',
    body: `**效力：现行有效**

## 第一条

窗口收到申请，材料不齐的，当场一次告知要补的全部内容，并给书面清单。

## 第二条

能够通过数据共享得到的材料，不再要求提交。

## 第三条

没有一次说清的，由窗口负责把后面的路跑完。`,
  },
  {
    ago: 130,
    by: 'household-hall',
    category: 'guide',
    title: '换领居民身份证：带什么、多久、多少钱',
    summary: '到期换证最早可提前三个月办。',
    body: `## 带什么

旧身份证。不用户口簿，不用复印件。

## 怎么办

1. 到任何一个派出所或户政大厅
2. 现场拍照、按指纹
3. 凭回执领取，也可以寄到家

先[预约](/book?matter=ID-02)，到了就办。`,
    titleEn: 'Renewing an identity card',
    bodyEn: `Bring the old card; no copies and no household booklet. Come to any station, have your photograph and fingerprints taken, and fetch the new card with the receipt or have it posted.

[Book a visit](/book?matter=ID-02).`,
    matters: ['ID-02'],
  },
  {
    ago: 96,
    by: 'qingshi',
    category: 'report',
    title: '青石派出所向群众报告上半年工作',
    summary: '做了什么、没做好什么，请您打分。',
    body: `## 做了什么

- 周三晚上延时到 19:00，方便上班的人
- 为行动不便的老人上门拍照 36 次
- 在集市开了 12 次防骗摊

## 没做好的

- 高峰时等得太久，7 月起加开一个窗口
- 有 3 件事没有一次说清，已逐件道歉补办`,
    report: { from: '2026-01-01', to: '2026-06-30' },
  },
  {
    ago: 80,
    by: null,
    category: 'recruitment',
    title: '招录警务辅助人员公告',
    summary: '40 名，笔试、体能、面试，全程公开。',
    body: `## 岗位

窗口服务 15 名，巡防 25 名。

## 条件

年满 18 周岁，高中以上学历，身体健康。

## 报名

带身份证和学历证书到任何一个派出所，不收费。凡是要钱“保过”的都是骗子。`,
  },
  {
    ago: 62,
    by: null,
    category: 'consultation',
    title: '关于周末开放办证窗口，请您提意见',
    summary: '周六上午开，还是周日上午开？',
    body: `我们打算每个周末开放半天办证窗口。

- 方案一：周六上午
- 方案二：周日上午
- 方案三：每月第一个周末全天

收到的意见怎么处理，截止后二十天内公布在这一栏。`,
    closesInDays: 21,
    titleEn: 'Weekend counters: tell us what suits you',
    bodyEn:
      'We plan to open the counters for half a day each weekend. Saturday morning, Sunday morning, or the whole first weekend of the month? What became of each opinion is published here within twenty days of the end.',
  },
  {
    ago: 45,
    by: 'chengguan',
    category: 'notice',
    title: '城关派出所户籍窗口搬到一楼',
    summary: '不用再爬楼梯，轮椅可以直接进。',
    body: `户籍窗口已搬到一楼东侧，门口有坡道，低位柜台两个。

电话不变。`,
  },
  {
    ago: 40,
    by: 'donghu',
    category: 'lost-found',
    title: '捡到一辆儿童自行车',
    summary: '蓝色，后座有小黄鸭铃铛。',
    body: `在东湖公园南门捡到，现在东湖派出所。

请说出车上另一处特征来领，不用带证明。`,
  },
  {
    ago: 33,
    by: null,
    category: 'safety',
    title: '冬天取暖，当心一氧化碳',
    summary: '开条窗缝，装个报警器。',
    body: `## 三件事

1. 烟道先清一遍，接口别漏
2. 睡前把炉火压好，留一条窗缝
3. 头晕、恶心，马上开窗出门，打 120

老人独住的，[社区民警](/stations)可以上门看一看。`,
    titleEn: 'Heating in winter: beware of carbon monoxide',
    bodyEn:
      'Clear the flue, leave the window open a little at night, fit an alarm. Dizzy or sick? Open the window, go outside, call 120.',
  },
  {
    ago: 30,
    by: 'nanqiao',
    category: 'meeting',
    title: '南桥派出所警民恳谈会（第三季度）',
    summary: '说说停车难的事。',
    body: '这次专门说桥头停车。现场记下的每一条，十天内在这一栏答复。',
    meeting: { inDays: -24, from: '19:00', to: '20:30', place: '南桥派出所会议室' },
  },
  {
    ago: 26,
    by: 'nanqiao',
    category: 'report',
    title: '桥头停车意见的答复',
    summary: '收到 14 条，办成 9 条，5 条说明了原因。',
    body: `- 桥南加划 22 个车位：**已办**
- 早市时段允许临时停 30 分钟：**已办**
- 桥面停车：桥面不能停，原因是承重和救护车通道`,
    report: { from: '2026-07-01', to: '2026-09-30' },
  },
  {
    ago: 21,
    by: null,
    category: 'notice',
    title: '办证高峰提醒：放假前两周请先预约',
    summary: '预约的人平均等 8 分钟，不预约的也照样办。',
    body: `| 时段 | 平均等候 |
|---|--:|
| 周一上午 | 34 分钟 |
| 周三下午 | 9 分钟 |
| 周五下午 | 21 分钟 |

老人、孕妇、行动不便的人随到随办。`,
    titleEn: 'Busy weeks before the holidays',
    bodyEn:
      'Those with a booking wait eight minutes on average; without one you are served just the same. Wednesday afternoons are the quietest.',
  },
  {
    ago: 18,
    by: 'guta',
    category: 'lost-found',
    title: '古塔广场捡到助听器一只',
    summary: '透明外壳，装在布袋里。',
    body: '在古塔广场长椅上捡到，请到古塔派出所值班室来领。',
    withdrawn: { ago: 9, zh: '失主已经领走', en: 'Its owner has fetched it' },
  },
  {
    ago: 13,
    by: null,
    category: 'briefing',
    title: '上周警情提示：冒充客服退款的多了',
    summary: '接到“退款”电话，先挂断，再从官方渠道打回去。',
    body: `上周接到的求助里，冒充客服退款的比前一周多了四成。

## 他们怎么说

“您买的东西有质量问题，加微信给您退款。”

## 您怎么做

- 不加、不点、不共享屏幕
- 转了钱，马上打 110 和 96110

这里只说手法，不写当事人。`,
  },
  {
    ago: 11,
    by: 'qingshi',
    category: 'safety',
    title: '赶集看好手机和钱包',
    summary: '腊月集人多，包背到前面。',
    body: `- 手机别放后裤兜
- 上下车前摸一摸口袋
- 丢了东西，到集市东口的警务点，当场登记

青石集每逢二、五、八。`,
  },
  {
    ago: 10,
    by: 'qin-haiyan-room',
    category: 'meeting',
    title: '警务室开放日：防骗课和亲子安全角',
    summary: '带孩子来，有反光贴送。',
    body: '下午先讲四十分钟防骗，再带孩子认交通标志。不用报名。',
    meeting: { inDays: 9, from: '14:30', to: '16:30', place: '警务室活动角' },
    titleEn: 'Open day at the community room',
    bodyEn: 'Forty minutes on fraud, then traffic signs for children. No need to register.',
  },
  {
    ago: 9,
    by: 'exit-entry-hall',
    category: 'guide',
    title: '出入境证件：寄到家的怎么办',
    summary: '办证时说一声就行，邮费到付。',
    body: '办证时填一个收件地址，证件做好后寄出，手机会收到短信。取证时不用再跑一趟。',
  },
  {
    ago: 8,
    by: 'chengguan',
    category: 'notice',
    title: '鼓楼周边周六上午临时交通管制',
    summary: '7:00—12:00，公交绕行。',
    body: `## 时间

周六 7:00—11:00

## 范围

鼓楼东街、县前街

## 怎么走

公交 K1、K5 改走环城路。急救、消防车辆随时放行。`,
    corrected: {
      ago: 7,
      note: '结束时间改为 12:00',
      body: `## 时间

周六 7:00—12:00

## 范围

鼓楼东街、县前街

## 怎么走

公交 K1、K5 改走环城路。急救、消防车辆随时放行。`,
    },
  },
  {
    ago: 6,
    by: null,
    category: 'briefing',
    title: '本周警情提示：电动自行车电池被偷',
    summary: '回家把电池拎上楼之外，还可以这样做。',
    body: '老小区楼道里停的多。建议停到有监控的车棚，给电池加一把锁；发现有人撬锁，别上前，打 110。',
  },
  {
    ago: 5,
    by: 'hubin-room',
    category: 'lost-found',
    title: '湖滨步道捡到一副老花镜',
    summary: '深红色镜框。',
    body: '在湖滨步道第三个亭子捡到，现在湖滨警务室。说得出镜盒的颜色就能领。',
  },
  {
    ago: 4,
    by: 'qingshi',
    category: 'meeting',
    title: '青石派出所警民恳谈会（第四季度）',
    summary: '说说夜市噪声。',
    body: '这次说夜市噪声和摊位。来不了的，可以在警民恳谈箱里留话，会上一样念、一样答。',
    meeting: { inDays: 12, from: '19:00', to: '20:30', place: '青石派出所一楼大厅' },
    titleEn: 'Talk with the police, fourth quarter',
    bodyEn:
      'About noise from the night market. If you cannot come, leave a note in the box: it is read out and answered all the same.',
  },
  {
    ago: 3,
    by: 'liuwan',
    category: 'safety',
    title: '雾天骑车慢一点，亮一点',
    summary: '反光贴到警务室免费领。',
    body: '雾天出门，开近光灯，穿亮色衣服。柳湾路口装了新的反光桩，请按箭头走。',
  },
  {
    ago: 2,
    by: null,
    category: 'notice',
    title: '12月起，派出所可以办更多出入境事项',
    summary: '青石、南桥两个所先试。',
    body: `## 先试的两个所

青石派出所、南桥派出所。

## 能办什么

补办、换发往来港澳通行证的受理和拍照。发证还在出入境大厅，可以寄到家。`,
  },
  {
    ago: 1,
    by: null,
    category: 'briefing',
    title: '周末警情提示：刷单先返小钱，后骗大钱',
    summary: '凡是刷单都是骗。',
    body: `## 三步骗法

1. 先返您十几元
2. 再让您垫几百
3. 最后说“账户冻结”，要您一转再转

**凡是刷单都是骗。** 已经转了的，不怕丢人，马上打 96110。`,
    titleEn: 'Weekend warning: “paid clicks” are a fraud',
    bodyEn:
      'First they pay you a little, then you are to advance hundreds, then your account is “frozen”. Every such job is a fraud. If you have paid, call 96110 at once.',
  },
  {
    ago: null,
    step: 'review',
    aroseAgo: 3,
    by: 'qingshi',
    category: 'notice',
    title: '周三下午窗口设备检修',
    summary: '14:00—16:00，上午照常。',
    body: '检修期间不能拍照、制证。急用的，请到城关派出所，或打我们的值班电话。',
  },
  {
    ago: null,
    step: 'draft',
    aroseAgo: 2,
    by: 'qingshi',
    category: 'lost-found',
    title: '集市捡到一个钱包',
    summary: '',
    body: '在青石集捡到黑色钱包一个，内有身份证一张，号码 11010519491231002X，请来领取。',
  },
  {
    ago: null,
    step: 'draft',
    aroseAgo: 45,
    by: 'qingshi',
    category: 'guide',
    title: '居住证签注说明（还没写完）',
    summary: '',
    body: '每年签注一次，',
  },
]
