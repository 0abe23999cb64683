import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { type Role, roles } from '../../../api/shared/actor.ts'
import { type Permission, permissions, permissionsOf } from '../../../api/staff/permission.ts'
import { newWorld, own } from '../../support/matrix/world.ts'

const may = (permission: Permission) => roles.filter((role) => permissionsOf[role].includes(permission))

/** Who may do what is dangerous in the wrong hands, once more and by hand: the map itself is what the matrix goes by. */
const dangerous: [Permission, Role[]][] = [
  ['staff.manage', ['administrator']],
  ['audit.read', ['auditor']],
  ['record.unmask', ['clerk', 'handler', 'chief']],
  ['record.open', ['clerk', 'handler', 'chief', 'supervisor']],
  ['code.replace', ['clerk', 'chief']],
  ['application.handle', ['handler', 'chief']],
  ['application.decide', ['handler', 'chief']],
  ['application.assign', ['chief']],
  ['application.supervise', ['supervisor']],
  ['application.handover', ['clerk', 'handler', 'chief']],
  ['application.terms', ['administrator', 'chief']],
  ['queue.work', ['clerk', 'chief']],
  ['booking.serve', ['clerk', 'chief']],
  ['notice.withdraw', ['chief', 'supervisor']],
  ['schedule.edit', ['chief', 'administrator']],
  ['volunteer.work', ['chief']],
  ['register.read', ['chief', 'supervisor']],
  ['meeting.edit', ['publisher', 'chief']],
  ['certificate.issue', ['handler', 'chief']],
  ['certificate.revoke', ['chief', 'supervisor']],
]

test('the map keeps the dangerous things apart; the auditor does two, neither of them personal', () => {
  for (const [permission, wanted] of dangerous)
    expect(may(permission).toSorted(), permission).toEqual(wanted.toSorted())
  expect(permissionsOf.auditor.toSorted()).toEqual(['audit.read', 'record.views'])
  for (const permission of Object.keys(permissions) as Permission[])
    expect(may(permission), permission).not.toEqual([])
})

test('nobody changes what they may do themselves, in whatever role and wherever', async () => {
  const world = await newWorld()
  const granted = () =>
    env.DB.prepare('SELECT user_id, role, service_point_id FROM staff_grant ORDER BY 1, 2, 3').all()
  for (const point of ['*', own.point])
    for (const grants of [
      ...roles.map((role) => [[role, point]] as const),
      roles.map((role) => [role, point] as const),
    ]) {
      const who = await world.somebody(grants)
      const before = (await granted()).results
      for (const [method, path, body] of [
        ['PUT', 'grants', { grants: [{ role: 'chief', point: own.slug }] }],
        ['PUT', 'grants', { grants: [] }],
        ['POST', 'off', {}],
        ['POST', 'on', {}],
        ['POST', 'invitation', {}],
      ] as const) {
        const { status } = await world.api.call(method, `/staff/people/${who.id}/${path}`, body, who.headers)
        expect([403, 409], `${path} by ${grants.join()}`).toContain(status)
      }
      expect((await granted()).results).toEqual(before)
    }
  const who = await world.somebody([['administrator', '*']])
  const ofOneself = env.DB.prepare(
    `INSERT INTO staff_grant (user_id, role, service_point_id, granted_by, granted_at) VALUES (?1, 'chief', '*', ?1, 0)`,
  ).bind(who.id)
  await expect(ofOneself.run()).rejects.toThrow(/staff_grant_by_another/)
})

test('an administrator of one station gives nobody a role anywhere else, nor for the bureau', async () => {
  const world = await newWorld()
  const { headers } = await world.somebody([['administrator', own.point]])
  const colleague = await world.somebody([['clerk', own.point]])
  for (const point of [null, 'nanqiao', 'household-hall'])
    for (const role of roles) {
      const grants = [{ role, point }]
      const put = await world.api.call('PUT', `/staff/people/${colleague.id}/grants`, { grants }, headers)
      const invite = { name: '吴丹', account: `wu.${role}.${point}@gaj.example.cn`, grants }
      const post = await world.api.post('/staff/people', invite, headers)
      expect([403, 404], `${role} at ${point}`).toEqual(expect.arrayContaining([put.status, post.status]))
    }
  const left = await env.DB.prepare(
    'SELECT role, service_point_id AS point FROM staff_grant WHERE user_id = ?',
  )
    .bind(colleague.id)
    .all()
  expect(left.results).toEqual([{ role: 'clerk', point: own.point }])
})
