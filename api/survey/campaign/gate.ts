import { findingsIn, type MeetingFinding } from '../../meeting/gate.ts'
import type { Official } from '../../privacy/gate/finding.ts'
import type { CampaignRow, PointRow } from './query.ts'
import { readQuestions } from './questions.ts'

const both = (field: string, zh: string, en: string) =>
  [
    [field, zh],
    [`${field}En`, en],
  ] as const

/** What the privacy gate finds in everything that is published with a survey. */
export const findingsOf = (
  row: CampaignRow,
  points: readonly PointRow[],
  official: Official,
): MeetingFinding[] =>
  findingsIn(
    [
      ...both('title', row.titleZh, row.titleEn),
      ...both('about', row.aboutZh, row.aboutEn),
      ...readQuestions(row.questions).flatMap((question, i) =>
        question.kind === 'seen'
          ? []
          : [
              ...both(`question${i + 1}`, question.text.zh, question.text.en),
              ...(question.kind === 'choice'
                ? question.choices.flatMap(({ zh, en }, n) => both(`choice${i + 1}.${n + 1}`, zh, en))
                : []),
            ],
      ),
      ...points.flatMap(({ slug, reportZh, reportEn }) => both(`report.${slug}`, reportZh, reportEn)),
    ],
    official,
  )
