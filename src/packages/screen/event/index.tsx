import { useRouter } from '@tarojs/taro'
import { screenPurposeOf, ScreenView } from '@/features/attendance/screen/screen-view'
import { useMe } from '@/features/people/me'

export default function ScreenPage() {
  const { eventId = '', pass, purpose } = useRouter().params
  const demo = useMe((state) => state.demo)
  return <ScreenView eventId={eventId} pass={pass || undefined} purpose={screenPurposeOf(purpose)} demo={demo} />
}
