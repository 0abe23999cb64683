import type { Matter } from '../../../api/matter/catalogue.ts'
import { caseAcceptance2015 } from '../../../api/matter/legalBasis.ts'
import { free, no, onSite, onTheSpot, partly, t, walkIn, yes } from './basis.ts'

export const caseMatters: Matter[] = [
  {
    code: 'CS-01',
    group: 'cases',
    audience: ['person'],
    name: t('接报案、受案回执补领和进度查询', 'Copy of a report receipt, and case progress'),
    plainName: t('报过的案，现在怎么样了', 'What became of my report'),
    summary: t(
      '凭编号、查询码和身份，查到哪一步、找谁问。',
      'With reference, code and identity: the stage, and whom to ask.',
    ),
    counterGroup: 'general',
    minutes: 10,
    bookable: false,
    booking: 'not-needed',
    offeredAt: ['station'],
    department: t('受理报案的派出所', 'The station that took the report'),
    conditions: t('报案人、被害人', 'The person who reported, or the victim'),
    flow: [
      t(
        '带上回执，到受理报案的派出所窗口，核对身份。',
        'Take your receipt to the station that took the report; your identity is checked.',
      ),
      t('告诉您现在的阶段和办理单位的电话。', 'You are told the present stage and the unit’s phone number.'),
      t('回执丢了的，窗口补一张。', 'If you lost the receipt, the counter gives you another.'),
    ],
    materials: [
      onSite(
        t('编号、查询码和身份核验', 'Reference, code and a check of your identity'),
        caseAcceptance2015,
        {
          note: t(
            '编号和查询码在回执上；丢了的，窗口核对身份后补。',
            'Both are on your receipt; if lost, the counter checks who you are and replaces it.',
          ),
        },
      ),
    ],
    timeLimit: {
      legal: null,
      legalNote: t('报案当场就应当给回执。', 'A receipt is due on the spot when you report.'),
      promise: onTheSpot,
      promiseNote: null,
    },
    applicantLimits: [],
    fee: free,
    result: t(
      '只显示阶段（受理、立案、不予立案、办结、移送）和联系单位，不显示案情',
      'The stage only (accepted, filed, not filed, closed, transferred) and the unit to contact; never the story',
    ),
    delivery: ['online'],
    channels: {
      online: yes('按规定可以网上查。', 'The rules allow it to be looked up online.'),
      counter: walkIn,
      home: no('不上门；可以打回执上的电话问。', 'Not available; phone the number on your receipt.'),
      agent: partly('律师请带手续到窗口办。', 'Lawyers: please come to the counter with your papers.'),
    },
    ageRule: null,
    identity: { toFile: 'verified', toReceive: 'verified' },
    notes: [
      t(
        '正在发生的危险，请打 110，不要在这里写。',
        'If danger is happening now, dial 110; do not write here.',
      ),
    ],
    basis: [caseAcceptance2015],
    searchWords: {
      zh: [
        '案件进度',
        '报案回执',
        '立案了吗',
        '报警查询',
        '案子怎么样了',
        '回执丢了',
        '受案回执',
        '报案',
        '报警',
        '立案',
        '案子',
        '案件',
        '报案进度',
        '报警回执',
      ],
      en: [
        'case progress',
        'report receipt',
        'has my case been filed',
        'police report status',
        'my case',
        'police case',
        'case status',
        'report progress',
        'police report',
      ],
    },
    popular: 14,
  },
]
