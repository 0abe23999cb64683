import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'

/** What people type, and the matter that must come first, found or suggested. */
const sayings: Record<string, string[]> = {
  'ID-01': ['第一次办身份证', '给小孩办身份证', '孩子办身份证', 'first id card', 'ID card for my child'],
  'ID-02': [
    ...['身份证过期了', '身份证到期', '身份证过期怎么办', '我的身份证快到期了', '换身份证', '身份证坏了'],
    ...['身份证消磁了', 'my ID card has expired', 'renew id card', 'damaged id card'],
  ],
  'ID-03': [
    ...[
      '身份证丢了',
      '身份证丢了怎么办',
      '补办身份证',
      '身份证不见了',
      '钱包丢了',
      '我的身份证丢了该怎么办呢',
    ],
    ...['lost ID card', 'I lost my ID card', 'my wallet was stolen', 'lost my id'],
  ],
  'ID-04': ['外地人办身份证', '异地办身份证', 'id card in another city'],
  'ID-05': ['临时身份证', '身份证急用', '明天要用身份证', 'temporary id card', 'urgent id card'],
  'ID-06': ['身份证挂失', '身份证被冒用', 'report lost id'],
  'HK-01': ['给孩子上户口', '新生儿落户', '宝宝上户口', '我家刚生娃', 'newborn', 'register my baby'],
  'HK-02': ['老人去世了', '销户', '注销户口', 'my father died', 'family member died'],
  'HK-03': ['迁户口', '户口迁移', '转户口', '买房落户', 'transfer hukou', 'move hukou'],
  'HK-04': ['改名字', '我想改名', '孩子改姓', 'change my name', 'change surname'],
  'HK-05': ['户口年龄错了', '改出生日期', 'wrong birthday'],
  'HK-06': ['户口本改已婚', 'marital status'],
  'HK-07': ['户口本丢了', '户口簿丢了', 'lost household book'],
  'HK-08': ['分户', '单独立户', 'split household'],
  'RP-01': ['租房登记', '刚搬来', '我刚搬家', '暂住登记', 'I have moved in', 'register address'],
  'RP-02': ['办居住证', '居住证怎么办', 'residence permit'],
  'RP-03': ['居住证到期', '居住证签注', '居住证续签', 'renew residence permit'],
  'RP-04': ['居住证丢了', 'lost residence permit'],
  'CR-01': [
    ...['无犯罪记录证明', '开无犯罪证明', '政审', '良民证', 'police clearance', 'no criminal record'],
    ...['background check'],
  ],
  'CR-02': ['单位查员工犯罪记录', 'check employee'],
  'CT-01': ['亲属关系证明', '证明我妈是我妈', 'proof of kinship'],
  'CT-02': ['没带身份证', '坐火车没身份证', 'I forgot my ID card', 'train without id'],
  'CT-03': ['捡到孩子', 'found a baby'],
  'DOG-01': ['办狗证', '养狗要办什么', '给狗上户口', 'dog licence', 'register my dog'],
  'FR-01': [
    ...['住宿登记', '护照', '签证', '外国朋友来家里住', '老外登记', 'passport', 'visa', 'register my stay'],
    ...['foreigner registration', 'Where do I register with the police?'],
  ],
  'CS-01': ['报案进度', '案子怎么样了', '报警回执', 'case progress', 'my case'],
  'HV-01': ['上门办证', '老人走不动', '行动不便', 'home visit', 'I cannot walk', 'bedridden'],
}

test('everyday sayings of both languages find their matter first', async () => {
  await demo(env)
  const api = apiClient()
  const wrong: string[] = []
  const all = Object.entries(sayings).flatMap(([code, said]) => said.map((q) => ({ code, q })))
  expect(all.length).toBeGreaterThan(100)
  for (const { code, q } of all) {
    const { body } = await api.get(`/matters?q=${encodeURIComponent(q)}`)
    const [first] = [...body.items, ...body.suggestions]
    if (first?.code !== code) {
      const found = [...body.items, ...body.suggestions].slice(0, 3).map((item) => item.code)
      wrong.push(`${q}: ${code}, not ${found.join(' ')} (${body.items.length} found)`)
    }
  }
  expect(wrong).toEqual([])
}, 60_000)
