import { expect, test } from 'vitest'
import { acceptFile } from '../../../api/file/acceptFile.ts'
import { fileLimits } from '../../../api/file/refusal.ts'
import { type Bytes, concat, utf8 } from '../../../api/shared/bytes.ts'
import { docxFile, officeParts, type ZipPart, zipFile } from '../../support/files.ts'

const refusalOf = async (bytes: Bytes, name = 'a.docx') => {
  const taken = await acceptFile({ name, declaredType: '', bytes })
  return 'refused' in taken ? taken.refused : null
}
const withPart = (...parts: ZipPart[]) => zipFile([...officeParts('docx'), ...parts])
const external = (type: string, mode = 'TargetMode="External"') =>
  zipFile(
    officeParts('docx', {
      relations: `<Relationship Id="r9" Type="http://x/${type}" Target="http://example.org/x" ${mode}/>`,
    }),
  )

test.each([
  ['macros', 'file.macros', withPart({ name: 'word/vbaProject.bin', data: 'x' })],
  ['macros in other letters', 'file.macros', withPart({ name: 'word/VBAPROJECT.BIN', data: 'x' })],
  [
    'macros under another name',
    'file.macros',
    zipFile([
      ...officeParts('docx', {
        types: '<Override PartName="/word/a.bin" ContentType="application/vnd.ms-office.vbaProject"/>',
      }),
      { name: 'word/a.bin', data: 'x' },
    ]),
  ],
  ['sheets of old macros', 'file.macros', withPart({ name: 'xl/macrosheets/sheet1.xml', data: 'x' })],
  ['an object inside', 'file.active', withPart({ name: 'word/embeddings/oleObject1.bin', data: 'x' })],
  [
    'macros in the sheet behind a diagram',
    'file.macros',
    withPart({
      name: 'word/embeddings/Microsoft_Excel_Sheet1.xlsx',
      data: zipFile([...officeParts('xlsx'), { name: 'xl/vbaProject.bin', data: 'x' }]),
    }),
  ],
  [
    'something else called a sheet behind a diagram',
    'file.unreadable',
    withPart({ name: 'word/embeddings/a.xlsx', data: 'MZ' }),
  ],
  ['ActiveX', 'file.active', withPart({ name: 'word/activeX/activeX1.xml', data: 'x' })],
  ['a linked workbook', 'file.active', withPart({ name: 'xl/externalLinks/externalLink1.xml', data: 'x' })],
  ['a template from elsewhere', 'file.active', external('attachedTemplate')],
  ['a picture from elsewhere', 'file.active', external('image')],
  [
    'a template, spelled with numbers',
    'file.active',
    external('attachedTemplate', 'TargetMode="&#69;xterna&#x6c;"'),
  ],
  [
    'a description with a document type',
    'file.unreadable',
    withPart({
      name: 'word/_rels/document.xml.rels',
      data: '<!DOCTYPE x [<!ENTITY a "b">]><Relationships/>',
    }),
  ],
  [
    'a part said to become gigabytes',
    'file.unreadable',
    withPart({ name: 'word/x.xml', data: 'x', claimedSize: fileLimits.mostUnpacked + 1 }),
  ],
  [
    'a description that unpacks to megabytes',
    'file.unreadable',
    withPart({ name: 'word/_rels/a.rels', data: new Uint8Array(3_000_000), claimedSize: 9 }),
  ],
  ['something before it', 'file.double', zipFile(officeParts('docx'), { before: utf8('<html>') })],
  ['something behind it', 'file.unreadable', concat(docxFile(), utf8('hidden'))],
  ['a comment', 'file.unreadable', zipFile(officeParts('docx'), { comment: 'hidden' })],
  ['a part the directory does not name', 'file.unreadable', withPart({ name: 'x', data: 'x', hidden: true })],
  ['two parts of one name', 'file.unreadable', withPart({ name: 'WORD/document.xml', data: '<x/>' })],
])('refused: %s (%s)', async (_, refused, bytes) => {
  expect(await refusalOf(bytes)).toBe(refused)
})

test('files with macros by their declared type are of no type we take', async () => {
  const [types, ...rest] = officeParts('docx')
  const macro = 'application/vnd.ms-word.document.macroEnabled.main+xml'
  const data = String(types!.data).replace(/application\/vnd\.openxml[^"]*document\.main\+xml/, macro)
  expect(await refusalOf(zipFile([{ ...types!, data }, ...rest]))).toBe('file.type')
})

test('a link that waits for a click passes, and parts stored without packing', async () => {
  expect(await refusalOf(external('hyperlink'))).toBeNull()
  const diagram = { name: 'word/embeddings/Microsoft_Excel_Sheet1.xlsx', data: zipFile(officeParts('xlsx')) }
  expect(await refusalOf(withPart(diagram))).toBeNull()
  const stored = zipFile(officeParts('xlsx').map((part) => ({ ...part, stored: true })))
  expect(await refusalOf(stored, 'a.xlsx')).toBeNull()
})
