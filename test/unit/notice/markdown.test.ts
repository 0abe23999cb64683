import { expect, test } from 'vitest'
import { opening, toHtml, toPlain } from '../../../api/notice/markdown.ts'

const id = `nf_${'0a'.repeat(16)}`
const writing = {
  locale: 'zh',
  filesAt: '/notices/nt_1/files',
  files: [{ id, name: '图.png', type: 'image/png' }],
  origin: 'https://kaimen.example',
} as const
const html = (text: string) => toHtml(text, writing).trim()

test('markup of the writer’s own stays text', () => {
  expect(html('<script>alert(1)</script> <b onclick="x">粗</b>')).toBe(
    '<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;b onclick=&quot;x&quot;&gt;粗&lt;/b&gt;</p>',
  )
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  '&#106;avascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  '//evil.example',
  'https://kaimen.example@evil.example/',
  'ftp://x.example',
  'blob:https://x',
  'file:///etc/passwd',
  'mailto:nobody',
])('%s is no link', (url) => {
  for (const text of [
    `[文](${url})`,
    `[文](<${url}>)`,
    `![图](${url})`,
    `<${url}>`,
    `[文][a]\n\n[a]: ${url}`,
  ])
    expect(html(text)).not.toMatch(/<(a|img)[ >]/)
})

test('a backslash is written so that no browser reads it as a slash', () => {
  expect(html('[文](/\\evil.example)')).toContain('href="/%5Cevil.example"')
})

test('links stay here, or say that they leave', () => {
  expect(html('[预约](/book?matter=ID-02)')).toBe('<p><a href="/book?matter=ID-02">预约</a></p>')
  expect(html('[站内](https://kaimen.example/matters)')).not.toContain('external')
  expect(html('[国务院](https://www.gov.cn/)')).toBe(
    '<p><a href="https://www.gov.cn/" rel="noopener noreferrer external" class="leaving">国务院<span class="leaving-note">（将离开本站）</span></a></p>',
  )
  expect(html('[信](mailto:a@b.example)')).toContain('href="mailto:a@b.example"')
})

test('pictures come from the attachments of the notice only', () => {
  expect(html(`![路*线*图](file:${id})`)).toBe(
    `<p><img src="/notices/nt_1/files/${id}" alt="路线图" loading="lazy" decoding="async"></p>`,
  )
  expect(html(`![图](file:nf_${'0b'.repeat(16)})`)).toBe('<p><em>[图片不可用：图]</em></p>')
  expect(html('![追踪](https://evil.example/x.gif)')).not.toContain('<img')
  expect(html(`[表](file:${id})`)).toContain(`href="/notices/nt_1/files/${id}"`)
})

test('headings begin at h2 and leave no gap', () => {
  expect(html('### 一\n\n##### 二\n\n# 三').match(/<h\d>/g)).toEqual(['<h2>', '<h3>', '<h2>'])
  expect(html('一\n=\n\n二\n-').match(/<\/?h\d>/g)).toEqual(['<h2>', '</h2>', '<h3>', '</h3>'])
})

test('no style attribute is written', () => {
  const table = html('| 甲 | 乙 |\n|--:|:-:|\n| 1 | 2 |')
  expect(table).not.toContain('style=')
  expect(table).toContain('<th scope="col" class="r">甲</th>')
})

test('the plain text has the words and none of the marks', () => {
  expect(
    toPlain(
      `# 通知\n\n**停办**一天，见[公告](https://x.example/)。\n另行通知\n\n- 甲\n- 乙\n\n![图](file:${id})`,
    ),
  ).toBe('通知\n停办一天，见公告。\n另行通知\n甲\n乙\n图')
  expect(opening('一二三四五', 4)).toBe('一二三…')
  expect(opening('一二三四', 4)).toBe('一二三四')
})
