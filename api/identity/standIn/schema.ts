import { z } from '@hono/zod-openapi'
import { idTypes } from '../../../db/schema/appointment.ts'

export const peopleSchema = z
  .object({
    items: z.array(
      z.object({
        name: z.string(),
        idType: z.enum(idTypes),
        idNumber: z.string(),
        born: z.string(),
        pin: z.string(),
      }),
    ),
  })
  .openapi('StandInPeople')
export type StandInPeople = z.infer<typeof peopleSchema>

export const loginSchema = z.strictObject({
  request: z.string({ error: 'identity.over' }).min(1, { error: 'identity.over' }).max(400).openapi({
    description: 'As `POST /applications/{reference}/identity/begin` gave it',
  }),
  idNumber: z.string({ error: 'required' }).min(1, { error: 'required' }).max(60),
  pin: z.string({ error: 'required' }).min(1, { error: 'required' }).max(40),
})

export const loggedInSchema = z
  .object({
    reference: z.string(),
    name: z.string(),
    assertion: z.string().openapi({ description: 'Good for five minutes, once, for this reference alone' }),
  })
  .openapi('StandInLogin')
export type StandInLogin = z.infer<typeof loggedInSchema>
