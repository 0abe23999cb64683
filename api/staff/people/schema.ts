import { z } from '@hono/zod-openapi'
import { listOf, textSchema } from '../../openapi.ts'
import { roles } from '../../shared/actor.ts'

const slug = z.string().max(80)

/** A role to be granted at a service point (its slug), or for the whole bureau (null). */
const grantSchema = z.strictObject({ role: z.enum(roles, { error: 'wrong-value' }), point: slug.nullable() })
export type GrantInput = z.infer<typeof grantSchema>

const grants = z.array(grantSchema).max(40, { error: 'too-many' })

/** Somebody who works here, as whoever may read the list sees them. */
const personSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    account: z.string(),
    state: z.enum(['on', 'invited', 'off']),
    grants: z.array(
      z.object({
        role: z.enum(roles),
        roleName: textSchema,
        point: z.object({ slug, name: textSchema }).nullable(),
      }),
    ),
    lastSignInAt: z.string().nullable(),
    /** Whether it is whoever asks: nobody edits their own. */
    own: z.boolean(),
    /** Whether whoever asks may change what this person may do, at some service point. */
    mayGrant: z.boolean(),
    /** Whether whoever asks may invite this person again and switch the account off: all their service points are theirs. */
    mayManage: z.boolean(),
  })
  .openapi('StaffPerson')
export type Person = z.infer<typeof personSchema>

/** Where whoever asks may grant roles. */
const grantableSchema = z.object({
  /** Whether also for the whole bureau. */
  bureau: z.boolean(),
  points: z.array(z.object({ slug, name: textSchema })),
})
export type Grantable = z.infer<typeof grantableSchema>

export const peopleSchema = listOf(personSchema).extend({ grantable: grantableSchema }).openapi('StaffPeople')

export const onePersonSchema = z
  .object({ person: personSchema, grantable: grantableSchema })
  .openapi('StaffPersonPage')

export const peopleQuery = z.object({ cursor: z.string().max(200).optional() })

export const inviteSchema = z
  .strictObject({
    name: z
      .string({ error: 'name.required' })
      .trim()
      .min(1, { error: 'name.required' })
      .max(80, { error: 'name.length' }),
    /** A work address: the account's name. */
    account: z
      .string({ error: 'required' })
      .min(1, { error: 'required' })
      .max(200, { error: 'account.shape' }),
    grants: grants.min(1, { error: 'grants.none' }),
  })
  .openapi('StaffInvite')
export type Invite = z.infer<typeof inviteSchema>

export const grantsSchema = z.strictObject({ grants }).openapi('StaffGrants')

/** A one-time code, to be handed over; nobody can look it up again. */
export const invitedSchema = z
  .object({ id: z.string(), code: z.string(), expiresAt: z.string() })
  .openapi('StaffInvited')
export type Invited = z.infer<typeof invitedSchema>

export const officersQuery = z.object({
  point: slug.optional().openapi({ description: 'Slug of a further service point' }),
})

/** Which officers of the public list somebody is, or may be. */
export const ownOfficersSchema = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        name: textSchema,
        post: textSchema,
        point: textSchema,
        own: z.boolean(),
        sameName: z.boolean(),
        other: z.string().nullable().openapi({ description: 'Whose account it belongs to, if another’s' }),
      }),
    ),
  })
  .openapi('StaffOfficers')
export type OwnOfficers = z.infer<typeof ownOfficersSchema>

const officerIds = z.array(z.string().max(80)).max(20, { error: 'too-many' })
export const setOfficersSchema = z
  .strictObject({ officers: officerIds, was: officerIds.openapi({ description: 'Those that were seen' }) })
  .openapi('StaffOfficersSet')

export const personParam = z.object({ id: z.string().max(80) })
