import { expect, test } from 'vitest'
import { fieldMessages } from '../../../api/fieldMessage.ts'
import { acceptFile } from '../../../api/file/acceptFile.ts'
import { type FileRefusal, fileLimits, fileRefusals } from '../../../api/file/refusal.ts'
import { type Bytes, concat, utf8 } from '../../../api/shared/bytes.ts'
import {
  docxFile,
  jpegFile,
  officeParts,
  pdfFile,
  pngChunk,
  pngFile,
  segment,
  webpChunk,
  webpFile,
  zipFile,
} from '../../support/files.ts'

type Case = [what: string, refused: FileRefusal, name: string, bytes: Bytes, declaredType?: string]

const jar = zipFile([{ name: 'A.class', data: 'x' }])
const gbk = new Uint8Array([0xd0, 0xd5, 0xc3, 0xfb, 0x0a])
const svg = utf8('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
const html = utf8('<!doctype html><script>alert(1)</script>')

const hostile: Case[] = [
  ['nothing in it', 'file.empty', 'a.pdf', new Uint8Array()],
  ['too large', 'file.too-large', 'a.txt', new Uint8Array(fileLimits.mostBytes + 1).fill(97)],

  ['SVG with a script', 'file.type', 'a.svg', svg, 'image/svg+xml'],
  ['SVG called PNG', 'file.type', 'a.png', svg, 'image/png'],
  ['SVG called text', 'file.type', 'a.txt', svg],
  ['HTML', 'file.type', 'a.html', html, 'text/html'],
  ['HTML called text', 'file.type', 'a.txt', html],
  ['HTML behind blank lines', 'file.type', 'a.txt', utf8('\n\n  <p>x</p>')],
  ['HTML in the middle of a text', 'file.type', 'a.txt', utf8('dear all <script>alert(1)</script>')],
  ['ZIP', 'file.type', 'a.zip', jar],
  ['ZIP called DOCX', 'file.type', 'a.docx', jar],
  ['GIF', 'file.type', 'a.gif', utf8('GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;')],
  ['GIF that is also a script', 'file.mismatch', 'a.gif', utf8('GIF89a=1;alert(1)')],
  ['a program', 'file.type', 'a.exe', concat(utf8('MZ'), new Uint8Array(200))],
  ['a program called PDF', 'file.type', 'a.pdf', concat(utf8('MZ'), new Uint8Array(200))],
  ['RTF called text', 'file.type', 'a.txt', utf8('{\\rtf1 x}')],
  ['a shell script called text', 'file.type', 'a.txt', utf8('#!/bin/sh\nrm -rf x')],
  ['text with NUL', 'file.type', 'a.txt', utf8('a\u0000b')],
  ['text that is not UTF-8', 'file.encoding', 'a.csv', gbk],

  ['PDF called PNG', 'file.mismatch', 'a.png', pdfFile()],
  ['PDF with a second extension', 'file.mismatch', 'x.pdf.exe', pdfFile()],
  ['JPEG called PDF', 'file.mismatch', 'a.pdf', jpegFile()],
  ['name turned round by an invisible character', 'file.mismatch', 'x\u202efdp.exe', pdfFile()],
  ['PNG said to be a page', 'file.mismatch', 'a.png', pngFile(), 'text/html'],
  ['PNG said to be SVG', 'file.mismatch', 'a.png', pngFile(), 'image/svg+xml'],
  ['PNG said to be JPEG', 'file.mismatch', 'a.png', pngFile(), 'image/jpeg'],
  ['text said to be a page', 'file.mismatch', 'a.txt', utf8('hello'), 'text/html'],

  ['JPEG with a page in its comment', 'file.double', 'a.jpg', jpegFile({ extra: [segment(0xfe, html)] })],
  ['JPEG with a page behind it', 'file.double', 'a.jpg', jpegFile({ after: html })],
  ['PNG with a script in its text', 'file.double', 'a.png', pngFile({ extra: [pngChunk('tEXt', svg)] })],
  ['WebP with a page in it', 'file.double', 'a.webp', webpFile({ extra: [webpChunk('XMP ', html)] })],
  ['JPEG with a JAR behind it', 'file.double', 'a.jpg', jpegFile({ after: jar })],
  ['JPEG with a JAR inside', 'file.double', 'a.jpg', jpegFile({ extra: [segment(0xfe, jar)] })],
  ['PNG with a ZIP behind it', 'file.double', 'a.png', pngFile({ after: jar })],
  ['PDF with a ZIP behind it', 'file.double', 'a.pdf', concat(pdfFile(), jar)],
  ['JPEG that is also a PDF', 'file.double', 'a.jpg', jpegFile({ extra: [segment(0xfe, pdfFile())] })],
  ['PDF that begins with something else', 'file.double', 'a.pdf', pdfFile({ before: 'GIF89a ' })],
  ['PDF with a page in it', 'file.double', 'a.pdf', pdfFile({ objects: ['(<script>alert(1)</script>)'] })],

  ['JPEG with something behind it', 'file.trailing', 'a.jpg', jpegFile({ after: utf8('hidden') })],
  ['PNG with something behind it', 'file.trailing', 'a.png', pngFile({ after: utf8('hidden') })],
  ['WebP with something behind it', 'file.trailing', 'a.webp', webpFile({ after: utf8('hidden') })],
  ['PDF with something behind it', 'file.trailing', 'a.pdf', pdfFile({ after: 'hidden' })],

  ['a JPEG of gigabytes', 'file.pixels', 'a.jpg', jpegFile({ claimed: { width: 60_000, height: 60_000 } })],
  ['a PNG of gigabytes', 'file.pixels', 'a.png', pngFile({ claimed: { width: 60_000, height: 60_000 } })],
  ['a WebP of gigabytes', 'file.pixels', 'a.webp', webpFile({ width: 16_000, height: 16_000 })],
  ['a picture without width', 'file.unreadable', 'a.png', pngFile({ claimed: { width: 0, height: 9 } })],
  ['an animated PNG', 'file.animated', 'a.png', pngFile({ extra: [pngChunk('acTL', new Uint8Array(8))] })],
  [
    'an animated WebP',
    'file.animated',
    'a.webp',
    webpFile({ extra: [webpChunk('ANIM', new Uint8Array(6))] }),
  ],
  ['half a JPEG', 'file.unreadable', 'a.jpg', jpegFile().slice(0, -2)],
  ['half a PNG', 'file.unreadable', 'a.png', pngFile().slice(0, -14)],
  ['half a WebP', 'file.unreadable', 'a.webp', webpFile().slice(0, -4)],
  [
    'a JPEG with a second size',
    'file.unreadable',
    'a.jpg',
    jpegFile({ extra: [segment(0xc0, new Uint8Array([8, 0, 1, 0, 1, 1, 1, 0x11, 0]))] }),
  ],
  [
    'a PNG with a second size',
    'file.unreadable',
    'a.png',
    pngFile({ extra: [pngChunk('IHDR', new Uint8Array(13).fill(1))] }),
  ],
  [
    'a WebP whose two sizes differ',
    'file.unreadable',
    'a.webp',
    webpFile({ width: 9, claimed: { width: 1, height: 1 }, extra: [webpChunk('EXIF', new Uint8Array(2))] }),
  ],

  ['CSV with a formula', 'file.active', 'a.csv', utf8('name,sum\nx,=HYPERLINK("http://x")\n')],
  ['CSV that calls a program', 'file.active', 'a.csv', utf8("name\n+cmd|' /C calc'!A0\n")],
  ['CSV with a quoted formula', 'file.active', 'a.csv', utf8('a,b\n"=1+1",2\n')],
]

test.each(hostile)('%s: %s', async (_, refused, name, bytes, declaredType = '') => {
  expect(await acceptFile({ name, declaredType, bytes })).toMatchObject({ refused })
})

const fine: [name: string, declaredType: string, bytes: Bytes, type: string][] = [
  ['通知.pdf', 'application/pdf', pdfFile(), 'application/pdf'],
  ['link.pdf', '', pdfFile({ objects: ['<< /S /URI /URI (https://example.org/) >>'] }), 'application/pdf'],
  ['a.JPG', 'image/jpeg', jpegFile({ width: 640, height: 480 }), 'image/jpeg'],
  ['a.jpeg', 'application/octet-stream', jpegFile(), 'image/jpeg'],
  ['padded.jpg', 'image/jpeg', jpegFile({ after: new Uint8Array(512) }), 'image/jpeg'],
  ['a.png', 'image/png', pngFile(), 'image/png'],
  ['a.webp', 'image/webp', webpFile(), 'image/webp'],
  ['a.docx', '', docxFile(), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  [
    'a.xlsx',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    zipFile(officeParts('xlsx')),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  ['a.txt', 'text/plain', utf8('\ufeff姓名\r\n3 < 4 & 5 > 2\n'), 'text/plain'],
  ['bm.txt', 'text/plain', utf8('BMI and other words'), 'text/plain'],
  ['a.csv', 'application/vnd.ms-excel', utf8('town,change\n城关,-12\n北街,+3.5\n'), 'text/csv'],
  ['no extension', '', pdfFile(), 'application/pdf'],
]

test.each(fine)('%s is taken', async (name, declaredType, bytes, type) => {
  const taken = await acceptFile({ name, declaredType, bytes })
  expect(taken).toMatchObject({ type })
})

test('the limits are the caller’s', async () => {
  const small = { ...fileLimits, mostBytes: 2 * 1024 * 1024, mostPixels: 1_000_000 }
  const bytes = new Uint8Array(3 * 1024 * 1024).fill(97)
  expect(await acceptFile({ name: 'a.txt', declaredType: '', bytes }, small)).toEqual({
    refused: 'file.too-large',
    params: { most: 2 },
  })
  const picture = pngFile({ claimed: { width: 1001, height: 1000 } })
  expect(await acceptFile({ name: 'a.png', declaredType: '', bytes: picture }, small)).toEqual({
    refused: 'file.pixels',
    params: { most: 1 },
  })
})

test('every refusal has its words in both languages', () => {
  for (const code of fileRefusals) {
    expect(fieldMessages[code]?.zh, code).toMatch(/\p{Script=Han}/u)
    expect(fieldMessages[code]?.en, code).toBeTruthy()
  }
})
