import { beforeAll, expect, test } from 'vitest'
import { shown } from '../../support/shown.ts'
import { type Cost, deskAtWork } from '../../support/staffBudget.ts'
import { libraryLoaded } from '../../support/staffDoor.ts'

// What each staff route of applications and certificates may cost the database, asked in a bureau at work: one read for the
// session, one for what is asked, one that writes. A route that is not in this list fails the test, as does a row whose
// route is gone.

beforeAll(libraryLoaded, 120_000)

const read = 2
const write = 3
const at = '/staff/applications/{reference}'

/** Round trips and rows read, at the most. */
const budgets: Record<string, [trips: number, rows: number]> = {
  'GET /staff/applications': [read, 100],
  // That a record was opened is noted: the third.
  [`GET ${at}`]: [write, 140],
  // One to look, two to do it, for each of them, and the session.
  'POST /staff/applications/batch': [4, 30],
  [`POST ${at}/take`]: [write, 25],
  [`POST ${at}/take-over`]: [write, 25],
  [`POST ${at}/assign`]: [write, 40],
  // What starts a clock reads the calendar; what closes an application numbers it for other systems.
  [`POST ${at}/accept`]: [write, 50],
  [`POST ${at}/decline`]: [write, 110],
  [`POST ${at}/ask`]: [write, 50],
  [`POST ${at}/process`]: [write, 25],
  [`POST ${at}/elsewhere`]: [write, 30],
  [`POST ${at}/resume`]: [write, 55],
  [`POST ${at}/extend`]: [write, 50],
  // That it was decided, and whether in time, is noted for the evaluation.
  [`POST ${at}/decide`]: [write, 50],
  [`POST ${at}/issue`]: [write, 50],
  [`POST ${at}/handover`]: [write, 40],
  [`POST ${at}/visit-day`]: [write, 30],
  [`POST ${at}/message`]: [write, 25],
  [`POST ${at}/note`]: [write, 20],
  [`POST ${at}/ask-opinion`]: [write, 25],
  [`POST ${at}/give-opinion`]: [write, 20],
  [`POST ${at}/files/{fileId}/link`]: [write, 20],
  // A proof may start either of two clocks, and end what is held for it.
  [`POST ${at}/identity`]: [write, 60],
  [`POST ${at}/legal-hold`]: [write, 25],
  'GET /staff/answer-templates': [read, 20],
  'POST /staff/answer-templates': [write, 15],
  'PUT /staff/answer-templates/{id}': [write, 15],
  'POST /staff/answer-templates/{id}/off': [write, 15],
  'GET /staff/matters/{code}/terms': [read, 15],
  'POST /staff/matters/{code}/terms': [write, 30],
  'GET /staff/casefiles': [read, 60],
  'POST /staff/casefiles': [write, 120],
  'GET /staff/casefiles/{reference}': [write, 70],
  // Opening and a step start a clock, and an end a call-back: all read the calendar from the report on.
  'POST /staff/casefiles/{reference}/step': [write, 130],
  'POST /staff/casefiles/{reference}/extend': [write, 80],
  'POST /staff/casefiles/{reference}/exclude': [write, 25],
  'POST /staff/casefiles/{reference}/lift': [write, 25],
  'POST /staff/casefiles/{reference}/wish': [write, 25],
  'POST /staff/casefiles/{reference}/callback': [write, 40],
  'GET /staff/casefile-exclusions': [read, 40],
  'GET /staff/callbacks': [read, 25],
  'GET /staff/callbacks/{id}': [read, 20],
  'POST /staff/callbacks/{id}/attempt': [write, 20],
  'POST /staff/callbacks/{id}/outcome': [write, 20],
  'GET /staff/rectifications': [read, 60],
  'GET /staff/rectifications/csv': [read, 60],
  'GET /staff/rectifications/{id}': [read, 60],
  'POST /staff/rectifications/{id}/unmask': [write, 60],
  'POST /staff/rectifications/{id}/contact': [write, 40],
  // What goes to a station, or is kept for good, is read by the privacy gate: the bureau's own names and numbers are.
  'POST /staff/rectifications/{id}/task': [write, 420],
  'POST /staff/rectifications/{id}/fix': [write, 90],
  'POST /staff/rectifications/{id}/more': [write, 40],
  'POST /staff/rectifications/{id}/extension': [write, 420],
  'POST /staff/rectifications/{id}/appeal': [write, 450],
  'POST /staff/rectifications/{id}/close': [write, 420],
  'GET /staff/rating-tasks': [read, 60],
  'GET /staff/rating-tasks/{id}': [read, 40],
  'POST /staff/rating-tasks/{id}/plan': [write, 40],
  // Nobody of the place calls back: everybody who works there is read, here some eighty.
  'POST /staff/rating-tasks/{id}/fix': [write, 220],
  'POST /staff/rating-tasks/{id}/more': [write, 40],
  'POST /staff/rating-tasks/{id}/appeal': [write, 40],
  'GET /staff/rating-flags': [read, 60],
  'POST /staff/rating-flags': [write, 420],
  'GET /staff/evaluations/missed': [read, 60],
  'POST /staff/evaluations/objections': [write, 30],
  'GET /staff/evaluations/objections': [read, 60],
  'GET /staff/evaluations/objections/csv': [read, 60],
  'GET /staff/evaluations/objections/{id}': [read, 20],
  // The privacy gate reads the bureau's own names and numbers.
  'POST /staff/evaluations/objections/{id}/decide': [write, 460],
  'GET /staff/evaluations/plans/{slug}': [read, 40],
  'POST /staff/evaluations/plans/{slug}': [write, 420],
  'GET /staff/certificates': [read, 120],
  'GET /staff/certificates/{number}': [write, 20],
  'POST /staff/certificates/{number}/revoke': [write, 25],
  'POST /staff/certificates/{number}/reissue': [write, 35],
  'POST /staff/certificate-keys/{kid}/revoke': [write, 20],
  // Thirty batches and their receipts; the cases that wait are counted up to 200.
  'GET /staff/exchange': [read, 170],
}

const over = ({ name, trips, rows, direct }: Cost, [mostTrips, mostRows]: [number, number] = [0, 0]) => [
  ...(direct ? [`${name}: ${direct} calls outside a batch`] : []),
  ...(trips > mostTrips ? [`${name}: ${trips} trips, budget ${mostTrips}`] : []),
  ...(rows > mostRows ? [`${name}: ${rows} rows read, budget ${mostRows}`] : []),
]

test('every staff route of applications and certificates has a budget and keeps it', {
  timeout: 120_000,
}, async () => {
  const desk = await deskAtWork(400)
  const found = await desk.routes()
  expect(found.map(({ name }) => name).toSorted()).toEqual(Object.keys(budgets).toSorted())
  for (const { name, trips, rows } of found) shown(`budget ${name}`, { trips, rows })
  expect(found.flatMap((one) => over(one, budgets[one.name]))).toEqual([])
})
