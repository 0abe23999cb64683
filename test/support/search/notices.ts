import type { SearchDocument } from '../../../api/search/indexStatements.ts'

/** A source of numbers from 0 to below 1 that is the same for the same seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const places =
  '青石 南桥 柳湾 白沙 东岭 西河 北渡 石门 清水 高坪 龙泉 双溪 枫林 长岗 金竹 云台 仙居 大塘 古亭 新铺'.split(
    ' ',
  )
const things =
  '居民身份证 居住证 户口登记 出生登记 户口迁移 无犯罪记录证明 临时身份证 港澳通行证 往来台湾通行证 护照 车辆登记 驾驶证换证 犬只登记 旅馆登记 爆竹安全 电动自行车上牌 校园安全 电信诈骗 防溺水 森林防火 夜间施工 道路施工'.split(
    ' ',
  )
const opening =
  '为方便群众办事 根据上级统一安排 结合辖区实际 为进一步规范窗口服务 按照公开工作要求 针对近期群众反映的问题 为做好节日期间安全工作'.split(
    ' ',
  )
const acts =
  '调整办理时间 延长窗口服务 增设自助设备 开展集中宣传 组织上门服务 推行容缺受理 公布监督电话 通报工作情况 征求群众意见 召开警民恳谈会 发布安全提示 公示办理结果 更新办事指南 公告招领物品'.split(
    ' ',
  )
const details =
  '请提前准备好有关材料 如有疑问请拨打值班电话 老年人可以由家属陪同办理 窗口不拒绝任何来访的群众 办理结果可以凭编号查询 请群众相互转告 逾期未办理的可以随时补办 不收取任何费用 具体时间以现场公示为准 欢迎社会各界监督 有不同意见的可以在网上提出 民警将逐户上门走访 请注意保管个人信息 不要向陌生人转账'.split(
    ' ',
  )
const months = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

/**
 * So many invented notices of a county's stations: some hundreds of characters each, most of them the words that
 * every notice has (派出所 stands in nearly all), newest last.
 */
export function manyNotices(count: number, seed = 20261123): SearchDocument[] {
  const next = numbersFrom(seed)
  const one = (list: readonly string[]) => list[Math.floor(next() * list.length)] ?? ''
  const number = (below: number) => String(1 + Math.floor(next() * below))
  return Array.from({ length: count }, (_, i) => {
    const place = one(places)
    const title = `${place}派出所关于${one(acts)}的${one(['通知', '公告', '通报', '提示'])}`
    const sentences = Array.from(
      { length: 6 + Math.floor(next() * 8) },
      () =>
        `${one(opening)}，${one(places)}派出所定于${one(months)}月${number(28)}日起在${one(places)}村${number(12)}组${one(acts)}，涉及${one(things)}、${one(things)}，${one(details)}。`,
    )
    return {
      doc: `nt_${String(i).padStart(6, '0')}`,
      rank: i + 1,
      fields: [title, sentences.join(''), `2026-${String(i + 1).padStart(4, '0')}`],
    }
  })
}

/** What somebody may ask: a piece of a notice of 2 to 6 characters, two pieces, or characters that stand nowhere so. */
export function queriesFrom(documents: readonly { body: string }[], count: number): string[] {
  const next = numbersFrom(7)
  const piece = (length: number) => {
    const body = (documents[Math.floor(next() * documents.length)]?.body ?? '').replaceAll('\n', '')
    const at = Math.floor(next() * (body.length - length))
    return body.slice(at, at + length)
  }
  return Array.from({ length: count }, (_, i) => {
    const length = 2 + Math.floor(next() * 5)
    if (i % 10 < 7) return piece(length)
    if (i % 10 < 9) return `${piece(2)} ${piece(Math.max(2, length - 3))}`
    return [...piece(length)].reverse().join('')
  })
}
