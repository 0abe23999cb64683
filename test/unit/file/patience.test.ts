import { expect, test } from 'vitest'
import { acceptFile } from '../../../api/file/acceptFile.ts'
import { type Bytes, concat, utf8 } from '../../../api/shared/bytes.ts'
import { jpegFile, officeParts, pdfFile, pngChunk, pngFile, zipFile } from '../../support/files.ts'

const relations = (data: string) => zipFile([...officeParts('docx'), { name: 'word/_rels/a.rels', data }])

/** Files that would keep a careless reader busy for minutes. */
const tiresome: [what: string, name: string, make: () => Bytes][] = [
  ['many false streams', 'a.pdf', () => pdfFile({ objects: ['/ObjStm stream\n'.repeat(200_000)] })],
  ['many streams', 'a.pdf', () => pdfFile({ objects: ['stream\n'.repeat(500_000)] })],
  [
    'long numbers',
    'a.pdf',
    () => pdfFile({ objects: [`/First ${'1'.repeat(3_000_000)}`, `/JS ${'1 '.repeat(1_500_000)}`] }),
  ],
  [
    'much space',
    'a.pdf',
    () => pdfFile({ objects: [`stream${' '.repeat(3_000_000)}`, `/JS${' '.repeat(3_000_000)}`] }),
  ],
  ['empty lines', 'a.csv', () => utf8('\n'.repeat(5_000_000))],
  ['a cell of bars', 'a.csv', () => utf8(`+${'|'.repeat(5_000_000)}`)],
  ['quotes', 'a.csv', () => utf8(`,${'"'.repeat(5_000_000)}`)],
  ['relations without an end', 'a.docx', () => relations('<Relationship '.repeat(140_000))],
  ['quotes without an end', 'a.docx', () => relations(`<Relationship ${'a="'.repeat(600_000)}`)],
  [
    'many chunks',
    'a.png',
    () => pngFile({ extra: [concat(...Array(20_000).fill(pngChunk('gAMA', new Uint8Array())))] }),
  ],
  ['many markers', 'a.jpg', () => jpegFile({ extra: [new Uint8Array(5_000_000).fill(0xff)] })],
  ['a long name', `${'.a'.repeat(1_000_000)}.txt`, () => utf8('x')],
]

test.each(tiresome)('%s are soon decided', async (_, name, make) => {
  const bytes = make()
  const before = process.cpuUsage()
  await acceptFile({ name, declaredType: '', bytes })
  const { user, system } = process.cpuUsage(before)
  // Well under a second on an idle machine.
  expect((user + system) / 1_000_000).toBeLessThan(6)
})
