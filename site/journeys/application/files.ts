import type { APIContext } from 'astro'
import type { ProblemDocument } from '../../lib/ask.ts'
import { pageOf } from '../../lib/page.ts'
import { sendFile } from '../../lib/sendFile.ts'

type Where = Pick<APIContext, 'request' | 'url' | 'locals' | 'cookies'>

/** An empty box is sent as a file without a name. */
const isChosen = (file: File) => file.name !== '' || file.size > 0

/** Sends one; what a refusal says about the file is named after its paper, so that the page can show it there. */
async function sendOne(
  where: Where,
  holder: { reference: string; accessCode: string },
  material: string,
  file: File,
): Promise<ProblemDocument | undefined> {
  const answer = await sendFile(where, holder, material, file)
  if (answer.ok) return undefined
  const { problem } = answer
  // A body that is cut off for its length is told without the file it brought: the page knows which.
  if (problem.code === 'too-large') {
    const { t, settings } = pageOf(where)
    const message = t('upload.tooLarge', { megabytes: Math.floor(settings.fileBytes / 1_048_576) })
    return { ...problem, errors: [{ pointer: `/materials/${material}`, code: problem.code, message }] }
  }
  return {
    ...problem,
    errors: (problem.errors ?? []).map((error) => ({ ...error, pointer: `/materials/${material}` })),
  }
}

/** The name under which a form of several papers posts the file of each. */
const mark = 'file-'

/**
 * Sends the files chosen in a form of several papers, one after the other. `wanted`: the paper whose button was pressed,
 * which is told when it came without a file. All that is refused is said, each beside its paper.
 */
export async function sendChosen(
  where: Where,
  holder: { reference: string; accessCode: string },
  data: FormData,
  wanted = '',
): Promise<ProblemDocument | undefined> {
  let problem: ProblemDocument | undefined
  for (const [name, file] of [...data]) {
    if (!name.startsWith(mark) || !(file instanceof File)) continue
    const material = name.slice(mark.length)
    if (!isChosen(file) && material !== wanted) continue
    const refusal = await sendOne(where, holder, material, file)
    if (refusal) problem = { ...refusal, errors: [...(problem?.errors ?? []), ...(refusal.errors ?? [])] }
  }
  return problem
}
