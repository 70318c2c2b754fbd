import type { Kysely } from 'kysely'
import { afterwardsStore } from './afterwards'
import { attendanceStore } from './attendance'
import { caseStore } from './cases'
import { clockStore } from './clocks'
import { commandStore } from './commands'
import { eventStore } from './events'
import { evidenceStore } from './evidence'
import { fileStore } from './files'
import { helperStore } from './helpers'
import { homeStore } from './homes'
import { hoursStore } from './hours'
import { inboxStore } from './inbox'
import { libraryStore } from './library'
import { memberStore } from './members'
import { orgStore } from './orgs'
import { officerStore } from './officers'
import { peopleStore } from './people'
import { placeStore } from './places'
import { receptionStore } from './receptions'
import { reportStore } from './reports'
import { residentStore } from './residents'
import type { Database } from './schema'
import { serviceStore } from './services'
import { sessionStore } from './sessions'
import { settingStore } from './settings'
import { signingKeyStore } from './signing-keys'
import { slotStore } from './slots'
import { subscriptionStore } from './subscriptions'
import { transcriptStore } from './transcript'
import { visitStore } from './visits'

/** The store's functions, by feature, on one connection or transaction. */
export interface Tables {
  people: ReturnType<typeof peopleStore>
  officers: ReturnType<typeof officerStore>
  orgs: ReturnType<typeof orgStore>
  members: ReturnType<typeof memberStore>
  settings: ReturnType<typeof settingStore>
  files: ReturnType<typeof fileStore>
  homes: ReturnType<typeof homeStore>
  residents: ReturnType<typeof residentStore>
  clocks: ReturnType<typeof clockStore>
  events: ReturnType<typeof eventStore>
  places: ReturnType<typeof placeStore>
  attendance: ReturnType<typeof attendanceStore>
  evidence: ReturnType<typeof evidenceStore>
  helpers: ReturnType<typeof helperStore>
  visits: ReturnType<typeof visitStore>
  signingKeys: ReturnType<typeof signingKeyStore>
  afterwards: ReturnType<typeof afterwardsStore>
  sessions: ReturnType<typeof sessionStore>
  slots: ReturnType<typeof slotStore>
  receptions: ReturnType<typeof receptionStore>
  cases: ReturnType<typeof caseStore>
  services: ReturnType<typeof serviceStore>
  library: ReturnType<typeof libraryStore>
  hours: ReturnType<typeof hoursStore>
  transcript: ReturnType<typeof transcriptStore>
  inbox: ReturnType<typeof inboxStore>
  subscriptions: ReturnType<typeof subscriptionStore>
  reports: ReturnType<typeof reportStore>
  commands: ReturnType<typeof commandStore>
}

export interface Store extends Tables {
  /**
   * Runs `work` in one transaction (READ COMMITTED): all of it or nothing. The one order of locks: person, event,
   * intake, place, enrollment, the rest.
   */
  transaction<T>(work: (tables: Tables) => Promise<T>): Promise<T>
}

function tables(db: Kysely<Database>): Tables {
  return {
    people: peopleStore(db),
    officers: officerStore(db),
    orgs: orgStore(db),
    members: memberStore(db),
    settings: settingStore(db),
    files: fileStore(db),
    homes: homeStore(db),
    residents: residentStore(db),
    clocks: clockStore(db),
    events: eventStore(db),
    places: placeStore(db),
    attendance: attendanceStore(db),
    evidence: evidenceStore(db),
    helpers: helperStore(db),
    visits: visitStore(db),
    signingKeys: signingKeyStore(db),
    afterwards: afterwardsStore(db),
    sessions: sessionStore(db),
    slots: slotStore(db),
    receptions: receptionStore(db),
    cases: caseStore(db),
    services: serviceStore(db),
    library: libraryStore(db),
    hours: hoursStore(db),
    transcript: transcriptStore(db),
    inbox: inboxStore(db),
    subscriptions: subscriptionStore(db),
    reports: reportStore(db),
    commands: commandStore(db),
  }
}

/** The only road to the database for procedures. */
export function createStore(db: Kysely<Database>): Store {
  return {
    ...tables(db),
    transaction: (work) =>
      db
        .transaction()
        .setIsolationLevel('read committed')
        .execute((tx) => work(tables(tx))),
  }
}
