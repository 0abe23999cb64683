import { expect, test } from 'vitest'
import { findingsOf, redacted } from '../../../api/notice/gate.ts'
import { findRendered } from '../../../api/notice/rendered.ts'
import { official } from '../../data/gate/official.ts'
import { labelled } from '../../data/gate/set.ts'

const content = (body: string) => ({
  title: '标题',
  summary: '',
  body,
  titleEn: '',
  bodyEn: '',
  matters: [],
  details: null,
})

test.each([
  ['parts that are links', '请联系[138](https://a.cn/1)0013[8000](https://b.cn/2)咨询'],
  ['a part that is a link by its name', '请联系[138][n1]0013[8000][n1]咨询\n\n[n1]: /a'],
  ['a picture in the middle', '请联系138![](file:nf_00000000000000000000000000000001)0013 8000咨询'],
  ['a title of a link', '请联系[138](/a "第1页")00138000咨询'],
])('a number with %s is found as it is read, and masked where it stands', (_, body) => {
  const findings = findingsOf({ content: content(body), note: '', files: [] }, official)
  expect(findings).toMatchObject([{ field: 'body', rule: 'mobile' }])
  const { from, to } = findings[0]!
  expect([body.slice(from, from + 3), body.slice(to - 4, to)]).toEqual(['138', '8000'])
  const read = { content: content(body), note: '', files: [] }
  const masked = redacted(read, findings).content.body
  expect(masked).toContain('请联系')
  expect(masked).toContain('138****8000')
  expect(findRendered(masked, official)).toEqual([])
})

test('cells of a row are not one number', () => {
  const table = '| 月份 | 接警 | 治安 | 刑事 |\n| --- | --- | --- | --- |\n| 10月 | 138 | 0013 | 8000 |'
  expect(findRendered(table, official)).toEqual([])
})

test('what only the lines can be told of is not masked, and stays a finding', () => {
  // The mark of the source is longer than anybody would write.
  const body = `请联系[138](https://a.cn/${'1'.repeat(400)})0013 8000咨询`
  const read = { content: content(body), note: '', files: [] }
  const findings = findingsOf(read, official).filter(({ loose }) => loose)
  expect(findings).toMatchObject([{ from: 0, to: body.length, rule: 'mobile' }])
  expect(redacted(read, findings).content.body).toBe(body)
})

test('what both show is told once, in order and apart', () => {
  for (const { text } of [...labelled('tune.jsonl'), ...labelled('kept.jsonl')]) {
    const body = `## 情况\n\n${text}\n\n- ${text.replaceAll('\n', ' ')}`
    let behind = 0
    for (const { from, to } of findRendered(body, official)) {
      expect(from).toBeGreaterThanOrEqual(behind)
      behind = to
    }
  }
})

test('a text of the greatest length is soon read', () => {
  const body = '[1](/1)3800'.repeat(1400)
  const before = process.cpuUsage()
  findRendered(body, official)
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1_000_000).toBeLessThan(3)
})
