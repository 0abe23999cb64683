import type { Text } from '../../api/shared/text.ts'

interface Category {
  code: string
  name: Text
  hint: Text
}

/**
 * The six small problems (六小) as the founding text of Yongcheng has them. Other cities have other six: a bureau changes
 * the rows of `complaint_category`.
 */
export const problemCategories: Category[] = [
  {
    code: 'small-matter',
    name: { zh: '小事件', en: 'Small matter' },
    hint: { zh: '路灯、占道、噪音、走失的宠物', en: 'A dark lane, a blocked way, noise, a stray animal' },
  },
  {
    code: 'small-case',
    name: { zh: '小案件', en: 'Small case' },
    hint: {
      zh: '丢了电瓶、小额被骗。正在发生请拨 110；要立案请到派出所报案',
      en: 'A stolen battery, a small fraud. Happening now: 110. To have a case filed, report it at the station',
    },
  },
  {
    code: 'small-dispute',
    name: { zh: '小纠纷', en: 'Small dispute' },
    hint: { zh: '邻里、停车、租房', en: 'Neighbours, parking, renting' },
  },
  {
    code: 'small-hazard',
    name: { zh: '小隐患', en: 'Small hazard' },
    hint: { zh: '井盖、电线、消防通道', en: 'A loose manhole cover, a wire, a blocked fire lane' },
  },
  {
    code: 'small-petition',
    name: { zh: '小信访', en: 'Small grievance' },
    hint: { zh: '反映过、没有下文的事', en: 'Something told before, of which nothing was heard' },
  },
  {
    code: 'small-difficulty',
    name: { zh: '小难题', en: 'Small difficulty' },
    hint: {
      zh: '老人、孩子、行动不便的人遇到的难处',
      en: 'What is hard for the old, the young, the disabled',
    },
  },
]
