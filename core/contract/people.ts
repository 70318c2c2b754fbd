import * as z from './zod'
import { IdSchema, textSchema } from './common'
import { TokenSchema } from './envelope'

/** What a role grant lets its holder do. Each includes the one before it. */
export const RoleSchema = z.enum(['helper', 'officer', 'secretary'])
export type Role = z.infer<typeof RoleSchema>

/** A role at an organisation (it reaches that organisation and everything below it), or `helper` at one event. */
export const GrantSchema = z.object({
  role: RoleSchema,
  orgId: z.nullable(IdSchema),
  orgName: z.string(),
  eventId: z.nullable(IdSchema),
})
export type Grant = z.infer<typeof GrantSchema>

/** The person who is logged in, as the phone shows them to themselves. */
export const MeSchema = z.object({
  id: IdSchema,
  name: z.string(),
  consented: z.boolean(),
  orgName: z.string(),
  isMember: z.boolean(),
  volunteerNo: z.nullable(z.string()),
  /** `2008-03`; asked for only where an event has an age. */
  birthMonth: z.nullable(z.string()),
  grants: z.array(GrantSchema),
})
export type Me = z.infer<typeof MeSchema>

/** A log-in. In the cloud host the platform says who calls, and `token` is null. */
export const SessionSchema = z.object({ token: z.nullable(TokenSchema), me: MeSchema })
export type Session = z.infer<typeof SessionSchema>

export const DemoPersonSchema = z.object({
  id: IdSchema,
  name: z.string(),
  orgName: z.string(),
  role: z.nullable(RoleSchema),
  note: z.string(),
})
export type DemoPerson = z.infer<typeof DemoPersonSchema>
export const DemoPeopleSchema = z.object({ items: z.array(DemoPersonSchema) })

export const DemoLoginInputSchema = z.object({ personId: IdSchema })
/** `code` is what `wx.login` gave; left out in the cloud host, where the platform names the caller. */
export const WechatLoginInputSchema = z.object({ code: z.optional(z.string().check(z.minLength(1), z.maxLength(200))) })
export const ConsentInputSchema = z.object({ name: textSchema(1, 40), privacyVersion: z.literal(1) })
/** `me` is null when nobody is logged in; `demo` says whether this installation is a demonstration. */
export const WhoSchema = z.object({ me: z.nullable(MeSchema), demo: z.boolean() })
export type Who = z.infer<typeof WhoSchema>

/** What an organization decides for itself and for what is below it. The parent's value holds where it has none. */
export const SettingNameSchema = z.enum(['review', 'categories'])
export type SettingName = z.infer<typeof SettingNameSchema>
export const CategoryCodeSchema = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,23}$/))
export const CategoryItemSchema = z.object({ code: CategoryCodeSchema, name: textSchema(2, 12) })
export type CategoryItem = z.infer<typeof CategoryItemSchema>
/** Two categories with one code could not be told apart. */
function haveOwnCodes(items: readonly CategoryItem[]): boolean {
  return new Set(items.map((item) => item.code)).size === items.length
}
/** `review`: what the organization publishes is looked at by the organization above it before anybody sees it. */
export const SettingValueSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('review'), value: z.object({ byParent: z.boolean() }) }),
  z.object({
    name: z.literal('categories'),
    value: z.object({ items: z.array(CategoryItemSchema).check(z.minLength(1), z.maxLength(30), z.refine(haveOwnCodes)) }),
  }),
])
export type SettingValue = z.infer<typeof SettingValueSchema>
export const SaveSettingInputSchema = z.object({ orgId: IdSchema, setting: SettingValueSchema, why: textSchema(2, 200) })
/** What holds for an organization now; `from` names the organization that decided it, null: nobody, it is the default. */
export const SettingsSchema = z.object({
  review: z.object({ byParent: z.boolean(), from: z.nullable(z.string()) }),
  categories: z.object({ items: z.array(CategoryItemSchema), from: z.nullable(z.string()) }),
  /** Whether there is an organization above that could review. */
  hasParent: z.boolean(),
  maySave: z.boolean(),
})
export type Settings = z.infer<typeof SettingsSchema>
export const BirthMonthInputSchema = z.object({ birthMonth: z.string().check(z.regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/)) })
