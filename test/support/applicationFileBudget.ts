import type { Clock } from '../../api/shared/clock.ts'
import { draftRow, sender } from './applicationFiles.ts'
import { pdfFile } from './files.ts'

type Call = () => Promise<[path: string, body?: unknown, status?: number, headers?: Record<string, string>]>

const words = 'Monday to Friday'
const about = { name: 'times.txt', size: words.length, type: 'text/plain', material: 'purposeProof' }

/** A form with the code, the material and a small file, as a browser sends it. */
const form = (accessCode: string) =>
  [
    ['name="accessCode"', accessCode],
    ['name="material"', 'purposeProof'],
    ['name="file"; filename="a.txt"', words],
  ]
    .map(([head, value]) => `--b\r\ncontent-disposition: form-data; ${head}\r\n\r\n${value}\r\n`)
    .join('')
    .concat('--b--\r\n')

/** What sending and fetching the files of an application may cost. */
export function applicationFileBudgets(
  clock: Clock,
): Record<string, { trips: number; rows: number; calls: Call[] }> {
  const made = async () => {
    const { reference, accessCode } = await draftRow({ point: 'sp_qingshi' })
    const base = `/applications/${reference}`
    return { phone: sender({ reference, accessCode, clock }), base, code: { accessCode } }
  }
  const begun = async (sent = false) => {
    const draft = await made()
    const { uploadId } = (await draft.phone.post('/uploads', about)).body as { uploadId: string }
    if (sent) await draft.phone.part(uploadId, 0, new TextEncoder().encode(words))
    return { ...draft, upload: `${draft.base}/uploads/${uploadId}` }
  }
  const kept = async () => {
    const draft = await made()
    const { id } = (await draft.phone.add(pdfFile())).body as { id: string }
    return { ...draft, id, file: `${draft.base}/files/${id}` }
  }
  const uploads = 'POST /applications/:reference/uploads'
  const files = 'POST /applications/:reference/files'
  return {
    [uploads]: {
      trips: 2,
      rows: 50,
      calls: [
        async () => {
          const { base, code } = await made()
          return [`${base}/uploads`, { ...about, ...code }, 201]
        },
      ],
    },
    // What arrives stands on the list of what should go before it is there: one trip more than other writes.
    [`${uploads}/:uploadId/parts/:index`]: {
      trips: 3,
      rows: 50,
      calls: [
        async () => {
          const { upload, code } = await begun()
          const headers = {
            'content-type': 'application/octet-stream',
            'kaimen-access-code': code.accessCode,
          }
          return [`${upload}/parts/0`, words, 200, headers]
        },
      ],
    },
    [`${uploads}/:uploadId/state`]: {
      trips: 1,
      rows: 50,
      calls: [
        async () => {
          const { upload, code } = await begun(true)
          return [`${upload}/state`, code]
        },
      ],
    },
    // One more behind the answer: the parts go.
    [`${uploads}/:uploadId/complete`]: {
      trips: 4,
      rows: 60,
      calls: [
        async () => {
          const { upload, code } = await begun(true)
          return [`${upload}/complete`, code, 201]
        },
      ],
    },
    [files]: {
      trips: 3,
      rows: 50,
      calls: [
        async () => {
          const { base, code } = await made()
          const headers = { 'content-type': 'multipart/form-data; boundary=b' }
          return [`${base}/files`, form(code.accessCode), 201, headers]
        },
      ],
    },
    // One more behind the answer: the bytes go.
    [`${files}/:fileId/remove`]: {
      trips: 3,
      rows: 50,
      calls: [
        async () => {
          const { file, code } = await kept()
          return [`${file}/remove`, code]
        },
      ],
    },
    [`${files}/:fileId/link`]: {
      trips: 1,
      rows: 50,
      calls: [
        async () => {
          const { file, code } = await kept()
          return [`${file}/link`, code]
        },
      ],
    },
    'GET /files/:token': {
      trips: 1,
      rows: 50,
      calls: [
        async () => {
          const { phone, id } = await kept()
          return [((await phone.link(id)).body.url as string).replace('/api/v1', '')]
        },
        async () => ['/files/none.0.none', undefined, 404],
      ],
    },
  }
}
