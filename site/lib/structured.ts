import type { MatterDetail } from '../../api/matter/schema.ts'
import type { NoticeDetail } from '../../api/notice/public/schema.ts'
import type { StationDetail } from '../../api/station/schema.ts'
import type { Page } from './page.ts'

/** A thing of schema.org; what is undefined is left out. */
type Thing = Record<string, unknown>

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const kinds = { station: 'PoliceStation', hall: 'GovernmentOffice', room: 'GovernmentOffice' } as const

const absolute = ({ href, settings }: Page, path: string) => new URL(href(path), settings.origin).href

/** The banner over an invented bureau, for programs too: without it they would take it for a real one. */
const demo = ({ t, settings }: Page) => (settings.demo ? t('demo.banner') : undefined)

const bureau = ({ say, settings }: Page): Thing => ({
  '@type': 'GovernmentOrganization',
  name: say(settings.bureauName),
})

/** A service point as its page shows it: address, phone, usual and unusual hours, areas and matters. */
export function pointData(station: StationDetail, page: Page): Thing {
  const { say } = page
  const { parent } = station
  const url = absolute(page, `/stations/${station.slug}`)
  return {
    '@type': kinds[station.kind],
    '@id': url,
    url,
    name: say(station.name),
    disambiguatingDescription: demo(page),
    telephone: station.dutyLine.phone,
    address: { '@type': 'PostalAddress', streetAddress: say(station.address) },
    parentOrganization: parent
      ? {
          '@type': 'PoliceStation',
          name: say(parent.name),
          url: absolute(page, `/stations/${parent.slug}`),
        }
      : bureau(page),
    openingHoursSpecification: [...usualHours(station, page), ...unusualHours(station, page)],
    areaServed: [...new Set(station.areas.map(({ name }) => say(name)))],
    makesOffer: station.matters.map(({ code, plainName }) => ({
      '@type': 'Offer',
      itemOffered: {
        '@type': 'GovernmentService',
        name: say(plainName),
        url: absolute(page, `/matters/${code}`),
      },
    })),
  }
}

/** The usual week: days with the same window together, and which counters alone keep it. */
function usualHours({ usualWeek }: StationDetail, { t }: Page): Thing[] {
  const windows = usualWeek.flatMap(({ weekday, windows }) =>
    windows.map((window) => ({ weekday, ...window })),
  )
  const alike = Map.groupBy(windows, ({ opens, closes, counters }) => [opens, closes, counters].join())
  return [...alike.values()].map((list) => ({
    '@type': 'OpeningHoursSpecification',
    dayOfWeek: list.map(({ weekday }) => days[weekday - 1]),
    opens: list[0]?.opens,
    closes: list[0]?.closes,
    description: list[0]?.counters
      ?.map((counter) => t('station.only', { counters: t(`station.counter.${counter}`) }))
      .join(' '),
  }))
}

/** Days unlike the usual: from 00:00 to 00:00 is a day shut, as search engines read it. */
function unusualHours({ week, changes }: StationDetail, page: Page): Thing[] {
  return [...week, ...changes]
    .filter(({ reason }) => reason)
    .flatMap((day) => {
      const windows = day.windows.length > 0 ? day.windows : [{ opens: '00:00', closes: '00:00' }]
      return windows.map(({ opens, closes }) => ({
        '@type': 'OpeningHoursSpecification',
        validFrom: day.day,
        validThrough: day.day,
        opens,
        closes,
        description: day.reason ? page.say(day.reason) : undefined,
      }))
    })
}

/** A matter as its page shows it: who provides it, what comes of it, what it costs, how long, and where to book. */
export function matterData(m: MatterDetail, page: Page): Thing {
  const { say, settings } = page
  const url = absolute(page, `/matters/${m.code}`)
  return {
    '@type': 'GovernmentService',
    '@id': url,
    url,
    name: say(m.plainName),
    alternateName: say(m.name),
    identifier: m.code,
    description: say(m.summary),
    disambiguatingDescription: demo(page),
    serviceType: say(m.groupName),
    provider: bureau(page),
    areaServed: m.moreTowns ? undefined : m.towns.map(({ name }) => say(name)),
    serviceOutput: { '@type': 'Thing', name: say(m.result) },
    offers: m.fee.items
      .filter(({ fen }) => fen !== null)
      .map(({ name, fen }) => ({
        '@type': 'Offer',
        name: say(name),
        price: (fen ?? 0) / 100,
        priceCurrency: 'CNY',
      })),
    availableChannel: {
      '@type': 'ServiceChannel',
      serviceUrl: m.bookable ? absolute(page, `/book?matter=${m.code}`) : url,
      servicePhone: settings.contactPhone
        ? { '@type': 'ContactPoint', telephone: settings.contactPhone }
        : undefined,
      processingTime: say(m.timeSummary),
    },
  }
}

/** A notice as its page shows it: a meeting is an event, everything else an article. */
export function noticeData(notice: NoticeDetail, page: Page): Thing {
  const { say, locale } = page
  const { publisher, details } = notice
  const url = absolute(page, `/notices/${notice.id}`)
  const english = locale === 'en' && notice.html.en !== ''
  const who: Thing =
    publisher.slug === null
      ? bureau(page)
      : {
          '@type': 'GovernmentOrganization',
          name: say(publisher.name),
          url: absolute(page, `/stations/${publisher.slug}`),
        }
  const common = {
    '@id': url,
    url,
    name: say(notice.title),
    identifier: notice.number,
    inLanguage: english ? 'en-GB' : 'zh-Hans-CN',
    disambiguatingDescription: demo(page),
    about: notice.matters.map(({ code, plainName }) => ({
      '@type': 'GovernmentService',
      name: say(plainName),
      url: absolute(page, `/matters/${code}`),
    })),
  }
  if (details && 'startsAt' in details) {
    return {
      '@type': 'Event',
      ...common,
      startDate: details.startsAt,
      endDate: details.endsAt,
      eventStatus: 'https://schema.org/EventScheduled',
      location: { '@type': 'Place', name: details.place, address: details.place },
      organizer: who,
    }
  }
  return {
    '@type': 'NewsArticle',
    ...common,
    headline: say(notice.title),
    articleSection: say(notice.category.name),
    datePublished: notice.publishedAt,
    dateModified: notice.changedAt ?? notice.publishedAt,
    version: notice.version,
    author: who,
    publisher: bureau(page),
  }
}
