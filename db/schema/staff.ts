import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** People who work here and how they come in; the comments stand in the migrations 0060 and 0061. */
export const staffUser = sqliteTable('staff_user', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull(),
  emailVerified: integer('email_verified').notNull(),
  image: text('image'),
  twoFactorEnabled: integer('two_factor_enabled').notNull(),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
  offAt: integer('off_at'),
  demo: integer('demo').notNull(),
})

export const staffSession = sqliteTable('staff_session', {
  id: text('id').primaryKey(),
  userId: text('user_id').notNull(),
  token: text('token').notNull(),
  expiresAt: text('expires_at').notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
  method: text('method').notNull(),
})

export const staffCredential = sqliteTable('staff_credential', {
  id: text('id').primaryKey(),
  userId: text('user_id').notNull(),
  accountId: text('account_id').notNull(),
  providerId: text('provider_id').notNull(),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: text('access_token_expires_at'),
  refreshTokenExpiresAt: text('refresh_token_expires_at'),
  scope: text('scope'),
  password: text('password'),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
})

export const staffVerification = sqliteTable('staff_verification', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: text('expires_at').notNull(),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
})

export const staffTotp = sqliteTable('staff_totp', {
  id: text('id').primaryKey(),
  userId: text('user_id').notNull(),
  secret: text('secret').notNull(),
  backupCodes: text('backup_codes').notNull(),
  verified: integer('verified').notNull(),
  failedVerificationCount: integer('failed_verification_count'),
  lockedUntil: text('locked_until'),
  lastStep: integer('last_step').notNull(),
})

export const staffPasskey = sqliteTable('staff_passkey', {
  id: text('id').primaryKey(),
  name: text('name'),
  publicKey: text('public_key').notNull(),
  userId: text('user_id').notNull(),
  credentialId: text('credential_id').notNull(),
  counter: integer('counter').notNull(),
  deviceType: text('device_type').notNull(),
  backedUp: integer('backed_up').notNull(),
  transports: text('transports'),
  aaguid: text('aaguid'),
  createdAt: text('created_at'),
})

export const staffGrant = sqliteTable(
  'staff_grant',
  {
    userId: text('user_id').notNull(),
    role: text('role').notNull(),
    servicePointId: text('service_point_id').notNull(),
    grantedBy: text('granted_by').notNull(),
    grantedAt: integer('granted_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.role, t.servicePointId] })],
)

export const staffTry = sqliteTable('staff_try', {
  subject: text('subject').primaryKey(),
  count: integer('count').notNull(),
  untilAt: integer('until_at').notNull(),
})

export const staffInvitation = sqliteTable('staff_invitation', {
  id: text('id').primaryKey(),
  userId: text('user_id').notNull(),
  codeHash: text('code_hash').notNull(),
  invitedBy: text('invited_by').notNull(),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  usedAt: integer('used_at'),
})

export const staffLast = sqliteTable('staff_last', {
  userId: text('user_id').primaryKey(),
  at: integer('at').notNull(),
})
