/**
 * Every seam has the same functions on each side, with the types its `types.ts` promises. The compiler checks the types
 * (a missing or wrong function does not compile); the test checks that no side has more than was promised.
 */
import * as fakeCalendar from './calendar'
import * as webCalendar from './calendar/index.h5'
import * as weappCalendar from './calendar/index.weapp'
import type { CalendarPlatform } from './calendar/types'
import * as fakeCall from './call'
import * as webCall from './call/index.h5'
import type { CallPlatform } from './call/types'
import * as fakeClock from './clock'
import * as webClock from './clock/index.h5'
import * as weappClock from './clock/index.weapp'
import type { ClockPlatform } from './clock/types'
import * as fakeDisplay from './display'
import * as webDisplay from './display/index.h5'
import type { DisplayPlatform } from './display/types'
import * as fakeDocument from './document'
import * as webDocument from './document/index.h5'
import * as weappDocument from './document/index.weapp'
import type { DocumentPlatform } from './document/types'
import * as fakeDrawing from './drawing'
import * as webDrawing from './drawing/index.h5'
import * as weappDrawing from './drawing/index.weapp'
import type { DrawingPlatform } from './drawing/types'
import * as fakeFrame from './frame'
import * as webFrame from './frame/index.h5'
import * as weappFrame from './frame/index.weapp'
import type { FramePlatform } from './frame/types'
import * as fakeGallery from './gallery'
import * as webGallery from './gallery/index.h5'
import * as weappGallery from './gallery/index.weapp'
import type { GalleryPlatform } from './gallery/types'
import * as fakeKeptFiles from './kept-files'
import * as webKeptFiles from './kept-files/index.h5'
import * as weappKeptFiles from './kept-files/index.weapp'
import type { KeptFilesPlatform } from './kept-files/types'
import * as fakeNavigation from './navigation'
import * as webNavigation from './navigation/index.h5'
import * as weappNavigation from './navigation/index.weapp'
import type { NavigationPlatform } from './navigation/types'
import * as fakeNetwork from './network'
import * as webNetwork from './network/index.h5'
import type { NetworkPlatform } from './network/types'
import * as fakePicture from './picture'
import * as webPicture from './picture/index.h5'
import * as weappPicture from './picture/index.weapp'
import type { PicturePlatform } from './picture/types'
import * as fakeRandom from './random'
import * as webRandom from './random/index.h5'
import * as weappRandom from './random/index.weapp'
import type { RandomPlatform } from './random/types'
import * as fakeScan from './scan'
import * as webScan from './scan/index.h5'
import * as weappScan from './scan/index.weapp'
import type { ScanPlatform } from './scan/types'
import * as fakeSession from './session'
import * as webSession from './session/index.h5'
import * as weappSession from './session/index.weapp'
import type { SessionPlatform } from './session/types'
import * as fakeStorage from './storage'
import * as webStorage from './storage/index.h5'
import * as weappStorage from './storage/index.weapp'
import type { StoragePlatform } from './storage/types'
import * as fakeSubscription from './subscription'
import * as webSubscription from './subscription/index.h5'
import * as weappSubscription from './subscription/index.weapp'
import type { SubscriptionPlatform } from './subscription/types'
import * as fakeViewfinder from './viewfinder'
import * as webViewfinder from './viewfinder/index.h5'
import * as weappViewfinder from './viewfinder/index.weapp'
import type { ViewfinderPlatform } from './viewfinder/types'

const SEAMS = {
  calendar: [fakeCalendar, webCalendar, weappCalendar] satisfies CalendarPlatform[],
  call: [fakeCall, webCall] satisfies CallPlatform[],
  clock: [fakeClock, webClock, weappClock] satisfies ClockPlatform[],
  display: [fakeDisplay, webDisplay] satisfies DisplayPlatform[],
  document: [fakeDocument, webDocument, weappDocument] satisfies DocumentPlatform[],
  drawing: [fakeDrawing, webDrawing, weappDrawing] satisfies DrawingPlatform[],
  frame: [fakeFrame, webFrame, weappFrame] satisfies FramePlatform[],
  gallery: [fakeGallery, webGallery, weappGallery] satisfies GalleryPlatform[],
  keptFiles: [fakeKeptFiles, webKeptFiles, weappKeptFiles] satisfies KeptFilesPlatform[],
  navigation: [fakeNavigation, webNavigation, weappNavigation] satisfies NavigationPlatform[],
  network: [fakeNetwork, webNetwork] satisfies NetworkPlatform[],
  picture: [fakePicture, webPicture, weappPicture] satisfies PicturePlatform[],
  random: [fakeRandom, webRandom, weappRandom] satisfies RandomPlatform[],
  scan: [fakeScan, webScan, weappScan] satisfies ScanPlatform[],
  session: [fakeSession, webSession, weappSession] satisfies SessionPlatform[],
  storage: [fakeStorage, webStorage, weappStorage] satisfies StoragePlatform[],
  subscription: [fakeSubscription, webSubscription, weappSubscription] satisfies SubscriptionPlatform[],
  viewfinder: [fakeViewfinder, webViewfinder, weappViewfinder] satisfies ViewfinderPlatform[],
}

test.each(Object.entries(SEAMS))('%s is the same seam on every side', (_, sides) => {
  const names = sides.map((side) => Object.keys(side).sort())
  for (const other of names) expect(other).toEqual(names[0])
})
