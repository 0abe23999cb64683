import { describe, expect, test } from 'vitest'
import { acceptFile } from '../../../api/file/acceptFile.ts'
import { wordsOf } from '../../../api/file/wordsOf.ts'
import { type Bytes, utf8 } from '../../../api/shared/bytes.ts'
import { jpegFile, pdfFile } from '../../support/files.ts'
import { paragraph, sheetFile, wordFile } from '../../support/officeText.ts'

const read = async (bytes: Bytes, name: string, limits?: Parameters<typeof wordsOf>[1]) => {
  const taken = await acceptFile({ name, declaredType: '', bytes })
  if ('refused' in taken) throw new Error(taken.refused)
  return wordsOf(taken, limits)
}

describe('the words of a Word file', () => {
  test('are read over the runs they are cut into', async () => {
    const file = wordFile(paragraph('电话 138', '0013', '8000') + paragraph('第二段'))
    expect(await read(file, 'a.docx')).toEqual({ text: '电话 13800138000\n第二段', whole: true })
  })

  test('are those of a table row in one line, cell by cell', async () => {
    const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`
    const row = `<w:tbl><w:tr>${cell('138')}${cell('0013')}${cell('8000')}</w:tr></w:tbl>`
    expect((await read(wordFile(row), 'a.docx'))?.text).toMatch(/^138 +\| 0013 +\| 8000 +\| $/)
  })

  test.each([
    ['struck out', '<w:p><w:del><w:r><w:delText>张伟强</w:delText></w:r></w:del></w:p>', []],
    [
      'in a note',
      '',
      [{ name: 'word/footnotes.xml', data: '<x:footnotes><x:p><x:t>张伟强</x:t></x:p></x:footnotes>' }],
    ],
    [
      'in a comment',
      '',
      [{ name: 'word/comments.xml', data: '<w:comment><w:p><w:t>张伟强</w:t></w:p></w:comment>' }],
    ],
    [
      'behind a link',
      '',
      [{ name: 'word/_rels/a.rels', data: '<Relationship Target="mailto:张伟强@qq.com"/>' }],
    ],
    [
      'in what the file says of itself',
      '',
      [{ name: 'docProps/core.xml', data: '<creator>张伟强</creator>' }],
    ],
    ['in data', '', [{ name: 'word/a.xml', data: '<w:p><w:t><![CDATA[张伟强]]></w:t></w:p>' }]],
    [
      'in the sheet behind a diagram',
      '',
      [
        {
          name: 'word/embeddings/Sheet1.xlsx',
          data: sheetFile('<row><c t="s"><v>0</v></c></row>', ['<t>张伟强</t>']),
        },
      ],
    ],
  ])('are read where they are %s', async (_, body, parts) => {
    const words = await read(wordFile(body, parts), 'a.docx')
    expect(words?.text).toContain('张伟强')
    expect(words?.whole).toBe(true)
  })

  test('are not the measures of its pictures', async () => {
    const offset = '<wp:posOffset>13800</wp:posOffset><wp:posOffset>138000</wp:posOffset>'
    expect(await read(wordFile(`<w:p>${offset}</w:p>`), 'a.docx')).toEqual({ text: '', whole: true })
  })

  test.each([
    ['with a picture', [{ name: 'word/media/image1.png', data: 'x' }]],
    ['in another encoding', [{ name: 'word/a.xml', data: new Uint8Array([0xff, 0xfe, 0x3c, 0x00]) }]],
    ['with words of its own', [{ name: 'word/a.xml', data: '<!DOCTYPE a [<!ENTITY b "c">]><a/>' }]],
  ])('are not said to be all of them %s', async (_, parts) => {
    expect((await read(wordFile(paragraph('字'), parts), 'a.docx'))?.whole).toBe(false)
  })
})

describe('the words of a sheet', () => {
  test('are a line for each row; numbers as they are shown', async () => {
    const file = sheetFile(
      '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c t="inlineStr"><is><t>乙</t></is></c><c><f>A1</f><v>1.3800138E10</v></c></row>',
      ['<r><t>姓</t></r><r><t>名</t></r><rPh><t>xing</t></rPh>', '<t>电话</t>', '<t>没有格子</t>'],
    )
    expect(await read(file, 'a.xlsx')).toEqual({
      text: '姓名 | 电话\n乙 | 13800138000\n没有格子',
      whole: true,
    })
  })
})

describe('no more is read than the bounds say', () => {
  const limits = { mostBytes: 1000, mostText: 100 }
  test.each([
    ['a packed file', wordFile(paragraph('一'.repeat(5000))), 'a.docx'],
    ['a text', utf8('一'.repeat(5000)), 'a.txt'],
    ['a text of few bytes', utf8('a '.repeat(60)), 'a.txt'],
  ])('of %s', async (_, bytes, name) => {
    const words = await read(bytes, name, limits)
    expect(words?.whole).toBe(false)
    expect(words?.text.length).toBeLessThanOrEqual(100)
    expect(words?.text).not.toContain('\ufffd')
  })
})

test.each([
  ['a.pdf', pdfFile()],
  ['a.jpg', jpegFile()],
])('no machine reads %s', async (name, bytes) => expect(await read(bytes, name)).toBeNull())

test.each([
  ['tags without an end', '<a '.repeat(1_300_000)],
  ['quotes without an end', '<a b="'.repeat(690_000)],
  ['data without an end', '<![CDATA['.repeat(460_000)],
  ['declarations without an end', '<!'.repeat(2_000_000)],
])('%s are soon read', async (_, data) => {
  const bytes = wordFile('', [{ name: 'word/a.xml', data }])
  const before = process.cpuUsage()
  await read(bytes, 'a.docx')
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1_000_000).toBeLessThan(10)
})
