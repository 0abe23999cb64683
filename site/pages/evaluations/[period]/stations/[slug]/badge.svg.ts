import type { APIRoute } from 'astro'
import type { StationEvaluation } from '../../../../../../api/evaluation/schema.ts'
import { settingsOf } from '../../../../../lib/api.ts'
import { ask } from '../../../../../lib/ask.ts'
import { badgeSvg } from '../../../../../lib/evaluationBadge.ts'
import { readerOf } from '../../../../../lib/text.ts'

/** A station's band as a small picture that other sites may show, and keep for an hour. */
export const GET: APIRoute = async (context) => {
  const { period = '', slug = '' } = context.params
  const answer = await ask<StationEvaluation>(
    context,
    `/evaluations/${encodeURIComponent(period)}/stations/${encodeURIComponent(slug)}`,
  )
  if (!answer.ok) {
    const { status, retryAfter } = answer.problem
    return new Response(null, {
      status: status === 422 ? 404 : status,
      headers: { 'Cache-Control': 'no-store', ...(retryAfter && { 'Retry-After': String(retryAfter) }) },
    })
  }
  const words = readerOf(context)
  const { bureauName, demo } = settingsOf()
  const site = `${words.say(bureauName)} · ${words.t('site.name')}`
  return new Response(badgeSvg({ evaluation: answer.data, site, demo }, words), {
    headers: {
      'Content-Type': 'image/svg+xml; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
      // Shown by other sites, as a picture: nothing in it may run, load or be framed.
      'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'Cross-Origin-Resource-Policy': 'cross-origin',
    },
  })
}
