import type { Dataset } from '../../openData/dictionary.ts'
import { K } from '../../privacy/suppress.ts'
import { figureNames, figureTexts } from './figures.ts'
import { fewMark, ownRow, totalRow, withheldMark } from './publish.ts'

/** What the file of the monthly figures holds, column by column. */
export const complaintFigures: Dataset = {
  name: 'complaints',
  title: { zh: '投诉、建议、咨询每月数字', en: 'Complaints, suggestions and questions, month by month' },
  about: {
    zh: '一个文件一个月，一行一个单位。月份过完才数，数完不再改',
    en: 'One file a month, one row a place. A month is counted once it is over, and never changed after that',
  },
  json: '/api/v1/open-data/complaints',
  csv: '/api/v1/open-data/complaints.csv',
  columns: [
    {
      name: 'month',
      means: { zh: '月份（北京时间），YYYY-MM', en: 'The month in China, YYYY-MM' },
    },
    {
      name: 'desk',
      means: {
        zh: `办理的单位，和网址 /stations/… 里的写法一样；${ownRow} 是公安局自己办的（检举、不给派出所看的、重新办理的等），${totalRow} 是全局一共`,
        en: `Who handled it, as in the address /stations/…; ${ownRow} is what the bureau handles itself (accusations, what was kept from a station, objections and more), ${totalRow} the whole bureau`,
      },
    },
    ...figureNames.map((name) => ({
      name,
      means: {
        zh: `${figureTexts[name].name.zh}：${figureTexts[name].means.zh}。${fewMark} 是少于 ${K} 件，${withheldMark} 是不公布（不然会算出少于 ${K} 件的数）`,
        en: `${figureTexts[name].name.en}. ${figureTexts[name].means.en}. ${fewMark}: fewer than ${K}; ${withheldMark}: not published, since it would tell of fewer than ${K}`,
      },
    })),
  ],
}
