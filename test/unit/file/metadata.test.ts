import { expect, test } from 'vitest'
import { acceptFile } from '../../../api/file/acceptFile.ts'
import { jpegPicture } from '../../../api/file/jpeg.ts'
import { orientationOf, tiffOf } from '../../../api/file/orientation.ts'
import { pictureOf, stripImage } from '../../../api/file/picture.ts'
import { type Bytes, concat, utf8 } from '../../../api/shared/bytes.ts'
import {
  holds,
  jpegFile,
  pngChunk,
  pngFile,
  secretCamera,
  secretPlace,
  segment,
  tiffBlock,
  webpChunk,
  webpFile,
} from '../../support/files.ts'

const secret = 'known to few'
const exif = segment(0xe1, concat(utf8('Exif\0\0'), tiffBlock()))
const profile = utf8('ICC_PROFILE\0\u0001\u0001the colours')

const pictures: [type: string, dirty: Bytes, clean: Bytes][] = [
  [
    'image/jpeg',
    jpegFile({
      extra: [
        exif,
        segment(0xe1, utf8(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${secret}</x:xmpmeta>`)),
        segment(0xed, utf8(`Photoshop 3.0\0${secret}`)),
        segment(0xe2, utf8(`MPF\0${secret}`)),
        segment(0xe0, utf8(`JFXX\0${secret}`)),
        segment(0xe5, utf8(secret)),
        segment(0xfe, utf8(secret)),
        segment(0xe2, profile),
        segment(0xee, concat(utf8('Adobe'), new Uint8Array(7), utf8(secret))),
      ],
      after: jpegFile({ extra: [exif, segment(0xfe, utf8(secret))] }),
    }),
    jpegFile({
      extra: [
        segment(0xe1, concat(utf8('Exif\0\0'), tiffOf(6)!)),
        segment(0xe2, profile),
        segment(0xee, concat(utf8('Adobe'), new Uint8Array(7))),
      ],
    }),
  ],
  [
    'image/png',
    pngFile({
      extra: [
        pngChunk('iCCP', utf8('the colours')),
        pngChunk('gAMA', new Uint8Array(4)),
        pngChunk('tEXt', utf8(`Comment\0${secret}`)),
        pngChunk('zTXt', utf8(secret)),
        pngChunk('iTXt', utf8(`XML:com.adobe.xmp\0${secret}`)),
        pngChunk('tIME', new Uint8Array(7)),
        pngChunk('teST', utf8(secret)),
        pngChunk('eXIf', tiffBlock({ orientation: 1 })),
      ],
    }),
    pngFile({ extra: [pngChunk('iCCP', utf8('the colours')), pngChunk('gAMA', new Uint8Array(4))] }),
  ],
  [
    'image/webp',
    webpFile({
      extra: [
        webpChunk('EXIF', tiffBlock()),
        webpChunk('XMP ', utf8(`<x:xmpmeta>${secret}</x:xmpmeta>`)),
        webpChunk('TEST', utf8(secret)),
      ],
    }),
    // Of the flags only EXIF stands: the one with the orientation.
    webpFile({ extra: [webpChunk('EXIF', tiffOf(6)!)] }).map((byte, at) => (at === 20 ? 0x28 : byte)),
  ],
]

test.each(pictures)(
  '%s: nothing of place, camera or words is left, and the picture is the same',
  async (type, dirty, clean) => {
    const name = `a.${type.slice(6)}`
    const kept = await acceptFile({ name, declaredType: type, bytes: dirty })
    if ('refused' in kept) throw new Error(kept.refused)
    expect(kept.bytes).toEqual(clean)
    expect(stripImage(dirty, type)).toEqual(clean)
    for (const trace of [secret, secretPlace, secretCamera, 'xmpmeta', 'GPS', 'Photoshop']) {
      expect(holds(kept.bytes, trace), String(trace)).toBe(false)
    }
    expect(holds(dirty, secret) && holds(dirty, secretPlace) && holds(dirty, secretCamera)).toBe(true)
    // Taken again, it stays as it is.
    expect(await acceptFile({ name, declaredType: type, bytes: kept.bytes })).toEqual(kept)
  },
)

test.each(pictures)('%s: a plain one is left byte for byte', (type) => {
  const plain = { 'image/jpeg': jpegFile(), 'image/png': pngFile(), 'image/webp': webpFile() }[type]!
  expect(stripImage(plain, type)).toEqual(plain)
})

test('each way of turning a picture is kept, from either byte order', () => {
  for (let orientation = 1; orientation <= 8; orientation++) {
    for (const little of [false, true]) {
      expect(orientationOf(tiffBlock({ orientation, little }))).toBe(orientation)
      const png = stripImage(
        pngFile({ extra: [pngChunk('eXIf', tiffBlock({ orientation, little }))] }),
        'image/png',
      )
      const turned = orientation === 1 ? [] : [pngChunk('eXIf', tiffOf(orientation)!)]
      expect(png).toEqual(pngFile({ extra: turned }))
      const dirty = jpegFile({
        extra: [segment(0xe1, concat(utf8('Exif\0\0'), tiffBlock({ orientation, little })))],
      })
      const kept = stripImage(dirty, 'image/jpeg')!
      expect(holds(kept, 'Exif')).toBe(orientation !== 1)
      if (orientation !== 1) expect(orientationOf(tiffOf(orientation)!)).toBe(orientation)
    }
  }
})

test('an EXIF block that lies about its places is read as upright', () => {
  const block = tiffBlock()
  for (let cut = 0; cut < block.length; cut++) expect(orientationOf(block.subarray(0, cut))).toBeLessThan(9)
  expect(orientationOf(tiffBlock({ orientation: 99 }))).toBe(1)
  expect(
    orientationOf(concat(utf8('MM'), new Uint8Array([0, 42, 255, 255, 255, 255]), new Uint8Array(9))),
  ).toBe(1)
})

test('a preview in the JFIF header goes', () => {
  const plain = jpegFile()
  const preview = concat(
    plain.subarray(0, 2),
    segment(0xe0, concat(utf8('JFIF\0'), new Uint8Array([1, 1, 0, 0, 1, 0, 1, 2, 1]), utf8('inside'))),
    plain.subarray(20),
  )
  expect(stripImage(preview, 'image/jpeg')).toEqual(plain)
})

test('the short film and the maker’s notes behind a phone’s photo are cut off', () => {
  const film = concat(new Uint8Array([0, 0, 0, 24]), utf8('ftypmp42'), new Uint8Array(64))
  for (const after of [film, utf8('some notesSEFT'), new Uint8Array(99)])
    expect(jpegPicture(jpegFile({ after }))).toMatchObject({ stripped: jpegFile() })
})

test('no cut or changed byte makes a reader fall over', () => {
  for (const [type, dirty] of pictures) {
    for (let at = 0; at < dirty.length; at++) {
      expect(() => pictureOf(dirty.subarray(0, at), type)).not.toThrow()
      for (const value of [0, 0xff]) {
        const changed = dirty.slice()
        changed[at] = value
        expect(() => pictureOf(changed, type)).not.toThrow()
      }
    }
  }
})
