import type { Instant } from '@core/contract/common'
import type { Module } from '@core/contract/names'
import type { StoredEvidence } from './schema'

/** What a closing writes for one person: entries that count at once, or a claim that waits. */
export interface NewHours {
  id: string
  personId: string
  eventId: string
  orgId: string
  minutes: number
  from: Instant
  to: Instant
  evidence: StoredEvidence
  approvers: string[]
  ruleVersion: string
}

export interface NewCredit {
  id: string
  personId: string
  eventId: string
  orgId: string
  module: Module
  hundredths: number
  evidence: StoredEvidence
  approvers: string[]
  ruleVersion: string
}
