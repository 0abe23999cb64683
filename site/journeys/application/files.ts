import type { APIContext } from 'astro'
import type { ProblemDocument } from '../../lib/ask.ts'
import { sendFile } from '../../lib/sendFile.ts'
import { textOf } from '../person.ts'

/** The file a form without script brought, with the paper it is; an empty box is sent as a file without a name. */
export function postedFile(data: FormData): { material: string; file: File } | null {
  const file = data.get('file')
  return file instanceof File && (file.name !== '' || file.size > 0)
    ? { material: textOf(data, 'material'), file }
    : null
}

/** Sends it; what a refusal says about the file is named after its paper, so that the page can show it there. */
export async function sendPosted(
  where: Pick<APIContext, 'request' | 'url' | 'locals'>,
  holder: { reference: string; accessCode: string },
  data: FormData,
): Promise<ProblemDocument | undefined> {
  const posted = postedFile(data)
  const material = textOf(data, 'material')
  const file = posted?.file ?? new File([], '')
  const answer = await sendFile(where, holder, material, file)
  if (answer.ok) return undefined
  const { problem } = answer
  return {
    ...problem,
    errors: (problem.errors ?? []).map((error) => ({ ...error, pointer: `/materials/${material}` })),
  }
}
