import { accountRows, openRows } from './account.ts'
import { applicationRows } from './application.ts'
import { applicationFileRows } from './applicationFile.ts'
import { casefileRows } from './casefile.ts'
import { certificateRows } from './certificate.ts'
import { complaintRows } from './complaint.ts'
import { checklistRows } from './evaluation.ts'
import { exchangeRows } from './exchange.ts'
import { feedbackRows } from './feedback.ts'
import { identityRows } from './identity.ts'
import { keepingRows } from './keeping.ts'
import { meetingRows } from './meeting.ts'
import { fileRows, noticeRows } from './notice.ts'
import { objectionRows } from './objection.ts'
import { peopleRows } from './people.ts'
import { planRows } from './plan.ts'
import { counterRows, queueRows, ticketRows } from './queue.ts'
import { ratingRows } from './rating.ts'
import { deskRows, recordRows } from './record.ts'
import type { Rows } from './row.ts'
import { stationRows } from './station.ts'
import { surveyRows } from './survey.ts'
import { registerRows, volunteerRows } from './volunteer.ts'

/** Every operation's row, by the room it belongs to. */
export const rooms: Record<string, Rows> = {
  queue: queueRows,
  tickets: ticketRows,
  counters: counterRows,
  records: recordRows,
  desk: deskRows,
  plan: planRows,
  station: stationRows,
  notices: noticeRows,
  files: fileRows,
  feedback: feedbackRows,
  casefiles: casefileRows,
  meetings: meetingRows,
  volunteers: volunteerRows,
  registers: registerRows,
  applications: applicationRows,
  applicationFiles: applicationFileRows,
  identity: identityRows,
  certificates: certificateRows,
  keeping: keepingRows,
  complaints: complaintRows,
  checklist: checklistRows,
  ratings: ratingRows,
  surveys: surveyRows,
  objections: objectionRows,
  exchange: exchangeRows,
  people: peopleRows,
  account: accountRows,
  door: openRows,
}
