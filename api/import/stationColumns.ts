import { digits, phone, slug, words, yesNo } from './cells.ts'
import { needed, optional } from './columns.ts'
import { readKind, stationCodeNames } from './names.ts'
import { townCode } from './towns.ts'

/** The columns of the list `stations` (docs/import.md). */
export const stationColumns = {
  code: needed(['code', '代码', ...stationCodeNames], digits(12)),
  kind: needed(['kind', '类型', '类别', 'type'], readKind),
  name: needed(['name', '名称', '单位名称', '派出所名称'], words(60)),
  nameEn: optional(['nameEn', '英文名称', '英文名'], words(120), ''),
  slug: optional(['slug', '网址名'], slug, ''),
  parentCode: optional(['parentCode', '上级代码', '所属派出所代码'], digits(12), ''),
  townCode: optional(['townCode', '乡镇代码', '乡镇街道代码', '行政区划代码'], townCode, ''),
  address: needed(['address', '地址', '办公地址'], words(200)),
  addressEn: optional(['addressEn', '英文地址'], words(200), ''),
  phone: needed(['phone', '电话', '联系电话', '值班电话'], phone),
  dutyLine24h: optional(['dutyLine24h', '24小时值班', '全天值班'], yesNo, false),
  directions: optional(['directions', '交通指引', '怎么走'], words(500), ''),
  directionsEn: optional(['directionsEn', '英文交通指引'], words(500), ''),
  stepFree: optional(['stepFree', '无障碍', '无障碍通道'], yesNo, false),
  opensOnHolidays: optional(['opensOnHolidays', '节假日开放', '节假日办公'], yesNo, false),
}
