import { kindOf } from '../complaint/kinds/index.ts'
import { publicNameOf } from '../complaint/publicName.ts'
import { tell } from '../complaint/tell.ts'
import type { Ctx } from '../context.ts'
import { invalid, Problem } from '../problem.ts'
import { say } from '../shared/text.ts'
import { noService, requireJurisdiction } from './read.ts'
import type { Created, PostInput } from './schema.ts'

/**
 * Takes a small problem from another system, as the form does: the same verb, the same gates, and since no program solves a
 * puzzle, the tray. Without a name and a number it is anonymous. It is public only where `attribute[open]` says so; then the
 * answer names it, else it gives a token, as the standard has it one or the other. Throws as tell does, and not-found.
 */
export async function sendRequest({
  ctx,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  input: PostInput
  idempotencyKey: string | undefined
}): Promise<Created> {
  requireJurisdiction(ctx, input.jurisdiction_id)
  if (!input.service_code) throw invalid('/service_code', 'required')
  if ((input.lat === undefined) !== (input.long === undefined))
    throw invalid(input.lat === undefined ? '/lat' : '/long', 'required')
  const name = fullName(input)
  const open = input['attribute[open]'] === 'yes'
  const point =
    input.lat === undefined || input.long === undefined ? null : { lat: input.lat, lon: input.long }
  const receipt = await told(ctx, idempotencyKey, {
    kind: 'problem',
    words: input.description ?? '',
    anonymous: !name && !input.phone?.trim(),
    away: false,
    ...(name && { name }),
    ...(input.phone?.trim() && { phone: input.phone }),
    category: input.service_code,
    ...(input['attribute[town]'] && { town: input['attribute[town]'] }),
    ...(input.address_string?.trim() && { place: input.address_string }),
    ...(point && { point }),
    open,
    confirmed: false,
    unlessNear: false,
  })
  const { reference, accessCode } = receipt
  const id = open ? await publicNameOf(ctx, reference) : null
  return {
    ...(id === null ? { token: reference } : { service_request_id: id }),
    service_notice: notice(ctx, receipt.dueDay),
    account_id: null,
    reference,
    access_code: accessCode,
  }
}

/** Tells it. A kind that is not there is said as the standard says it. */
async function told(
  ctx: Ctx,
  idempotencyKey: string | undefined,
  input: Parameters<typeof tell>[0]['input'],
) {
  try {
    return await tell({ ctx, input, idempotencyKey, channel: 'open311' })
  } catch (error) {
    const only = error instanceof Problem ? error.options.errors : undefined
    if (only?.length === 1 && only[0]?.pointer === '/category') throw noService()
    throw error
  }
}

/** A Chinese name has the family name in front and no space. */
function fullName({ first_name = '', last_name = '' }: PostInput): string {
  const [first, last] = [first_name.trim(), last_name.trim()]
  if (/\p{Script=Han}/u.test(first + last)) return last + first
  return [first, last].filter(Boolean).join(' ')
}

const notice = ({ locale }: Ctx, day: string) =>
  say(
    {
      zh: `${kindOf('problem').name.zh}：${day}前告知是否受理。急事请拨 110`,
      en: `Told by ${day} whether it is taken up. Emergency: call 110`,
    },
    locale,
  )
