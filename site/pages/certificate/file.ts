import type { APIRoute } from 'astro'
import type { OpenedCertificate } from '../../../api/certificate/schema.ts'
import { ask } from '../../lib/ask.ts'
import { readCertificateForm } from '../../lib/certificate.ts'
import { formOf } from '../../lib/formOf.ts'
import { readerOf } from '../../lib/text.ts'

/** The signed file, byte for byte, to keep: a post, so that the code stands in no address. */
export const POST: APIRoute = async (context) => {
  const body = readCertificateForm(await formOf(context.request))
  const answer = await ask<OpenedCertificate>(context, '/certificates/open', { method: 'POST', body })
  if (!answer.ok) return context.redirect(readerOf(context).href('/certificate'), 303)
  const { file, fileName } = answer.data
  return new Response(file, {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  })
}
