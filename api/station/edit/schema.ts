import { z } from '@hono/zod-openapi'
import { serviceKinds } from '../../../db/schema/station.ts'
import {
  carriedOut,
  counterSchema,
  hitSchema,
  slugParams,
  timeSchema,
  weekWindow,
} from '../../appointment/schedule/schema.ts'
import { textSchema } from '../../openapi.ts'

const typed = (most: number) => z.string().max(most)
const seen = z.string().max(40)
export const pointParams = slugParams
export const officerParams = slugParams.extend({ id: z.string().min(1).max(80) })

export const hoursInput = z.strictObject({
  windows: z
    .array(
      z.strictObject({
        weekday: weekWindow.shape.weekday,
        opens: timeSchema,
        closes: timeSchema,
        counterGroup: counterSchema.optional(),
      }),
    )
    .max(42),
  seen: seen.optional(),
  apply: z.boolean().openapi({ description: 'false: only says what would change' }),
})
export const hoursAnswer = z
  .object({
    before: z.array(z.string()),
    after: z.array(z.string()),
    dutyDays: z.number().int(),
    tooFewDays: z.boolean().openapi({ description: 'A community room staffed on fewer than three days' }),
    people: z.array(hitSchema).openapi({
      description: 'Of a community room: who has booked a time on a day that is no longer declared',
    }),
    seen: z.string(),
    applied: z.boolean(),
    change: carriedOut
      .nullable()
      .openapi({ description: 'Of a community room: how the released days followed' }),
  })
  .openapi('HoursAnswer')

export const officerInput = z.strictObject({
  name: typed(200),
  nameEn: typed(200),
  badge: typed(40),
  post: typed(200),
  postEn: typed(200),
  dutyPhone: typed(60),
  mobile: typed(60),
  mobilePublic: z.boolean(),
  photoOff: z.boolean(),
  pledge: typed(600),
  pledgeEn: typed(900),
  seen: seen.optional(),
  apply: z.boolean(),
})
export const officerAnswer = z
  .object({ id: z.string(), nameEn: z.string(), applied: z.boolean() })
  .openapi('OfficerAnswer')
export const leaveInput = z.strictObject({ seen })
export const leaveAnswer = z.object({ id: z.string() })
export const orderInput = z.strictObject({ ids: z.array(z.string().max(80)).max(200) })
export const orderAnswer = z.object({ ids: z.array(z.string()) })
const officerOrNobody = z.string().max(80).nullable()
export const areaInput = z.strictObject({ officerId: officerOrNobody, was: officerOrNobody })
export const areaAnswer = z.object({ id: z.string(), officerId: z.string().nullable() })

export const detailsInput = z.strictObject({
  directions: typed(600),
  directionsEn: typed(900),
  phone: typed(60),
  stepFree: z.boolean(),
  name: typed(200).optional(),
  nameEn: typed(300).optional(),
  address: typed(400).optional(),
  addressEn: typed(600).optional(),
  chatName: typed(200).optional().openapi({ description: 'Community rooms only, like the two below' }),
  chatNameEn: typed(300).optional(),
  chatUrl: typed(600).optional().openapi({ description: 'https only; empty: no group' }),
  seen: seen.optional(),
  apply: z.boolean(),
})
export const detailsAnswer = z.object({ applied: z.boolean(), renamed: z.boolean() })

export const stationEditSchema = z
  .object({
    point: z.object({
      slug: z.string(),
      kind: z.enum(serviceKinds),
      name: textSchema,
      address: textSchema,
      directions: textSchema,
      phone: z.string(),
      stepFree: z.boolean(),
      chat: z.object({ name: textSchema, url: z.string() }),
      mayRename: z.boolean(),
      seen: z.string(),
    }),
    hours: z.object({
      windows: z.array(
        z.object({
          weekday: weekWindow.shape.weekday,
          opens: z.string(),
          closes: z.string(),
          counterGroup: z.string(),
        }),
      ),
      seen: z.string(),
    }),
    dutyDays: z.number().int(),
    officers: z.array(
      z.object({
        id: z.string(),
        name: textSchema,
        badge: z.string(),
        post: textSchema,
        dutyPhone: z.string(),
        mobile: z.string().nullable(),
        mobilePublic: z.boolean(),
        photo: z.boolean(),
        pledge: textSchema,
        seen: z.string(),
      }),
    ),
    areas: z.array(
      z.object({
        id: z.string(),
        name: textSchema,
        street: textSchema.nullable(),
        officerId: z.string().nullable(),
      }),
    ),
    /** Who may answer for the areas. */
    assignable: z.array(z.object({ id: z.string(), name: textSchema })),
    rooms: z.array(
      z.object({ slug: z.string(), name: textSchema, dutyDays: z.number().int(), enough: z.boolean() }),
    ),
  })
  .openapi('StationEdit')

export type StationEdit = z.infer<typeof stationEditSchema>
export type HoursAnswer = z.infer<typeof hoursAnswer>
export type OfficerAnswer = z.infer<typeof officerAnswer>
