import { View } from '@tarojs/components'
import { Button } from '@/components/button/button'
import { PickerField } from '@/components/picker-field/picker-field'
import { useQuery } from '@/sync/use-query'
import './orgs-field.css'

/** An organization that a case can go to. */
export interface NamedOrg {
  id: string
  name: string
}

/** The organizations that a case can go to; `but` are those that it cannot. */
export function useOrgs(but: readonly string[]): NamedOrg[] {
  const { data } = useQuery('cases.services', {})
  return (data?.orgs ?? []).filter(({ id }) => !but.includes(id))
}

export interface OrgFieldProps {
  id: string
  label: string
  orgs: readonly NamedOrg[]
  value: string | null
  onChange(orgId: string): void
}

/** One organization, by the phone's own picker. */
export function OrgField({ id, label, orgs, value, onChange }: OrgFieldProps) {
  const at = orgs.findIndex((org) => org.id === value)
  return (
    <PickerField
      id={id}
      label={label}
      mode='selector'
      range={orgs.map(({ name }) => name)}
      {...(at < 0 ? {} : { selected: at })}
      value={orgs[at]?.name ?? ''}
      onChange={(index) => {
        const chosen = orgs[Number(index)]
        if (chosen) onChange(chosen.id)
      }}
    />
  )
}

export interface OrgsFieldProps {
  id: string
  label: string
  orgs: readonly NamedOrg[]
  value: readonly string[]
  /** How many there is room for. */
  most: number
  onChange(orgIds: string[]): void
}

/** Several organizations, one after the other; a press on one takes it out. Ids: `<id>`, `<id>-remove-<n>`. */
export function OrgsField({ id, label, orgs, value, most, onChange }: OrgsFieldProps) {
  const chosen = value.flatMap((orgId) => orgs.find((org) => org.id === orgId) ?? [])
  return (
    <View className='orgs-field'>
      {chosen.map((org, index) => (
        <View key={org.id} className='orgs-field__line'>
          <View className='orgs-field__name'>{org.name}</View>
          <Button
            id={`${id}-remove-${index}`}
            kind='quiet'
            size='s'
            label={`去掉${org.name}`}
            onPress={() => onChange(value.filter((orgId) => orgId !== org.id))}
          >
            去掉
          </Button>
        </View>
      ))}
      {value.length < most && (
        <OrgField
          id={id}
          label={value.length === 0 ? label : '再加一个'}
          orgs={orgs.filter((org) => !value.includes(org.id))}
          value={null}
          onChange={(orgId) => onChange([...value, orgId])}
        />
      )}
    </View>
  )
}
