import { createCloudHost } from '@cloud/hosts/cloudbase'

/** What has to be done without anybody calling; run it by a timer, once a minute. */
export const main = createCloudHost({ env: process.env }).jobs
